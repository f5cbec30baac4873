// A second thread waits until the first has initialised the class; both see the result, or both the failure.
import java.util.concurrent.*;

public class TwoThreads {
    static final CountDownLatch inside = new CountDownLatch(1);
    static final CountDownLatch proceed = new CountDownLatch(1);

    static class Slow {
        static volatile int steps;
        static final int RESULT;
        static {
            inside.countDown();
            try {
                proceed.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            steps++;
            RESULT = Integer.parseInt("42");
        }
    }

    static class SlowFail {
        static int x;
        static {
            try {
                Thread.sleep(30);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (true) {
                throw new IllegalStateException("fails");
            }
        }
    }

    public static void main(String[] args) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        Future<Integer> first = pool.submit(() -> Slow.RESULT);
        inside.await();
        Future<Integer> second = pool.submit(() -> Slow.RESULT + Slow.steps);
        Future<Integer> third = pool.submit(() -> Slow.RESULT + Slow.steps);
        Thread.sleep(20);
        System.out.println(first.isDone() + " " + second.isDone());
        proceed.countDown();
        System.out.println(first.get() + " " + second.get() + " " + third.get());
        CyclicBarrier barrier = new CyclicBarrier(3);
        Callable<String> fail = () -> {
            barrier.await();
            try {
                return "" + SlowFail.x;
            } catch (Throwable t) {
                return t.getClass().getName();
            }
        };
        var results = new java.util.TreeMap<String, Integer>();
        for (Future<String> f : pool.invokeAll(java.util.List.of(fail, fail, fail))) {
            results.merge(f.get(), 1, Integer::sum);
        }
        System.out.println(results);
        pool.shutdown();
    }
}
