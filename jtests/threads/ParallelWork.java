// Parallel streams, parallel sorting, fork-join tasks of several kinds with equal results each time.
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

public class ParallelWork {
    static class Sort extends RecursiveAction {
        final int[] a;
        final int from, to;

        Sort(int[] a, int from, int to) {
            this.a = a;
            this.from = from;
            this.to = to;
        }

        @Override
        protected void compute() {
            if (to - from < 200) {
                Arrays.sort(a, from, to);
                return;
            }
            int mid = (from + to) / 2;
            invokeAll(new Sort(a, from, mid), new Sort(a, mid, to));
            int[] left = Arrays.copyOfRange(a, from, mid);
            for (int i = 0, j = mid, k = from; i < left.length; k++) {
                a[k] = j == to || left[i] <= a[j] ? left[i++] : a[j++];
            }
        }
    }

    public static void main(String[] args) throws Exception {
        int[] a = new Random(4).ints(20000).toArray(), b = a.clone(), c = a.clone();
        ForkJoinPool pool = new ForkJoinPool(3);
        pool.invoke(new Sort(a, 0, a.length));
        Arrays.sort(b);
        Arrays.parallelSort(c);
        System.out.println(Arrays.equals(a, b) + " " + Arrays.equals(b, c));
        System.out.println(IntStream.range(0, 50000).parallel().mapToLong(i -> (long) i * i % 7).sum());
        System.out.println(IntStream.range(0, 5000).boxed().parallel().collect(Collectors.groupingByConcurrent(i -> i % 5, Collectors.counting())));
        System.out.println(Arrays.asList(5, 3, 1, 4).parallelStream().sorted().map(String::valueOf).collect(Collectors.joining(",")) + " " + Stream.of("a", "b", "c").parallel().reduce("", String::concat));
        System.out.println(pool.submit(() -> IntStream.range(0, 1000).parallel().filter(i -> i % 3 == 0).count()).get());
        try {
            IntStream.range(0, 100).parallel().forEach(i -> {
                if (i == 50) {
                    throw new IllegalStateException("at 50");
                }
            });
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage().endsWith("at 50"));
        }
        pool.shutdown();
    }
}
