// try with resources: order of closing, suppressed exceptions, null resources, existing variables.
public class TryWithResources {
    static class R implements AutoCloseable {
        final String name;
        final boolean fails;

        R(String name, boolean fails) {
            this.name = name;
            this.fails = fails;
            System.out.println("open " + name);
            if (name.equals("refuses")) {
                throw new IllegalStateException("cannot open");
            }
        }

        @Override
        public void close() {
            System.out.println("close " + name);
            if (fails) {
                throw new IllegalArgumentException("close " + name);
            }
        }
    }

    interface Action {
        void run() throws Exception;
    }

    static void run(Action a) {
        try {
            a.run();
        } catch (Exception e) {
            System.out.print(e.getMessage());
            for (Throwable s : e.getSuppressed()) {
                System.out.print(" +" + s.getMessage());
            }
            System.out.println();
        }
    }

    public static void main(String[] args) {
        run(() -> {
            try (R a = new R("a", false); R b = new R("b", false)) {
                System.out.println("body " + a.name + b.name);
            }
        });
        run(() -> {
            try (R a = new R("a", true); R b = new R("b", true)) {
                System.out.println("body");
            }
        });
        run(() -> {
            try (R a = new R("a", true); R b = new R("b", true); R c = new R("c", false)) {
                throw new Exception("body");
            }
        });
        run(() -> {
            try (R a = new R("a", true); R b = new R("refuses", true)) {
                System.out.println("never");
            }
        });
        run(() -> {
            try (R none = null) {
                System.out.println("null is fine " + none);
            }
        });
        run(() -> {
            R shared = new R("shared", false);
            try (shared) {
                System.out.println("body");
            } finally {
                System.out.println("finally");
            }
        });
        run(() -> {
            try (R a = new R("a", true)) {
                throw new Exception("caught");
            } catch (Exception e) {
                System.out.println(e.getMessage() + " " + e.getSuppressed().length);
            }
        });
    }
}
