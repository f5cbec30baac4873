// fadd fsub fmul fdiv frem fneg on zeros, subnormals, infinities and NaN, bit for bit.
// javac: -XDstringConcat=inline
public class FloatArithmetic {
    static final float[] VALUES = {0f, -0f, 1f, -1.5f, 3f, 1e-45f, -1e-45f, 1.17549435e-38f, Float.MAX_VALUE,
        Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN, 0.1f, 16777216f, 1e20f};

    static String h(float f) {
        return Integer.toHexString(Float.floatToIntBits(f));
    }

    public static void main(String[] args) {
        for (float a : VALUES) {
            for (float b : VALUES) {
                System.out.println(a + "," + b + ": " + h(a + b) + " " + h(a - b) + " " + h(a * b) + " " + h(a / b) + " "
                        + h(a % b));
            }
            System.out.println(h(-a));
        }
        float sum = 0;
        for (int i = 1; i < 2000; i++) {
            sum += 1f / i;
        }
        System.out.println(sum);
    }
}
