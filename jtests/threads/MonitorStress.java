// Many monitors at once: inflation, waiting on many objects, monitors of garbage, hash codes of locked objects.
import java.util.*;

public class MonitorStress {
    public static void main(String[] args) throws Exception {
        Object[] locks = new Object[300];
        int[] counts = new int[locks.length];
        for (int i = 0; i < locks.length; i++) {
            locks[i] = i % 3 == 0 ? new int[1] : i % 3 == 1 ? "lock" + i : new Object();
        }
        Thread[] ts = new Thread[4];
        for (int t = 0; t < ts.length; t++) {
            int seed = t;
            ts[t] = new Thread(() -> {
                Random r = new Random(seed);
                for (int k = 0; k < 4000; k++) {
                    int i = r.nextInt(locks.length), j = r.nextInt(locks.length);
                    synchronized (locks[Math.min(i, j)]) {
                        synchronized (locks[Math.max(i, j)]) {
                            counts[Math.min(i, j)]++;
                            if (k % 64 == 0) {
                                locks[i].hashCode();
                            }
                            if (k % 512 == 0) {
                                try {
                                    locks[Math.max(i, j)].wait(0, 1);
                                } catch (InterruptedException e) {
                                    throw new AssertionError(e);
                                }
                            }
                        }
                    }
                    synchronized (new Object()) {
                        if (k % 1000 == 0) {
                            System.gc();
                        }
                    }
                }
            });
            ts[t].start();
        }
        for (Thread t : ts) {
            t.join();
        }
        System.out.println(Arrays.stream(counts).sum());
        for (Object l : locks) {
            if (Thread.holdsLock(l)) {
                System.out.println("still held");
            }
            synchronized (l) {
                l.notifyAll();
            }
        }
    }
}
