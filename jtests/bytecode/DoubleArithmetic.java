// dadd dsub dmul ddiv drem dneg on zeros, subnormals, infinities and NaN, bit for bit.
// javac: -XDstringConcat=inline
public class DoubleArithmetic {
    static final double[] VALUES = {0, -0.0, 1, -1.5, 3, 4.9e-324, -4.9e-324, 2.2250738585072014E-308,
        Double.MAX_VALUE, 1 / 0.0, -1 / 0.0, Double.NaN, 0.1, 9007199254740993.0, 1e200};

    static String h(double d) {
        return Long.toHexString(Double.doubleToLongBits(d));
    }

    public static void main(String[] args) {
        for (double a : VALUES) {
            for (double b : VALUES) {
                System.out.println(a + "," + b + ": " + h(a + b) + " " + h(a - b) + " " + h(a * b) + " " + h(a / b) + " "
                        + h(a % b));
            }
            System.out.println(h(-a));
        }
        double x = 0.5;
        for (int i = 0; i < 1000; i++) {
            x = 3.9 * x * (1 - x);
        }
        System.out.println(h(x));
    }
}
