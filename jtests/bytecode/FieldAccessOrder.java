// Order of evaluation and exceptions in field and array access: the receiver, the index, the value, then the check.
public class FieldAccessOrder {
    int f;
    static StringBuilder log = new StringBuilder();

    static FieldAccessOrder o(boolean isNull) {
        log.append('o');
        return isNull ? null : new FieldAccessOrder();
    }

    static int v(int x) {
        log.append('v');
        if (x < 0) {
            throw new IllegalStateException("value");
        }
        return x;
    }

    static int[] a(int kind) {
        log.append('a');
        return kind == 0 ? null : new int[kind];
    }

    static void run(Runnable r) {
        try {
            r.run();
            log.append(" ok");
        } catch (RuntimeException e) {
            log.append(' ').append(e.getClass().getSimpleName());
        }
        System.out.println(log);
        log.setLength(0);
    }

    public static void main(String[] args) {
        run(() -> o(true).f = v(1));
        run(() -> o(true).f = v(-1));
        run(() -> o(false).f += v(2));
        run(() -> o(true).f += v(2));
        run(() -> o(true).f++);
        run(() -> a(0)[v(1)] = v(2));
        run(() -> a(0)[v(-1)] = v(2));
        run(() -> a(1)[v(5)] = v(-2));
        run(() -> a(1)[v(5)] = v(2));
        run(() -> a(1)[v(5)] += v(2));
        run(() -> a(2)[v(1)] <<= v(3));
        run(() -> a(0)[v(1)]++);
        run(() -> System.out.print(a(3)[v(2)] + o(false).f));
        run(() -> { int[][] m = new int[v(2)][v(-3)]; });
        run(() -> { Object[] s = new String[1]; s[v(0)] = (Object) v(1); });
        run(() -> { Object[] s = new String[1]; s[v(3)] = (Object) v(1); });
    }
}
