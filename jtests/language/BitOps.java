// bitCount, rotate, reverse, leading and trailing zeros, highestOneBit, compress-like loops.
public class BitOps {
    public static void main(String[] args) {
        int[] ints = {0, 1, -1, 0x80000000, 0x12345678, 0x00ff00ff, 7, -8};
        for (int i : ints) {
            System.out.println(Integer.bitCount(i) + " " + Integer.numberOfLeadingZeros(i) + " " + Integer.numberOfTrailingZeros(i) + " "
                    + Integer.reverse(i) + " " + Integer.reverseBytes(i) + " " + Integer.rotateLeft(i, 7) + " " + Integer.rotateRight(i, -35)
                    + " " + Integer.highestOneBit(i) + " " + Integer.lowestOneBit(i) + " " + Integer.signum(i));
            long l = (long) i << 20 ^ i * 0x9E3779B97F4A7C15L;
            System.out.println(Long.bitCount(l) + " " + Long.numberOfLeadingZeros(l) + " " + Long.numberOfTrailingZeros(l) + " "
                    + Long.reverse(l) + " " + Long.reverseBytes(l) + " " + Long.rotateLeft(l, 7) + " " + Long.rotateRight(l, -35) + " "
                    + Long.highestOneBit(l) + " " + Long.lowestOneBit(l) + " " + Long.signum(l) + " " + Long.hashCode(l));
        }
        java.util.BitSet b = new java.util.BitSet();
        for (int i = 0; i < 300; i += 7) {
            b.set(i);
        }
        b.flip(10, 30);
        b.clear(100, 200);
        System.out.println(b + " " + b.cardinality() + " " + b.nextClearBit(0) + " " + b.previousSetBit(150) + " " + b.length() + " " + b.hashCode());
    }
}
