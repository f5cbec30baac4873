// Counters under contention: synchronized blocks and methods, static and instance, nested locks.
public class Contention {
    static int a, b, c;
    int d;

    static synchronized void incA() {
        a++;
    }

    synchronized void incD() {
        d++;
        if (d % 1000 == 0) {
            synchronized (Contention.class) {
                c++;
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Object lock = new Object();
        Contention shared = new Contention();
        Thread[] ts = new Thread[5];
        for (int i = 0; i < ts.length; i++) {
            ts[i] = new Thread(() -> {
                for (int k = 0; k < 4000; k++) {
                    incA();
                    synchronized (lock) {
                        b++;
                    }
                    shared.incD();
                    if (k % 500 == 0) {
                        lock.hashCode();
                        Thread.yield();
                    }
                }
            });
            ts[i].start();
        }
        for (Thread t : ts) {
            t.join();
        }
        System.out.println(a + " " + b + " " + shared.d + " " + c);
    }
}
