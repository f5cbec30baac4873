// MessageFormat and its arguments; SimpleDateFormat and DateFormat in many locales; parsing and errors.
import java.text.*;
import java.util.*;

public class Messages {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    static String message(String pattern, Object... arguments) {
        return new MessageFormat(pattern, Locale.US).format(arguments);
    }

    public static void main(String[] args) throws Exception {
        TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
        Date date = new Date(1_234_567_890_123L);
        attempt("plain", () -> message("{0} and {1}, {0}", "a", 2));
        attempt("numbers", () -> message("{0} {0,number} {0,number,integer} {0,number,percent} {0,number,currency} {0,number,#.#}", 1234.567));
        attempt("dates", () -> message("{0} | {0,date} | {0,date,short} | {0,date,full} | {0,time} | {0,time,long} | {0,date,yyyy-MM-dd'T'HH:mm:ss.SSS}", date));
        attempt("choice", () -> message("{0,choice,0#no files|1#one file|1<{0,number,integer} files}", 1200) + message(" {0,choice,0#no files|1#one file}", 0));
        attempt("quotes", () -> message("it''s '{0}' '{' {0} '' 'quoted {0}''s'", "x"));
        attempt("missing", () -> message("{0} {1} {5}", "a", null));
        attempt("none", () -> message("{0}", (Object[]) null));
        attempt("nested", () -> message("{0,number,'#'0} {1}", 5, new int[0].length));
        attempt("other types", () -> message("{0} {1} {2} {3}", true, 'c', new StringBuilder("sb"), List.of(1)));
        for (String bad : new String[] {"{", "{0", "{x}", "{0,tea}", "{-1}", "{0,number,#0#}", "{0,date,bb}", "}", "{0,choice,x}", "{99999999999}", "'{0"}) {
            attempt("[" + bad + "]", () -> new MessageFormat(bad, Locale.US).format(new Object[] {1}));
        }
        MessageFormat format = new MessageFormat("{0,number,integer} items on {1,date,yyyy-MM-dd} for {2}", Locale.US);
        attempt("parse", () -> {
            Object[] parts = format.parse("1,234 items on 2020-02-03 for me");
            return parts[0] + " " + ((Date) parts[1]).getTime() + " " + parts[2];
        });
        attempt("no parse", () -> format.parse("x items"));
        attempt("pattern", () -> format.toPattern() + " " + format.getFormats().length + " " + format.getFormatsByArgumentIndex()[2] + " " + format.equals(format.clone()));
        attempt("set", () -> {
            MessageFormat other = new MessageFormat("{1} {0} {1}", Locale.US);
            other.setFormatByArgumentIndex(1, new DecimalFormat("000"));
            other.setFormat(1, NumberFormat.getPercentInstance(Locale.US));
            return other.format(new Object[] {0.5, 7}) + " " + other.toPattern();
        });
        attempt("iterator", () -> {
            AttributedCharacterIterator iterator = format.formatToCharacterIterator(new Object[] {5, date, "x"});
            StringBuilder text = new StringBuilder();
            for (char c = iterator.first(); c != CharacterIterator.DONE; c = iterator.next()) {
                text.append(c);
            }
            return text + " " + iterator.getAllAttributeKeys().size();
        });
        // Dates.
        for (String tag : new String[] {"en-US", "en-GB", "de-AT", "fr-CA", "ja-JP-u-ca-japanese", "th-TH-u-ca-buddhist", "ar-EG", "ko-KR", "ru-RU", "zh-TW", "fi-FI", "hu-HU"}) {
            Locale locale = Locale.forLanguageTag(tag);
            StringBuilder line = new StringBuilder(tag);
            for (int style = DateFormat.FULL; style <= DateFormat.SHORT; style++) {
                line.append(" | ").append(DateFormat.getDateTimeInstance(style, style, locale).format(date));
            }
            System.out.println(line);
        }
        for (String pattern : new String[] {"G GGGG y yy yyyy Y YYYY", "M MM MMM MMMM MMMMM L LLL LLLL", "w W D DDD d dd F E EEEE u", "a H k K h HH kk KK hh", "m s S SSS SSSSSS", "z zzzz Z X XX XXX", "'a''b' hh 'o''clock'"}) {
            for (Locale locale : new Locale[] {Locale.US, Locale.FRANCE}) {
                System.out.println(pattern + " " + locale + " " + new SimpleDateFormat(pattern, locale).format(date));
            }
        }
        for (String[] pair : new String[][] {{"yyyy-MM-dd", "2020-02-30"}, {"yyyy-MM-dd", "20-2-3x"}, {"yy", "20"}, {"yy", "95"}, {"MMM d, yyyy", "March 5, 2021"}, {"MMM", "Foo"}, {"HH:mm z", "10:30 PST"}, {"HH:mm Z", "10:30 +0530"}, {"HH:mm X", "10:30 Z"}, {"HH:mm", "25:61"}, {"EEEE", "tuesday"}, {"G yyyy", "BC 44"}, {"yyyyMMdd", "20210304"}, {"D yyyy", "366 2020"}}) {
            for (boolean lenient : new boolean[] {true, false}) {
                SimpleDateFormat parser = new SimpleDateFormat(pair[0], Locale.US);
                parser.setLenient(lenient);
                parser.set2DigitYearStart(new Date(0));
                attempt(String.join(" ", pair) + " " + lenient, () -> parser.parse(pair[1]).getTime());
            }
        }
        attempt("bad letter", () -> new SimpleDateFormat("bbb"));
        attempt("open quote", () -> new SimpleDateFormat("'x"));
        attempt("null", () -> new SimpleDateFormat((String) null));
        attempt("not a date", () -> new SimpleDateFormat("y").format("x"));
        attempt("number as date", () -> new SimpleDateFormat("yyyy", Locale.US).format(0L));
        attempt("localized", () -> new SimpleDateFormat("yyyy-MM", Locale.GERMANY).toLocalizedPattern() + " " + DateFormatSymbols.getInstance(Locale.GERMANY).getLocalPatternChars());
        System.out.println(Arrays.toString(DateFormatSymbols.getInstance(Locale.GERMANY).getShortMonths()) + Arrays.toString(DateFormatSymbols.getInstance(Locale.FRANCE).getWeekdays()) + Arrays.toString(DateFormatSymbols.getInstance(Locale.US).getEras()) + Arrays.toString(DateFormatSymbols.getInstance(Locale.JAPAN).getAmPmStrings()));
    }
}
