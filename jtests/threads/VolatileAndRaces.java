// Publication through volatile fields, final fields, and the classic hand-off patterns.
public class VolatileAndRaces {
    static int data;
    static volatile int turn;
    static volatile long wide;

    static final class Box {
        final int x, y;

        Box(int v) {
            x = v;
            y = -v;
        }
    }

    static volatile Box box = new Box(0);

    public static void main(String[] args) throws Exception {
        int rounds = 3000;
        boolean[] bad = new boolean[3];
        Thread a = new Thread(() -> {
            for (int i = 0; i < rounds; i++) {
                while (turn != 1) {
                    Thread.onSpinWait();
                    Thread.yield();
                }
                if (data != i) {
                    bad[0] = true;
                }
                turn = 0;
            }
        });
        Thread writer = new Thread(() -> {
            for (int i = 0; i < 50000; i++) {
                wide = (i & 1) == 0 ? 0L : -1L;
                box = new Box(i);
            }
        });
        Thread reader = new Thread(() -> {
            while (writer.isAlive()) {
                long w = wide;
                if (w != 0 && w != -1) {
                    bad[1] = true;
                }
                Box b = box;
                if (b.x != -b.y) {
                    bad[2] = true;
                }
            }
        });
        writer.start();
        a.start();
        reader.start();
        for (int i = 0; i < rounds; i++) {
            data = i;
            turn = 1;
            while (turn != 0) {
                Thread.yield();
            }
        }
        a.join();
        writer.join();
        reader.join();
        System.out.println(bad[0] + " " + bad[1] + " " + bad[2]);
    }
}
