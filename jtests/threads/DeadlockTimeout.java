// Two monitors taken in opposite order: the threads block, the VM ends because they are daemons.
public class DeadlockTimeout {
    public static void main(String[] args) throws Exception {
        Object a = new Object(), b = new Object();
        java.util.concurrent.CountDownLatch both = new java.util.concurrent.CountDownLatch(2);
        Thread[] ts = new Thread[2];
        for (int i = 0; i < 2; i++) {
            Object first = i == 0 ? a : b, second = i == 0 ? b : a;
            ts[i] = new Thread(() -> {
                synchronized (first) {
                    both.countDown();
                    try {
                        both.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    synchronized (second) {
                        System.out.println("never");
                    }
                }
            });
            ts[i].setDaemon(true);
            ts[i].start();
        }
        both.await();
        for (Thread t : ts) {
            while (t.getState() != Thread.State.BLOCKED) {
                Thread.yield();
            }
            t.interrupt();
            System.out.println(t.getState());
        }
        System.gc();
        System.out.println("end");
    }
}
