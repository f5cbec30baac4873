// i2l … d2f, i2b, i2c, i2s with NaN, infinities and values out of range.
// javac: -XDstringConcat=inline
public class Conversions {
    public static void main(String[] args) {
        int[] ints = {0, 1, -1, 127, 128, 255, 256, -129, 32768, 65535, 65536, 0x12345678, 0x80000000, 0x7fffffff,
            16777217, 33554435};
        for (int i : ints) {
            System.out.println(i + ": " + (byte) i + " " + (int) (char) i + " " + (short) i + " " + (long) i + " "
                    + (float) i + " " + (double) i);
        }
        long[] longs = {0, -1, 1L << 31, (1L << 32) - 1, 1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE,
            0x7fffffbfffffffffL, 0x8000008000000001L};
        for (long l : longs) {
            System.out.println(l + ": " + (int) l + " " + (float) l + " " + (double) l + " " + (byte) l);
        }
        double[] doubles = {0, -0.0, 0.5, -0.5, 1.99999, -1.99999, 2147483647.5, 2147483648.0, -2147483648.9,
            -2147483649.0, 9.223372036854775E18, 9.223372036854776E18, -9.3E18, 1e300, -1e300, Double.NaN, 1 / 0.0,
            -1 / 0.0, 1e-320, 3.4028235677973366e38, 1.0000000596046448};
        for (double d : doubles) {
            float f = (float) d;
            System.out.println(d + ": " + (int) d + " " + (long) d + " " + Integer.toHexString(Float.floatToIntBits(f))
                    + " " + (byte) d + " " + (int) (char) d + " " + (short) d);
            System.out.println(f + ": " + (int) f + " " + (long) f + " " + (double) f + " " + (byte) f + " "
                    + (int) (char) f);
        }
    }
}
