// lcmp, fcmpl, fcmpg, dcmpl, dcmpg: every relation, with NaN on either side and signed zeros.
// javac: -XDstringConcat=inline
public class Comparisons {
    static String rel(double a, double b) {
        return (a < b ? "<" : "-") + (a <= b ? "l" : "-") + (a > b ? ">" : "-") + (a >= b ? "g" : "-")
                + (a == b ? "=" : "-") + (a != b ? "!" : "-") + (!(a < b) ? "n" : "-") + (!(a > b) ? "m" : "-");
    }

    static String rel(float a, float b) {
        return (a < b ? "<" : "-") + (a <= b ? "l" : "-") + (a > b ? ">" : "-") + (a >= b ? "g" : "-")
                + (a == b ? "=" : "-") + (a != b ? "!" : "-") + (!(a < b) ? "n" : "-") + (!(a > b) ? "m" : "-");
    }

    static String rel(long a, long b) {
        return (a < b ? "<" : "-") + (a <= b ? "l" : "-") + (a > b ? ">" : "-") + (a >= b ? "g" : "-")
                + (a == b ? "=" : "-") + (a != b ? "!" : "-");
    }

    static String rel(int a, int b) {
        return (a < b ? "<" : "-") + (a <= b ? "l" : "-") + (a > b ? ">" : "-") + (a >= b ? "g" : "-")
                + (a == b ? "=" : "-") + (a != b ? "!" : "-");
    }

    static String zero(int a) {
        return (a < 0 ? "<" : "-") + (a <= 0 ? "l" : "-") + (a > 0 ? ">" : "-") + (a >= 0 ? "g" : "-")
                + (a == 0 ? "=" : "-") + (a != 0 ? "!" : "-");
    }

    public static void main(String[] args) {
        double[] ds = {0.0, -0.0, 1, -1, Double.NaN, 1 / 0.0, -1 / 0.0};
        for (double a : ds) {
            for (double b : ds) {
                System.out.println(a + " " + b + " " + rel(a, b) + " " + rel((float) a, (float) b));
            }
        }
        long[] ls = {0, 1, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32};
        for (long a : ls) {
            for (long b : ls) {
                System.out.println(a + " " + b + " " + rel(a, b) + " " + rel((int) a, (int) b));
            }
            System.out.println(zero((int) a));
        }
        Object o = new Object(), p = new Object(), n = null;
        System.out.println((o == o) + " " + (o == p) + " " + (o != p) + " " + (n == null) + " " + (o != null) + (n != o));
    }
}
