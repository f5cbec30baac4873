// Formatter: every conversion with its flags over a grid of values, locales, dates, appendables that fail, all its errors.
import java.io.*;
import java.math.*;
import java.time.*;
import java.util.*;

public class Printf {
    static void attempt(String format, Object... arguments) {
        try {
            System.out.println(format + " -> [" + String.format(Locale.US, format, arguments) + "]");
        } catch (Exception e) {
            System.out.println(format + " -> " + e);
        }
    }

    public static void main(String[] args) throws Exception {
        String[] flags = {"", "-12", "12", "012", "+", " ", ",", "(", "#", "+,012", "-+,12", "(,12.2", ".0", ".3", "12.5", "-#", "0", "-012", "+ ", "#,", " (012"};
        for (char conversion : "dxofeEgGaAcCsSbBhHn%".toCharArray()) {
            Object value = switch (conversion) {
                case 'd', 'x', 'o' -> -123456;
                case 'f', 'e', 'E', 'g', 'G', 'a', 'A' -> -12345.6789;
                case 'c', 'C' -> 'q';
                default -> "text";
            };
            for (String flag : flags) {
                attempt("%" + flag + conversion, value);
            }
        }
        for (Object value : new Object[] {0.0, -0.0, 1e-10, 0.5, 1.5, 2.5, 999.995, 1e10, 1e100, Double.MIN_VALUE, Double.MAX_VALUE, Double.NaN, Double.NEGATIVE_INFINITY, 3.4e38f, new BigDecimal("12345678901234567890.12345"), new BigDecimal("1E+30")}) {
            attempt("%f %e %g %.0f %.0e %.0g %,.2f %010.1f", value, value, value, value, value, value, value, value);
        }
        for (Object value : new Object[] {1.0, -0.1, Double.MIN_VALUE, 1e300, 0.0, Float.MIN_VALUE}) {
            attempt("%a %A %.2a %20a %+a", value, value, value, value, value);
        }
        for (Object value : new Object[] {(byte) -1, (short) -1, -1, -1L, Long.MIN_VALUE, BigInteger.TWO.pow(70), BigInteger.ONE.negate().shiftLeft(70)}) {
            attempt("%d %x %o %#x %,d %(d %X", value, value, value, value, value, value, value);
        }
        attempt("%s %S %10s %-10s| %.2s %s %s", "a", "stra\u00dfe", "b", "c", "defg", null, new int[0].length);
        attempt("%b %B %b %.2b %b", true, null, "x", true, false);
        attempt("%h %H %h", "hello", 255, null);
        attempt("%c %c %C %c %5c", 65, (byte) 66, 'c', 0x1f600, null);
        attempt("%2$s %1$s %<s %s %s", "a", "b");
        attempt("%n%%%5%|%-5%|");
        attempt("%,d %,d", 1234567, -12);
        for (String tag : new String[] {"de-DE", "fr-FR", "hi-IN", "ar-EG", "de-CH"}) {
            System.out.println(String.format(Locale.forLanguageTag(tag), "%,d %,.2f %e %d %s %tA %<tB %<tp", 1234567, -1234.5, 12.5, 42, 1.5, new GregorianCalendar(2024, 1, 29)));
        }
        System.out.println(String.format((Locale) null, "%,.2f", 1234.5));
        ZonedDateTime time = ZonedDateTime.of(2024, 2, 3, 4, 5, 6, 7_000_000, ZoneId.of("America/New_York"));
        for (char c : "HIklMSLNpzZsQBbhAaCYyjmdeRTrDFc".toCharArray()) {
            attempt("%t" + c + " %<-12t" + c + "| %<T" + c, time);
        }
        attempt("%tF %tT %tc", 0L, new Date(0), Calendar.getInstance(TimeZone.getTimeZone("UTC")).getTimeZone().getRawOffset() == 0 ? new Date(1) : null);
        attempt("%tH", LocalDate.MIN);
        attempt("%tx", time);
        attempt("%t", time);
        attempt("%tH", "text");
        for (String bad : new String[] {"%", "%z", "%d", "%1$", "%-s", "%-d", "%0d", "%.2d", "%#s", "%,s", "%+s", "%q%", "%99999999999d", "%.99999999999f", "%--5d", "%<s", "%0$s", "%10n", "%,x", "% x", "%+o", "%,e", "%#g", "%(a", "%,a", "%.c", "%.2c", "%-%", "%#b", "%i"}) {
            attempt(bad, 1);
        }
        attempt("%d", 1.5);
        attempt("%f", 1);
        attempt("%c", -1);
        attempt("%c", "s");
        attempt("%x", 1.5);
        attempt("%e", "s");
        attempt("%s %s", 1);
        attempt("%#s", new Formattable() {
            public void formatTo(Formatter formatter, int flags, int width, int precision) {
                formatter.format("own %d %d %d", flags, width, precision);
            }
        });
        attempt("%-#10.3S", new Formattable() {
            public void formatTo(Formatter formatter, int flags, int width, int precision) {
                formatter.format("own %d %d %d", flags, width, precision);
            }
        });
        Formatter failing = new Formatter(new Appendable() {
            public Appendable append(CharSequence text) throws IOException {
                throw new IOException("full");
            }

            public Appendable append(CharSequence text, int start, int end) throws IOException {
                throw new IOException("full");
            }

            public Appendable append(char c) throws IOException {
                throw new IOException("full");
            }
        });
        System.out.println(failing.format("x").ioException() + " " + failing.locale());
        Formatter closed = new Formatter();
        closed.format("%d", 1);
        System.out.println(closed + " " + closed.out().getClass().getSimpleName());
        closed.close();
        closed.close();
        try {
            closed.format("x");
        } catch (FormatterClosedException e) {
            System.out.println(e);
        }
        System.out.println("%s-%s".formatted(1, 2) + new StringBuilder().append(new Formatter(new StringBuilder("x")).format("%d", 5)));
        StringWriter writer = new StringWriter();
        new PrintWriter(writer).printf("%5.1f|", 2.25).format("%s", "y").flush();
        System.out.println(writer);
    }
}
