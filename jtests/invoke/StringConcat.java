// Concatenation through invokedynamic: every type, many arguments, nulls, constants with special characters, += in loops.
public class StringConcat {
    static int calls;

    static String side(String s) {
        calls++;
        return s + calls;
    }

    public static void main(String[] args) {
        boolean z = false; byte b = -1; char c = '\u20ac'; short s = -2; int i = Integer.MIN_VALUE; long l = Long.MAX_VALUE; float f = 1e10f;
        double d = -0.0; Object o = null; String n = null; char[] none = null; int[] arr = null;
        System.out.println("" + z + b + c + s + i + l + f + d + o + n + arr);
        System.out.println(z + "" + b + "," + c + "," + s + "," + i + "," + l + "," + f + "," + d);
        System.out.println("\1\2" + i + "\1" + l + "\2");
        System.out.println("latin " + 'x' + " wide " + c + " emoji " + "\ud83d\ude00" + 1);
        String t = "";
        for (int k = 0; k < 20; k++) {
            t += k + (k % 2 == 0 ? "," : c + "");
        }
        System.out.println(t);
        System.out.println(side("a") + side("b") + side("c") + calls);
        StringBuilder sb = new StringBuilder("mut");
        System.out.println(sb + " " + sb.append("ated") + " " + sb);
        System.out.println("1" + i + "2" + i + "3" + i + "4" + i + "5" + i + "6" + i + "7" + i + "8" + i + "9" + i + "10" + i + "11" + l + "12" + l
                + "13" + d + "14" + d + "15" + f + "16" + f + "17" + z + "18" + z + "19" + b + "20" + b + "21" + s + "22" + s + "23" + o + "24" + n
                + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i + i);
        String big = "";
        for (int k = 0; k < 210; k++) {
            big = big + k + 'c' + l;
        }
        System.out.println(big.length() + " " + big.hashCode());
        Object thrower = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("toString");
            }
        };
        try {
            System.out.println("x" + thrower);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        Object nullText = new Object() {
            @Override
            public String toString() {
                return null;
            }
        };
        System.out.println("[" + nullText + "]");
        System.out.println(1 + 2 + "a" + (1 + 2) + 'b' + (char) (c + 1) + (byte) 200 + 1.0f / 3 + 2.0 / 3);
        final String k1 = "const";
        System.out.println(k1 + k1 == "constconst");
    }
}
