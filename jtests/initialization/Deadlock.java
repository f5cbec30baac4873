// Two classes that initialise each other from two threads: both threads hang, as JVMS 5.5 implies; the program goes on.
public class Deadlock {
    static final java.util.concurrent.CyclicBarrier barrier = new java.util.concurrent.CyclicBarrier(2);

    static void meet() {
        try {
            barrier.await();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    static class A {
        static { meet(); System.out.println(B.class.getSimpleName() + B.x); }
        static int x = 1;
    }

    static class B {
        static { meet(); System.out.println(A.class.getSimpleName() + A.x); }
        static int x = 2;
    }

    public static void main(String[] args) throws Exception {
        Thread a = new Thread(() -> System.out.println(A.x), "a");
        Thread b = new Thread(() -> System.out.println(B.x), "b");
        a.setDaemon(true);
        b.setDaemon(true);
        a.start();
        b.start();
        a.join(300);
        b.join(100);
        System.out.println(a.isAlive() + " " + b.isAlive());
        a.interrupt();
        b.interrupt();
        a.join(50);
        System.out.println(a.isAlive() + " still");
    }
}
