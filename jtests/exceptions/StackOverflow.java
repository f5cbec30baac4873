// StackOverflowError is thrown, caught and survived, many times, from calls of several kinds.
public class StackOverflow {
    static int depth;

    static void recurse() {
        depth++;
        recurse();
    }

    long virtual(long a, double b, Object c) {
        depth++;
        return virtual(a + 1, b, c) + 1;
    }

    interface I {
        int go(int x);
    }

    static I self;

    static void construct() {
        new StackOverflow(0);
    }

    StackOverflow() {
    }

    StackOverflow(int x) {
        depth++;
        new StackOverflow(x + 1);
    }

    static synchronized void locked() {
        depth++;
        locked();
    }

    static int withFinally(int n) {
        try {
            return withFinally(n + 1);
        } finally {
            depth++;
        }
    }

    static void attempt(String label, Runnable r) {
        for (int i = 0; i < 3; i++) {
            depth = 0;
            try {
                r.run();
                System.out.println("no overflow");
            } catch (StackOverflowError e) {
                StackTraceElement[] t = e.getStackTrace();
                System.out.println(label + " " + (depth > 500) + " " + e.getMessage() + " " + (t.length <= 1024) + " "
                        + (t.length > 100));
            }
        }
    }

    public static void main(String[] args) throws Exception {
        attempt("static", StackOverflow::recurse);
        attempt("virtual", () -> new StackOverflow().virtual(1, 2, null));
        self = x -> {
            depth++;
            return self.go(x + 1);
        };
        attempt("lambda", () -> self.go(0));
        attempt("constructor", StackOverflow::construct);
        attempt("synchronized", StackOverflow::locked);
        System.out.println(Thread.holdsLock(StackOverflow.class));
        attempt("finally", () -> withFinally(0));
        Object[] chain = null;
        for (int i = 0; i < 200000; i++) {
            chain = new Object[] {chain};
        }
        Object[] c = chain;
        attempt("library", () -> {
            depth = 1000;
            java.util.Arrays.deepHashCode(c);
        });
        Thread t = new Thread(null, StackOverflow::recurse, "small", 256 * 1024);
        t.setUncaughtExceptionHandler((th, e) -> System.out.println(th.getName() + " " + e));
        t.start();
        t.join();
        System.out.println("survived");
    }
}
