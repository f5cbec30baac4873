// Constant instructions: iconst, bipush, sipush, ldc, ldc_w, ldc2_w, aconst_null of each kind.
// javac: -XDstringConcat=inline
public class Constants {
    static void ints() {
        System.out.println(-1);
        System.out.println(0);
        System.out.println(5);
        System.out.println(6);
        System.out.println(-2);
        System.out.println(127);
        System.out.println(-128);
        System.out.println(128);
        System.out.println(-129);
        System.out.println(32767);
        System.out.println(-32768);
        System.out.println(32768);
        System.out.println(-32769);
        System.out.println(Integer.MIN_VALUE);
    }

    static void longs() {
        System.out.println(0L);
        System.out.println(1L);
        System.out.println(2L);
        System.out.println(-1L);
        System.out.println(Long.MIN_VALUE);
        System.out.println(0x123456789abcdefL);
    }

    static void floats() {
        float[] fs = {0f, 1f, 2f, 3f, -0f, 1e-45f, Float.MAX_VALUE, Float.NaN, Float.NEGATIVE_INFINITY, 0.1f};
        for (float f : fs) {
            System.out.println(f + " " + Integer.toHexString(Float.floatToRawIntBits(f)));
        }
        double[] ds = {0, 1, 2, -0.0, 4.9e-324, Double.MAX_VALUE, Double.NaN, 1 / 0.0, 0.1, Math.PI};
        for (double d : ds) {
            System.out.println(d + " " + Long.toHexString(Double.doubleToRawLongBits(d)));
        }
    }

    static void references() {
        System.out.println("text");
        System.out.println("");
        System.out.println("\0nul\u00e9\u20ac\ud83d\ude00\ud800".length());
        System.out.println((Object) null);
        System.out.println(String.class);
        System.out.println(int[].class);
        System.out.println(String[][].class);
        System.out.println(int.class + " " + void.class + " " + double.class);
        System.out.println(Constants.class.getName());
        System.out.println("a" + "b" == "ab");
        System.out.println(Constants.class == new Constants().getClass());
    }

    public static void main(String[] args) {
        ints();
        longs();
        floats();
        references();
        boolean t = true;
        char c = 'x';
        byte b = -7;
        short s = 300;
        System.out.println(t + " " + c + b + s);
    }
}
