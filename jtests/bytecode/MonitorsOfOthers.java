// A monitor belongs to the frame that entered it: exits in callees, exits of a synchronized method's own monitor, monitors
// left behind, each also while the monitor has waiting threads.
import jasm.*;
import static jasm.Op.*;

public class MonitorsOfOthers {
    static Class<?> c;
    static Throwable inner;

    /** Called by the assembled methods: calls `exitOnly` on the object and keeps what it throws. */
    public static void tryExit(Object o) throws Throwable {
        try {
            Try.call(c, "exitOnly", o);
            inner = null;
        } catch (Throwable e) {
            inner = e;
        }
    }

    static void report(String name, Object lock) {
        Try.run(name, () -> Try.call(c, name, lock));
        System.out.println("  held after: " + Thread.holdsLock(lock) + ", callee: " + inner);
        inner = null;
    }

    static void all(Object lock) {
        for (String name : new String[] {"callee", "calleeTwice", "leave", "leaveTwo", "leaveByThrow", "enterThriceExitTwice"}) {
            report(name, lock);
            synchronized (lock) {
                report(name, lock);
            }
        }
    }

    public static void main(String[] args) throws Throwable {
        String o = "(Ljava/lang/Object;)V";
        int sync = Asm.PUBLIC | Asm.SYNCHRONIZED;
        Asm asm = new Asm("U").constructor();
        asm.method(Asm.STATIC, "exitOnly", o).op(ALOAD_0, MONITOREXIT, RETURN);
        asm.method(Asm.STATIC, "callee", o).op(ALOAD_0, MONITORENTER, ALOAD_0).invokestatic("MonitorsOfOthers", "tryExit", o)
                .op(ALOAD_0, MONITOREXIT, RETURN);
        asm.method(Asm.STATIC, "calleeTwice", o).op(ALOAD_0, MONITORENTER, ALOAD_0, MONITORENTER, ALOAD_0)
                .invokestatic("MonitorsOfOthers", "tryExit", o).op(ALOAD_0, MONITOREXIT, ALOAD_0, MONITOREXIT, RETURN);
        asm.method(Asm.STATIC, "leave", o).op(ALOAD_0, MONITORENTER, RETURN);
        asm.method(Asm.STATIC, "leaveTwo", o).op(ALOAD_0, MONITORENTER, ALOAD_0, MONITORENTER, RETURN);
        asm.method(Asm.STATIC, "leaveByThrow", o).op(ALOAD_0, MONITORENTER).type(NEW, "java/lang/ArithmeticException").op(DUP)
                .invokespecial("java/lang/ArithmeticException", "<init>", "()V").op(ATHROW);
        asm.method(Asm.STATIC, "enterThriceExitTwice", o).op(ALOAD_0, MONITORENTER, ALOAD_0, MONITORENTER, ALOAD_0, MONITORENTER,
                ALOAD_0, MONITOREXIT, ALOAD_0, MONITOREXIT, RETURN);
        asm.method(sync, "own", o).op(ALOAD_0, MONITOREXIT, RETURN);
        asm.method(sync, "ownByThrow", o).op(ALOAD_0, MONITOREXIT).type(NEW, "java/lang/ArithmeticException").op(DUP)
                .invokespecial("java/lang/ArithmeticException", "<init>", "()V").op(ATHROW);
        asm.method(sync, "ownAndOther", o).op(ALOAD_0, MONITOREXIT, ALOAD_1, MONITORENTER, RETURN);
        asm.method(sync, "ownAgain", o).op(ALOAD_0, MONITOREXIT, ALOAD_0, MONITORENTER, RETURN);
        asm.method(sync, "ownTwice", o).op(ALOAD_0, MONITORENTER, RETURN);
        asm.method(sync, "other", o).op(ALOAD_1, MONITORENTER, RETURN);
        asm.method(sync, "exitOther", o).op(ALOAD_1, MONITOREXIT, RETURN);
        c = asm.load();
        all(new Object());
        System.out.println("-- with a thread that waits");
        Object waited = new Object();
        Thread waiter = new Thread(() -> {
            synchronized (waited) {
                try {
                    waited.wait();
                } catch (InterruptedException e) {
                    System.out.println("waiter: interrupted");
                }
            }
        });
        waiter.start();
        while (waiter.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        all(waited);
        waiter.interrupt();
        waiter.join();
        System.out.println("-- synchronized methods");
        Object u = c.getConstructor().newInstance();
        Object other = new Object();
        for (String name : new String[] {"own", "ownByThrow", "ownAndOther", "ownAgain", "ownTwice", "other", "exitOther"}) {
            for (int held = 0; held < 2; held++) {
                if (held == 0) {
                    callVirtual(name, u, other);
                } else {
                    synchronized (u) {
                        callVirtual(name, u, other);
                        System.out.println("  inside: " + Thread.holdsLock(u) + " " + Thread.holdsLock(other));
                    }
                }
                System.out.println("  held after: " + Thread.holdsLock(u) + " " + Thread.holdsLock(other));
            }
        }
    }

    static void callVirtual(String name, Object u, Object other) {
        Try.run(name, () -> {
            try {
                return c.getMethod(name, Object.class).invoke(u, other);
            } catch (java.lang.reflect.InvocationTargetException e) {
                throw e.getCause();
            }
        });
    }
}
