// Stack traces of other threads in each state.
public class StackOfOthers {
    static volatile boolean stop;
    static final Object LOCK = new Object();

    static void spin() {
        while (!stop) {
            Thread.onSpinWait();
        }
    }

    static void waits() throws InterruptedException {
        synchronized (LOCK) {
            while (!stop) {
                LOCK.wait();
            }
        }
    }

    /** Whether the thread gets into the method; a busy machine may need seconds to start it. */
    static boolean has(Thread t, String method) throws InterruptedException {
        for (int i = 0; i < 10_000; i++) {
            for (StackTraceElement e : t.getStackTrace()) {
                if (e.getMethodName().equals(method)) {
                    return true;
                }
            }
            Thread.sleep(1);
        }
        return false;
    }

    public static void main(String[] args) throws Exception {
        Thread a = new Thread(StackOfOthers::spin, "spinner");
        Thread b = new Thread(() -> {
            try {
                waits();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }, "waiter");
        Thread c = new Thread(() -> {
            try {
                Thread.sleep(60000);
            } catch (InterruptedException e) {
                stop = true;
            }
        }, "sleeper");
        Thread never = new Thread(() -> { }, "never");
        System.out.println(never.getStackTrace().length);
        for (Thread t : new Thread[] {a, b, c}) {
            t.start();
        }
        System.out.println(has(a, "spin") + " " + has(b, "waits") + " " + has(b, "wait") + " " + has(c, "sleep") + " " + has(Thread.currentThread(), "main"));
        System.out.println(Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(n -> n.equals("spinner") || n.equals("waiter") || n.equals("sleeper") || n.equals("main")).sorted().toList());
        c.interrupt();
        c.join();
        synchronized (LOCK) {
            LOCK.notifyAll();
        }
        a.join();
        b.join();
        System.out.println(a.getStackTrace().length);
    }
}
