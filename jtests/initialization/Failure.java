// ExceptionInInitializerError, Errors thrown as they are, NoClassDefFoundError for every later use.
public class Failure {
    static class Throws {
        static int x = Integer.parseInt("no number");
    }

    static class ThrowsError {
        static {
            if (true) {
                throw new AssertionError("plain error");
            }
        }

        static void m() {
        }
    }

    static class Sub extends Throws {
        static { System.out.println("never"); }
        static void m() { }
    }

    static class ThrowsEiie {
        static {
            if (true) {
                throw new ExceptionInInitializerError("by hand");
            }
        }
    }

    static class NestedFailure {
        static Object o = new Inner();

        static class Inner {
            static { Object o = null; o.toString(); }
        }
    }

    static class PartlyDone {
        static int before = 5;
        static int after;
        static {
            saved = new PartlyDone();
            after = 1 / (before - 5);
        }
        int field = 9;
        int use() { return field + before; }
    }

    static PartlyDone saved;

    interface Action {
        Object run();
    }

    static void run(String label, Action a) {
        for (int i = 0; i < 2; i++) {
            try {
                System.out.println(label + ": " + a.run());
            } catch (Throwable t) {
                StringBuilder s = new StringBuilder(label + ": " + t);
                for (Throwable c = t.getCause(); c != null; c = c.getCause()) {
                    s.append(" <- ").append(c);
                }
                System.out.println(s);
            }
        }
    }

    public static void main(String[] args) {
        run("throws", () -> Throws.x);
        run("error", () -> { ThrowsError.m(); return 1; });
        run("sub", () -> { Sub.m(); return 1; });
        run("eiie", () -> new ThrowsEiie());
        run("nested", () -> NestedFailure.o);
        run("inner", () -> new NestedFailure.Inner());
        run("partly", () -> PartlyDone.before);
        run("saved instance", () -> saved.field);
        run("saved instance call", () -> saved.use());
        run("reflection", () -> {
            try {
                return Class.forName("Failure$Throws");
            } catch (ClassNotFoundException e) {
                return e;
            }
        });
        run("array of failed", () -> new Throws[1].length);
        run("literal of failed", () -> Throws.class.getSimpleName());
    }
}
