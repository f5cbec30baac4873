// StackOverflowError and OutOfMemoryError inside static initialisers, finally blocks and synchronized code.
// flags: -Xmx64m
public class InClinitAndFinally {
    static class Deep {
        static int depth(int n) {
            return depth(n + 1) + 1;
        }

        static final int D = depth(0);
    }

    static class Fat {
        static final long[] L = new long[Integer.MAX_VALUE];
    }

    static int finallyRuns;

    static void finallyDeep(int n) {
        try {
            finallyDeep(n + 1);
        } finally {
            finallyRuns++;
        }
    }

    static synchronized void syncDeep() {
        syncDeep();
    }

    public static void main(String[] args) {
        for (int i = 0; i < 2; i++) {
            try {
                System.out.println(Deep.D);
            } catch (StackOverflowError | NoClassDefFoundError e) {
                System.out.println(e.getClass().getSimpleName());
            }
            try {
                System.out.println(Fat.L.length);
            } catch (OutOfMemoryError | NoClassDefFoundError e) {
                System.out.println(e.getClass().getSimpleName());
            }
        }
        try {
            finallyDeep(0);
        } catch (StackOverflowError e) {
            System.out.println(finallyRuns > 100);
        }
        try {
            syncDeep();
        } catch (StackOverflowError e) {
            System.out.println(Thread.holdsLock(InClinitAndFinally.class));
        }
        String s = "still " + 5;
        System.out.println(s + String.format(" %d", 7));
    }
}
