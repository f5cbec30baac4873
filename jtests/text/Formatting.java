// String.format: every conversion, flags, widths, precisions, argument indexes, errors.
import java.math.*;
import java.util.*;

public class Formatting {
    static void f(String format, Object... args) {
        try {
            System.out.println(format + " -> [" + String.format(Locale.ROOT, format, args) + "]");
        } catch (IllegalFormatException e) {
            System.out.println(format + " -> " + e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        for (Object v : new Object[] {0, 42, -42, Integer.MIN_VALUE, 1234567L, (byte) -1, (short) 300, new BigInteger("123456789012345678901234567890"), null}) {
            for (String s : new String[] {"%d", "%8d", "%-8d|", "%08d", "%+d", "% d", "%,d", "%(d", "%x", "%X", "%#x", "%o", "%#o", "%,010d"}) {
                f(s, v);
            }
        }
        for (Object v : new Object[] {0.0, -0.0, 1.5, -2.25, 1e10, 1e-10, 123456.789, Double.NaN, Double.POSITIVE_INFINITY, 0.1f, new BigDecimal("1234.5678"), 2.5, 3.5, 1e23, null}) {
            for (String s : new String[] {"%f", "%.0f", "%.2f", "%10.3f", "%-10.1f|", "%+f", "%,.2f", "%e", "%.3E", "%g", "%.3g", "%(.1f", "%010.2f"}) {
                f(s, v);
            }
        }
        f("%a %A %.2a", 1.5, -0.1, 3.14159);
        f("%s %S %10s %-10s| %.3s %5.2s", "text", "text", "right", "left", "truncate", "abc");
        f("%b %B %b %b", true, false, null, "x");
        f("%c %C %c %c", 'a', 'b', 65, 0x1F600);
        f("%h %H %h", "hash", "hash", null);
        f("%n%% %5% %-5%|".replace("%n", ""));
        f("%2$s %1$s %<s %s %s", "a", "b");
        f("%s", (Object) new int[0].getClass());
        f("%s %s", List.of(1, 2), Map.of("k", 1));
        f("%#s", new Formattable() {
            @Override
            public void formatTo(Formatter fm, int flags, int width, int precision) {
                fm.format("F%d,%d,%d", flags, width, precision);
            }
        });
        Calendar c = new GregorianCalendar(2021, Calendar.MARCH, 4, 5, 6, 7);
        c.setTimeZone(TimeZone.getTimeZone("UTC"));
        f("%tY-%<tm-%<td %<tH:%<tM:%<tS.%<tL %<tB %<tb %<tA %<ta %<tj %<te %<tI %<tp %<ty %<tC %<tD %<tF %<tT %<tR %<tr", c);
        f("%tc %<tZ %<tz %<ts %<tQ", c);
        f("%TB", c);
        f("%d", "x");
        f("%q", 1);
        f("%s %s", 1);
        f("%-d", 1);
        f("%.2d", 1);
        f("%+-05d", 1);
        f("%c", 0x110000);
        f("%f", 1);
        f("%x", 1.5);
        f("%", 1);
        f("%5", 1);
        f("%#d", 1);
        f("%,x", 1);
        f("%+s", "x");
        f("%99999999999d", 1);
        f("%0$s", 1);
        f("%<s", 1);
        f("%-s", 1);
        System.out.println(String.format(Locale.GERMANY, "%,.2f %,d", 1234567.891, 9876543) + " " + String.format(Locale.FRANCE, "%,d", 1234567).replace('\u202f', '_'));
        System.out.printf("%s-%05.1f%n", "printf", 2.25);
        System.out.println(new Formatter(Locale.US).format("%d", 1).format("%d", 2));
    }
}
