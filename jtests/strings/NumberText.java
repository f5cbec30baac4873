// Texts of numbers and back: shortest forms, hexadecimal, extremes, malformed input.
public class NumberText {
    public static void main(String[] args) {
        double[] ds = {0, -0.0, 1, 0.1, 123456789, 1e7, 9999999, 1e-3, 9.99e-4, 1e21, 1.0E22, 2e-3, 4.9e-324, 2.2250738585072014E-308, 1.7976931348623157E308, 3.141592653589793,
            1 / 3.0, 2 / 3.0, 100, 1e16, 123456789012345680.0, 5e-5, 0.30000000000000004, 8.41E21, 2.0E-3, 1.1, 9007199254740993.0};
        for (double d : ds) {
            System.out.println(d + " " + (float) d + " " + Double.toHexString(d) + " " + Float.toHexString((float) d) + " " + (Double.parseDouble(Double.toString(d)) == d));
        }
        String[] good = {"1", "-1.5e3", "  2.5  ", "0x1.8p1", "1e400", "1e-400", "NaN", "-Infinity", "+.5", "5.", "1d", "2.5F", "0x.8p0", "179769313486231580793e289", "4.9e-325", "2.4703282292062328e-324",
            "0.1000000000000000055511151231257827021181583404541015625", "1e23", "8.5e22"};
        for (String s : good) {
            System.out.println(s + " " + Double.parseDouble(s) + " " + Float.parseFloat(s));
        }
        for (String s : new String[] {"", " ", "1.2.3", "e5", "1e", "0x1.8", "nan", "1_000", "--1", ".", "Infinity1", "1,5", null}) {
            try {
                System.out.println(Double.parseDouble(s));
            } catch (NumberFormatException | NullPointerException e) {
                System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }
        for (String s : new String[] {"2147483647", "2147483648", "-2147483648", "-2147483649", "+7", "-", "+", "0x10", "1 ", "\u0663", "99999999999", "1.0"}) {
            try {
                System.out.println(s + " " + Integer.parseInt(s));
            } catch (NumberFormatException e) {
                System.out.println(e.getMessage());
            }
        }
        try {
            Long.parseLong("9223372036854775808");
        } catch (NumberFormatException e) {
            System.out.println(e.getMessage());
        }
        try {
            Integer.parseInt("12", 37);
        } catch (NumberFormatException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(Integer.parseInt("xx123yy", 2, 5, 10) + " " + Byte.parseByte("-128") + " " + Short.parseShort("7fff", 16) + " " + Long.parseUnsignedLong("18446744073709551615"));
        long h = 0;
        long bits = 0x3ff0000000000001L;
        for (int i = 0; i < 3000; i++) {
            bits = bits * 6364136223846793005L + 1442695040888963407L;
            double d = Double.longBitsToDouble(bits);
            float f = Float.intBitsToFloat((int) (bits >> 32));
            h = h * 31 + Double.toString(d).hashCode();
            h = h * 31 + Float.toString(f).hashCode();
            if (d == d && Double.parseDouble(Double.toString(d)) != d || f == f && Float.parseFloat(Float.toString(f)) != f) {
                System.out.println("does not survive " + bits);
            }
        }
        System.out.println(h);
    }
}
