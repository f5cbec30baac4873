// Uncaught exception of main with cause and suppressed, on standard error.
public class UncaughtWithCause {
    static void a() throws Exception {
        try {
            b();
        } catch (RuntimeException e) {
            Exception x = new Exception("outer", e);
            x.addSuppressed(new Error("beside"));
            throw x;
        }
    }

    static void b() {
        int[] a = {};
        a[0] = 1;
    }

    public static void main(String[] args) throws Exception {
        a();
    }
}
