// Checked exceptions thrown without declaration, rethrown traces, fillInStackTrace, exceptions as values.
public class SneakyAndRethrow {
    @SuppressWarnings("unchecked")
    static <T extends Throwable> void sneak(Throwable t) throws T {
        throw (T) t;
    }

    static Exception make() {
        return new Exception("made");
    }

    static void rethrow(Exception e) throws Exception {
        throw e;
    }

    static void refill(Exception e) throws Exception {
        throw (Exception) e.fillInStackTrace();
    }

    static String top(Throwable t) {
        return t.getStackTrace()[0].getMethodName() + ":" + t.getStackTrace()[0].getLineNumber() + " depth " + t.getStackTrace().length;
    }

    public static void main(String[] args) {
        try {
            SneakyAndRethrow.<RuntimeException>sneak(new java.io.IOException("sneaky"));
        } catch (Exception e) {
            System.out.println(e + " " + top(e));
        }
        Exception e = make();
        System.out.println(top(e));
        try {
            rethrow(e);
        } catch (Exception x) {
            System.out.println((x == e) + " " + top(x));
        }
        try {
            refill(e);
        } catch (Exception x) {
            System.out.println((x == e) + " " + top(x));
        }
        class Quiet extends RuntimeException {
            Quiet() {
                super("quiet", null, true, false);
            }
        }
        Quiet q = new Quiet();
        System.out.println(q.getStackTrace().length);
        q.setStackTrace(e.getStackTrace());
        System.out.println(q.getStackTrace().length);
        Throwable t = new Throwable(new Error("cause"));
        System.out.println(t.getMessage() + " " + t.getCause() + " " + t.getLocalizedMessage());
        StackTraceElement[] copy = e.getStackTrace();
        copy[0] = null;
        System.out.println(e.getStackTrace()[0] != null);
        try {
            e.setStackTrace(copy);
        } catch (NullPointerException n) {
            System.out.println(n.getMessage());
        }
        Thread.UncaughtExceptionHandler h = Thread.currentThread().getUncaughtExceptionHandler();
        System.out.println(h.getClass().getSimpleName());
        try {
            throw new Error("e", new Exception("c", new RuntimeException("r")));
        } catch (Error x) {
            int depth = 0;
            for (Throwable c = x; c != null; c = c.getCause()) {
                depth++;
            }
            System.out.println(depth);
        }
    }
}
