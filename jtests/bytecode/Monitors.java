// monitorenter, monitorexit, synchronized methods: nesting, exceptions, ownership.
// javac: -XDstringConcat=inline
public class Monitors {
    static final Object LOCK = new Object();
    int n;

    synchronized int inc() {
        if (n < 5) {
            n++;
            inc();
        }
        System.out.print(Thread.holdsLock(this) ? "h" : "-");
        return n;
    }

    static synchronized boolean held() {
        return Thread.holdsLock(Monitors.class);
    }

    static int nested(Object o, int depth) {
        synchronized (o) {
            return depth == 0 ? 0 : 1 + nested(o, depth - 1);
        }
    }

    static int returning() {
        synchronized (LOCK) {
            try {
                synchronized (Monitors.class) {
                    return Thread.holdsLock(LOCK) && Thread.holdsLock(Monitors.class) ? 1 : 0;
                }
            } finally {
                System.out.println(Thread.holdsLock(LOCK) + " " + Thread.holdsLock(Monitors.class));
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Monitors m = new Monitors();
        System.out.println(m.inc() + " " + Thread.holdsLock(m));
        System.out.println(held() + " " + Thread.holdsLock(Monitors.class));
        System.out.println(nested(LOCK, 300) + " " + Thread.holdsLock(LOCK));
        System.out.println(returning() + " " + Thread.holdsLock(LOCK));
        try {
            synchronized (LOCK) {
                throw new IllegalStateException();
            }
        } catch (IllegalStateException e) {
            System.out.println("thrown " + Thread.holdsLock(LOCK));
        }
        Object none = args.length == 0 ? null : LOCK;
        try {
            synchronized (none) {
                System.out.println("not here");
            }
        } catch (NullPointerException e) {
            System.out.println("null");
        }
        for (int i = 0; i < 3; i++) {
            try {
                if (i == 0) {
                    LOCK.notify();
                } else if (i == 1) {
                    LOCK.notifyAll();
                } else {
                    LOCK.wait();
                }
            } catch (IllegalMonitorStateException e) {
                System.out.println(e.getMessage());
            }
        }
        Object[] many = new Object[200];
        for (int i = 0; i < many.length; i++) {
            many[i] = new Object();
        }
        System.out.println(lockAll(many, 0) + " " + Thread.holdsLock(many[199]));
        int hash = LOCK.hashCode();
        synchronized (LOCK) {
            System.out.println(hash == LOCK.hashCode());
            LOCK.wait(1);
            System.out.println(hash == System.identityHashCode(LOCK));
        }
    }

    static int lockAll(Object[] all, int i) {
        if (i == all.length) {
            return 0;
        }
        synchronized (all[i]) {
            return (Thread.holdsLock(all[i]) ? 1 : 0) + lockAll(all, i + 1);
        }
    }
}
