// Threads that allocate and are stopped, interrupted and killed by exceptions while others collect; then the program is ended
// by System.exit in the middle of it all, and a hook checks what has survived.
// flags: -Xmx64m
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

public class Turmoil {
    static final class Victim extends RuntimeException {
        final int[] cargo = new int[100];

        Victim(int seed) {
            Arrays.fill(cargo, seed);
        }
    }

    /** A list whose sum is known. */
    static final class Ledger {
        final LinkedList<int[]> entries = new LinkedList<>();
        int sum;

        synchronized void add(int value) {
            entries.add(new int[] {value, -value});
            sum += value;
            if (entries.size() > 500) {
                sum -= entries.removeFirst()[0];
            }
        }

        synchronized boolean holds() {
            int found = 0;
            for (int[] entry : entries) {
                if (entry.length != 2 || entry[0] != -entry[1]) {
                    return false;
                }
                found += entry[0];
            }
            return found == sum;
        }
    }

    static final Ledger[] LEDGERS = new Ledger[8];
    static final Map<String, Integer> SHARED = new ConcurrentHashMap<>();
    static final AtomicInteger CAUGHT = new AtomicInteger();
    static final AtomicInteger WRONG = new AtomicInteger();

    static void throwAndCatch(int seed, int depth) {
        Object[] garbage = new Object[20];
        Arrays.setAll(garbage, i -> "x" + seed + i);
        if (depth == 0) {
            throw new Victim(seed);
        }
        try {
            throwAndCatch(seed, depth - 1);
        } finally {
            if (!garbage[19].equals("x" + seed + 19)) {
                WRONG.incrementAndGet();
            }
        }
    }

    static void work(int seed) {
        Map<Integer, List<String>> own = new HashMap<>();
        for (int round = 0; round < 400 && !Thread.currentThread().isInterrupted(); round++) {
            own.computeIfAbsent(round % 50, key -> new ArrayList<>()).add("entry " + round);
            LEDGERS[(seed + round) % LEDGERS.length].add(round);
            SHARED.merge("k" + round % 20, 1, Integer::sum);
            if (round % 25 == 0) {
                own.clear();
                try {
                    throwAndCatch(seed, 12);
                } catch (Victim victim) {
                    CAUGHT.incrementAndGet();
                    if (Arrays.stream(victim.cargo).anyMatch(value -> value != seed)) {
                        WRONG.incrementAndGet();
                    }
                }
            }
        }
        if (seed % 3 == 0) {
            throw new Victim(seed);
        }
    }

    static void check(String when) {
        boolean holds = true;
        for (Ledger ledger : LEDGERS) {
            holds &= ledger.holds();
        }
        System.out.println(when + ": ledgers " + holds + ", wrong " + WRONG.get());
    }

    public static void main(String[] args) throws Exception {
        Arrays.setAll(LEDGERS, i -> new Ledger());
        Thread.setDefaultUncaughtExceptionHandler((thread, exception) -> {
            if (!(exception instanceof Victim victim) || victim.cargo.length != 100) {
                WRONG.incrementAndGet();
            }
        });
        for (int wave = 0; wave < 3; wave++) {
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                int seed = wave * 100 + i;
                Thread thread = new Thread(() -> work(seed));
                threads.add(thread);
                thread.start();
            }
            for (int i = 0; i < 12; i++) {
                if (i % 4 == 1) {
                    threads.get(i).interrupt();
                }
                System.gc();
            }
            for (Thread thread : threads) {
                thread.join();
            }
            check("wave " + wave);
        }
        System.out.println("caught " + (CAUGHT.get() > 100));
        CountDownLatch busy = new CountDownLatch(6);
        for (int i = 0; i < 6; i++) {
            int seed = i + 1;
            new Thread(() -> {
                busy.countDown();
                while (true) {
                    work(seed * 3 + 1);
                    if (seed == 6) {
                        System.gc();
                    }
                }
            }).start();
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.gc();
            check("at exit");
        }));
        busy.await();
        new Thread(() -> {
            List<byte[]> kept = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                kept.add(new byte[10_000]);
            }
            System.exit(kept.size() == 200 ? 7 : 8);
        }).start();
    }
}
