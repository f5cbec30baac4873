// A collection is possible while other threads run loops without calls or allocation, sleep, wait or hold locks.
public class SafepointLoops {
    static volatile boolean stop, locked;
    static long[] sinks = new long[3];

    public static void main(String[] args) throws Exception {
        Thread counted = new Thread(() -> {
            long x = 0;
            while (!stop) {
                for (int i = 0; i < 100000; i++) {
                    x += i ^ x >>> 3;
                }
            }
            sinks[0] = x;
        });
        Thread empty = new Thread(() -> {
            while (!stop) {
            }
        });
        Object lock = new Object();
        Thread locker = new Thread(() -> {
            while (!stop) {
                synchronized (lock) {
                    sinks[1]++;
                }
                locked = true;
            }
        });
        Thread sleeper = new Thread(() -> {
            try {
                Thread.sleep(60000);
            } catch (InterruptedException e) {
                sinks[2] = 1;
            }
        });
        Thread[] all = {counted, empty, locker, sleeper};
        for (Thread t : all) {
            t.start();
        }
        Object[] keep = new Object[100];
        for (int i = 0; i < 15; i++) {
            for (int k = 0; k < 1000; k++) {
                keep[k % 100] = new int[100];
            }
            System.gc();
        }
        while (!locked) {
            Thread.onSpinWait();
        }
        stop = true;
        sleeper.interrupt();
        for (Thread t : all) {
            t.join();
        }
        System.out.println(keep.length + " " + (sinks[1] > 0) + " " + sinks[2]);
    }
}
