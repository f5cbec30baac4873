// Boxing, caches, equality, unboxing in operators, wrapper methods.
public class Boxing {
    static String which(Object o) {
        return o.getClass().getSimpleName();
    }

    @SuppressWarnings({"removal", "deprecation"})
    public static void main(String[] args) {
        for (int v : new int[] {-129, -128, 0, 127, 128}) {
            Integer a = v, b = v;
            Long c = (long) v, d = (long) v;
            Short e = (short) v, f = (short) v;
            System.out.println(v + " " + (a == b) + (c == d) + (e == f) + a.equals(b) + c.equals(d) + c.equals(a));
        }
        Character c1 = 127, c2 = 127, c3 = 128, c4 = 128;
        System.out.println((c1 == c2) + " " + (c3 == c4) + " " + (Boolean.valueOf(true) == Boolean.TRUE));
        Byte b1 = -128, b2 = -128;
        System.out.println(b1 == b2);
        System.out.println(new Integer(5) == new Integer(5));
        Integer x = 5;
        x++;
        x += 2;
        Integer y = x--;
        System.out.println(x + " " + y + " " + (x < y) + (x <= 7) + (x + y) + " " + -x + " " + ~x);
        Object[] os = {1, 2L, 3f, 4.0, 'c', (byte) 5, (short) 6, true};
        for (Object o : os) {
            System.out.print(which(o) + " " + o.hashCode() + " ");
        }
        System.out.println();
        System.out.println(Double.valueOf(0.0).equals(-0.0) + " " + Double.valueOf(Double.NaN).equals(Double.NaN) + " "
                + Double.compare(0.0, -0.0) + " " + Float.compare(Float.NaN, 1f) + " " + (0.0 == -0.0));
        System.out.println(Integer.toString(-255, 16) + " " + Integer.toHexString(-1) + " " + Integer.toBinaryString(10) + " "
                + Integer.toOctalString(64) + " " + Long.toString(Long.MIN_VALUE, 36) + " " + Integer.parseInt("-zz", 36) + " "
                + Integer.parseUnsignedInt("4294967295") + " " + Integer.toUnsignedString(-1) + " " + Long.toUnsignedString(-1)
                + " " + Integer.decode("-0x10") + " " + Long.decode("#ff") + " " + Integer.valueOf("+5"));
        System.out.println(Integer.compareUnsigned(-1, 1) + " " + Integer.divideUnsigned(-1, 3) + " " + Long.remainderUnsigned(-1, 7)
                + " " + Short.toUnsignedInt((short) -1) + " " + Byte.toUnsignedLong((byte) -1) + " " + Short.reverseBytes((short) 0x1234));
        System.out.println(Integer.getInteger("no.such", 9) + " " + Boolean.parseBoolean("TRUE") + " " + Boolean.logicalXor(true, false));
        long sum = 0;
        for (Integer i = 0; i < 1000; i++) {
            sum += i;
        }
        System.out.println(sum);
        System.out.println(Integer.MAX_VALUE + 1 + " " + Integer.sum(1, 2) + " " + Integer.signum(-9) + " " + Character.getNumericValue('z'));
        Number n = true ? 1 : Double.valueOf(2);
        System.out.println(n);
    }
}
