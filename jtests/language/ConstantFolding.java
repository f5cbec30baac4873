// Constant expressions, compile-time strings, interning, switch on constants of other classes.
public class ConstantFolding {
    static final int A = 3 * 7 + (1 << 4);
    static final String S = "a" + A + 'c' + 1.5f + true + null + 2L;
    static final long L = Integer.MAX_VALUE + 1;
    static final long M = Integer.MAX_VALUE + 1L;
    static final char C = 'a' + 1;
    static final byte B = 10 + 20;
    static final double D = 1 / 2 + 1 / 2.0;
    static final boolean Z = A > 30 && "x" == "x";
    static final float F = 0.1f + 0.2f;

    public static void main(String[] args) {
        System.out.println(A + " " + S + " " + L + " " + M + " " + C + " " + B + " " + D + " " + Z + " " + F);
        String dynamic = args.length == 0 ? "a" : "b";
        System.out.println(("a" + "b" == "ab") + " " + (dynamic + "b" == "ab") + " " + ((dynamic + "b").intern() == "ab"));
        switch (A) {
            case 3 * 7 + 16:
                System.out.println("folded");
                break;
            default:
                System.out.println("not");
        }
        final int local = 5;
        byte narrowed = local;
        System.out.println(narrowed);
        System.out.println((byte) 0x80 + (char) 65536 + (short) 0xffff + (int) 3e10f + (long) Float.NaN);
        System.out.println(1.0 / 3 == 0.3333333333333333 ? "same" : "other");
        System.out.println('a' + 'b' + "c" + 'd' + 1);
        System.out.println(0x1.8p1 + " " + 1e-3 + " " + .5 + " " + 1f + " " + 100d + " " + 0x7fff_ffffL + " " + '\u0041' + '\101' + "\t|".length());
    }
}
