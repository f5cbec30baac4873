// iadd … ixor with corner cases.
// javac: -XDstringConcat=inline
public class IntArithmetic {
    static final int[] VALUES = {0, 1, -1, 2, 7, -7, 0x7fffffff, 0x80000000, 0x80000001, 65536, 46341, 0x55555555};

    static String div(int a, int b) {
        try {
            return a / b + " " + a % b;
        } catch (ArithmeticException e) {
            return e.getMessage();
        }
    }

    public static void main(String[] args) {
        for (int a : VALUES) {
            for (int b : VALUES) {
                System.out.println(a + "," + b + ": " + (a + b) + " " + (a - b) + " " + a * b + " " + div(a, b)
                        + " " + (a & b) + " " + (a | b) + " " + (a ^ b));
            }
            System.out.println(-a + " " + ~a);
        }
        int h = 17;
        for (int i = 0; i < 1000; i++) {
            h = h * 31 + i;
            h ^= h >>> 7;
            h -= h << 3;
        }
        System.out.println(h);
    }
}
