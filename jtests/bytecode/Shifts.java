// ishl ishr iushr lshl lshr lushr: the distance is masked to 5 or 6 bits.
// javac: -XDstringConcat=inline
public class Shifts {
    public static void main(String[] args) {
        int[] distances = {0, 1, 5, 31, 32, 33, 63, 64, 65, -1, -32, -33, Integer.MIN_VALUE, Integer.MAX_VALUE};
        int[] ints = {1, -1, 0x80000000, 0x7fffffff, 0x12345678};
        long[] longs = {1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 0x123456789abcdef0L};
        for (int d : distances) {
            for (int v : ints) {
                System.out.println(v + " by " + d + ": " + (v << d) + " " + (v >> d) + " " + (v >>> d));
            }
            for (long v : longs) {
                System.out.println(v + " by " + d + ": " + (v << d) + " " + (v >> d) + " " + (v >>> d));
            }
        }
        byte b = -128;
        System.out.println((b >>> 1) + " " + (byte) (b >>> 1) + " " + (b >> 1) + " " + ((b & 0xff) >>> 1));
        int i = 1;
        System.out.println(i << 33L);
        long l = 1;
        l <<= 40;
        l >>>= 3;
        l >>= 2;
        System.out.println(l);
    }
}
