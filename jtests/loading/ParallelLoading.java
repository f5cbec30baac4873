// Many threads ask one loader for the same classes: one definition each.
import jasm.*;
import java.util.*;
import java.util.concurrent.*;

public class ParallelLoading {
    public static void main(String[] args) throws Exception {
        Loader loader = new Loader();
        int n = 60;
        for (int i = 0; i < n; i++) {
            Asm asm = new Asm("C" + i).constructor();
            loader.add(i == 0 ? asm : new Asm("C" + i).extending("C" + (i - 1)).constructor());
        }
        ExecutorService pool = Executors.newFixedThreadPool(6);
        List<Future<Class<?>>> results = new ArrayList<>();
        for (int t = 0; t < 6; t++) {
            int start = t * 10;
            results.add(pool.submit(() -> {
                Class<?> last = null;
                for (int i = 0; i < n; i++) {
                    last = Class.forName("C" + (start + i) % n, true, loader);
                }
                return Class.forName("C" + (n - 1), true, loader);
            }));
        }
        Set<Class<?>> distinct = new HashSet<>();
        for (Future<Class<?>> f : results) {
            distinct.add(f.get());
        }
        pool.shutdown();
        int depth = 0;
        for (Class<?> c = distinct.iterator().next(); c != Object.class; c = c.getSuperclass()) {
            depth++;
        }
        System.out.println(distinct.size() + " " + depth);
    }
}
