// Many threads that run a small heap full at the same time: each sees OutOfMemoryError, drops what it has and goes on.
// flags: -Xmx32m
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

public class CrowdedHeap {
    static final int THREADS = 5;
    static final AtomicInteger ERRORS = new AtomicInteger();
    static final AtomicInteger WRONG = new AtomicInteger();

    interface Filler {
        Object more(int at);
    }

    static final Filler[] FILLERS = {at -> new byte[100_000], at -> new Object[] {new int[500], "s" + at, at}, at -> new long[5_000],
        at -> new StringBuilder("text").append(at).append(new char[1000]), at -> new int[40][40]};

    /** Fills until it fails; what was there before must be intact. */
    static void fill(int seed, Filler filler) {
        int[] mine = new int[1000];
        for (int i = 0; i < mine.length; i++) {
            mine[i] = seed * i;
        }
        List<Object> kept = new ArrayList<>();
        String message = null;
        try {
            for (int i = 0;; i++) {
                kept.add(filler.more(i));
            }
        } catch (OutOfMemoryError e) {
            int count = kept.size();
            kept = null;
            ERRORS.incrementAndGet();
            message = e.getMessage();
            if (count == 0) {
                // Others had it all.
                Thread.yield();
            }
        }
        if (!"Java heap space".equals(message) && !"GC overhead limit exceeded".equals(message)) {
            WRONG.incrementAndGet();
        }
        for (int i = 0; i < mine.length; i++) {
            if (mine[i] != seed * i) {
                WRONG.incrementAndGet();
            }
        }
    }

    public static void main(String[] args) throws Exception {
        // The others may take all while a thread is outside of `fill`.
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> {
            if (!(error instanceof OutOfMemoryError)) {
                WRONG.incrementAndGet();
            }
        });
        CountDownLatch start = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int seed = i + 1;
            Thread thread = new Thread(() -> {
                try {
                    start.await();
                } catch (InterruptedException e) {
                    return;
                }
                for (int round = 0; round < 2; round++) {
                    fill(seed, FILLERS[(seed + round) % FILLERS.length]);
                }
            });
            threads.add(thread);
            thread.start();
        }
        start.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("errors " + (ERRORS.get() > 0) + " wrong " + WRONG.get());
        byte[] again = new byte[16 << 20];
        System.out.println("room again " + again.length);
    }
}
