// ladd … lxor, lneg, lcmp with corner cases.
// javac: -XDstringConcat=inline
public class LongArithmetic {
    static final long[] VALUES = {0, 1, -1, 10, -7, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, 3037000500L,
        0xffffffffL, 0x5555555555555555L, Integer.MIN_VALUE};

    static String div(long a, long b) {
        try {
            return a / b + " " + a % b;
        } catch (ArithmeticException e) {
            return e.getMessage();
        }
    }

    public static void main(String[] args) {
        for (long a : VALUES) {
            for (long b : VALUES) {
                System.out.println(a + "," + b + ": " + (a + b) + " " + (a - b) + " " + a * b + " " + div(a, b)
                        + " " + (a & b) + " " + (a | b) + " " + (a ^ b) + " " + (a < b) + (a == b) + (a >= b));
            }
            System.out.println(-a + " " + ~a);
        }
    }
}
