import java.util.concurrent.locks.LockSupport;

/** Two threads that wake each other by park and unpark, 20 000 round trips. */
public class ParkPingPong {
    static volatile int turn;

    static void play(int own, Thread[] players) {
        for (int i = 0; i < 20_000; i++) {
            while (turn != own) {
                LockSupport.park();
            }
            turn = 1 - own;
            LockSupport.unpark(players[1 - own]);
        }
    }

    public static void main(String[] args) throws Exception {
        Thread[] players = new Thread[2];
        players[0] = new Thread(() -> play(0, players));
        players[1] = new Thread(() -> play(1, players));
        players[0].start();
        players[1].start();
        players[0].join();
        players[1].join();
        System.out.println(turn);
    }
}
