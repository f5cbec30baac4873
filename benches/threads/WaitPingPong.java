/** Two threads that wake each other by wait and notify, 20 000 round trips. */
public class WaitPingPong {
    static int turn;
    static final Object MONITOR = new Object();

    static void play(int own) {
        synchronized (MONITOR) {
            for (int i = 0; i < 20_000; i++) {
                while (turn != own) {
                    try {
                        MONITOR.wait();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }
                turn = 1 - own;
                MONITOR.notify();
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Thread first = new Thread(() -> play(0));
        Thread second = new Thread(() -> play(1));
        first.start();
        second.start();
        first.join();
        second.join();
        System.out.println(turn);
    }
}
