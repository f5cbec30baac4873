// Line numbers of frames for multi-line expressions, initialisers, lambdas, constructors, default branches.
public class LineNumbers {
    static int zero = 0;
    int field =
            1 / zero;

    static int call(
            int a,
            int b) {
        return a
                / b;
    }

    static void line(Runnable r) {
        try {
            r.run();
        } catch (ArithmeticException | NullPointerException e) {
            StringBuilder s = new StringBuilder();
            for (StackTraceElement t : e.getStackTrace()) {
                if (t.getClassName().startsWith("LineNumbers") && !t.getMethodName().equals("line") && !t.getMethodName().equals("main")) {
                    s.append(t.getMethodName()).append(':').append(t.getLineNumber()).append(' ');
                }
            }
            System.out.println(s);
        }
    }

    public static void main(String[] args) {
        line(() -> new LineNumbers());
        line(() -> call(
                1,
                0));
        line(() -> {
            int x = 5;
            x = x +
                    x /
                    zero;
        });
        line(() -> System.out.println("a"
                + call(1,
                call(2, 0))));
        line(() -> {
            String s = null;
            s
                    .trim()
                    .length();
        });
        line(() -> {
            for (int i = 3; i >= 0;
                    i--) {
                if (10
                        / i > 100) {
                    break;
                }
            }
        });
        line(() -> {
            switch (zero) {
                case 1:
                    break;
                default:
                    call(3, 0);
            }
        });
        Object o = new Object() {
            int y;
            {
                line(() -> y = 1
                        / zero);
            }
        };
    }
}
