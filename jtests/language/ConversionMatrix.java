// JLS 5.1.2, 5.1.3: every primitive conversion over corner values, constants folded by javac beside values at run time.
public class ConversionMatrix {
    static final double[] DOUBLES = {0, -0.0, 1, -1, 0.5, -0.5, 0.9999999999999999, 127.99, 128, -128.99, -129, 255.5, 32767.5, 32768, -32769, 65535.9, 65536, 2147483647.0, 2147483647.5, 2147483648.0, -2147483648.9, -2147483649.0, 4294967295.0, 4294967296.0, 9.007199254740993e15, 9.223372036854775e18, 9.223372036854775807e18, -9.223372036854775808e18, -9.3e18, 1.8e19, 1e30, -1e30, 3.4028235e38, 3.4028235677973366e38, 3.4028236e38, 1e-45, 7e-46, 7.1e-46, 1.1754944e-38, Double.MIN_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NaN};
    static final long[] LONGS = {0, 1, -1, 127, 128, -128, -129, 255, 256, 32767, 32768, -32769, 65535, 65536, 0x7fffffffL, 0x80000000L, -0x80000001L, 0xffffffffL, 0x100000000L, 16777216, 16777217, 16777219, 33554435, 9007199254740992L, 9007199254740993L, 9007199254740995L, 0x7fffff4000000000L, 0x7fffffbfffffffffL, 0x7fffffc000000000L, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1, -9007199254740993L, 0x8000008000000001L, 0x4000004000000000L, 0x4000004000000001L, 0x400000c000000000L};
    static void all(double d) { System.out.println(d + ": " + (byte) d + " " + (short) d + " " + (int) (char) d + " " + (int) d + " " + (long) d + " " + (float) d + " " + (double) (float) d); }
    static void all(float f) { System.out.println(f + "f: " + (byte) f + " " + (short) f + " " + (int) (char) f + " " + (int) f + " " + (long) f + " " + (double) f + " " + Integer.toHexString(Float.floatToRawIntBits(f))); }
    static void all(long l) { System.out.println(l + "L: " + (byte) l + " " + (short) l + " " + (int) (char) l + " " + (int) l + " " + (float) l + " " + (double) l + " " + (long) (float) l + " " + (long) (double) l); }
    static void all(int i) { System.out.println(i + ": " + (byte) i + " " + (short) i + " " + (int) (char) i + " " + (long) i + " " + (float) i + " " + (double) i + " " + (int) (float) i + " " + (byte) (char) i + " " + (short) (char) (byte) i + " " + (int) (char) (byte) i); }
    static void all(char c) { System.out.println((int) c + "c: " + (byte) c + " " + (short) c + " " + (int) c + " " + (long) c + " " + (float) c + " " + (double) c); }
    static void all(short s) { System.out.println(s + "s: " + (byte) s + " " + (int) (char) s + " " + (int) s + " " + (long) s + " " + (float) s + " " + (double) s); }
    static void all(byte b) { System.out.println(b + "b: " + (short) b + " " + (int) (char) b + " " + (int) b + " " + (long) b + " " + (float) b + " " + (double) b + " " + (b & 0xff) + " " + (b >>> 28) + " " + (byte) (b >> 1) + " " + (byte) (b >>> 1)); }

    public static void main(String[] args) {
        for (double d : DOUBLES) {
            all(d);
            all((float) d);
        }
        for (long l : LONGS) {
            all(l);
            all((int) l);
            all((char) l);
            all((short) l);
            all((byte) l);
        }
        // The same as constants: javac folds these.
        System.out.println((byte) 300.7 + " " + (char) -1.0 + 0 + " " + (int) 1e20 + " " + (long) Float.NaN + " " + (short) (char) 1e9f + " " + (float) 16777217 + " " + (float) 0x7fffffbfffffffffL + " " + (double) Long.MAX_VALUE + " " + (byte) (char) (short) -129 + " " + (int) 'x' + (char) 120 + (byte) 'é');
        System.out.println((float) 1e-46 + " " + (float) 3.4028235677973366e38 + " " + (float) 0.1 + " " + (double) 0.1f + " " + (0.1f == 0.1) + (0.5f == 0.5) + " " + (int) Float.MAX_VALUE + " " + (long) -Float.MAX_VALUE);
        // Sums that decide by the type of the operation.
        int big = Integer.MAX_VALUE;
        System.out.println(big + 1 + " " + (big + 1L) + " " + (big + 1f) + " " + (big + 1d) + " " + (char) (big + 98) + " " + (big * 2 / 2) + " " + (long) (big * 2) + " " + (long) big * 2 + " " + big * 2.0f);
        byte b = -1;
        char c = 65535;
        short s = -1;
        System.out.println((b == c) + " " + (s == c) + " " + (b == s) + " " + (b + c) + " " + (s ^ c) + " " + (b >>> 1) + " " + ((byte) c == b) + " " + (c >> 4) + " " + (true ? b : 'x') + " " + (true ? b : c) + " " + (false ? 1 : 'x') + " " + (false ? big : 'x'));
    }
}
