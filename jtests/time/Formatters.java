// DateTimeFormatter: every letter and style in several locales, parsing with each resolver, builders, errors.
import java.time.*;
import java.time.chrono.*;
import java.time.format.*;
import java.time.temporal.*;
import java.util.*;

public class Formatters {
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

    public static void main(String[] args) throws Exception {
        ZonedDateTime time = ZonedDateTime.of(2024, 2, 29, 13, 5, 7, 123_456_789, ZoneId.of("Europe/Vienna"));
        for (String pattern : new String[] {"G GGGG GGGGG", "u uu uuuu y yy yyyy yyyyy", "D DDD M MM MMM MMMM MMMMM L LLL LLLL", "d dd Q QQ QQQ QQQQ q", "Y YYYY w ww W", "E EE EEE EEEE EEEEE e c ccc cccc", "F a B h hh K k H HH", "m mm s ss S SSS SSSSSSSSS A n N", "VV v vvvv z zzzz O OOOO X XX XXX XXXX XXXXX x xx xxx Z ZZZZ ZZZZZ", "ppppH '[' [HH] '' 'text'", "g"}) {
            for (String tag : new String[] {"en-US", "de-AT", "ja-JP", "ar-EG"}) {
                attempt(pattern + " " + tag, () -> DateTimeFormatter.ofPattern(pattern, Locale.forLanguageTag(tag)).format(time));
            }
        }
        for (FormatStyle style : FormatStyle.values()) {
            for (String tag : new String[] {"en-US", "fr-FR", "zh-CN", "th-TH"}) {
                Locale locale = Locale.forLanguageTag(tag);
                attempt(style + " " + tag, () -> DateTimeFormatter.ofLocalizedDateTime(style).withLocale(locale).format(time) + " | " + DateTimeFormatter.ofLocalizedDate(style).withLocale(locale).format(time) + " | " + DateTimeFormatterBuilder.getLocalizedDateTimePattern(style, style, IsoChronology.INSTANCE, locale));
            }
        }
        for (DateTimeFormatter format : List.of(DateTimeFormatter.ISO_DATE, DateTimeFormatter.ISO_DATE_TIME, DateTimeFormatter.ISO_INSTANT, DateTimeFormatter.ISO_WEEK_DATE, DateTimeFormatter.ISO_ORDINAL_DATE, DateTimeFormatter.BASIC_ISO_DATE, DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ISO_OFFSET_TIME)) {
            System.out.println(format.format(time) + "   " + format);
        }
        for (ResolverStyle style : ResolverStyle.values()) {
            for (String text : new String[] {"2023-02-29", "2023-02-31", "2023-13-01", "2023-2-1", "2024-02-29"}) {
                attempt(style + " " + text, () -> LocalDate.parse(text, DateTimeFormatter.ofPattern("uuuu-MM-dd").withResolverStyle(style)));
            }
            attempt(style + " 24:00", () -> LocalTime.parse("24:00", DateTimeFormatter.ofPattern("HH:mm").withResolverStyle(style)));
            attempt(style + " excess", () -> DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm").withResolverStyle(style).parse("2024-01-01 24:00").query(DateTimeFormatter.parsedExcessDays()));
        }
        for (String[] pair : new String[][] {{"d MMM uuuu", "3 Feb 2024"}, {"d MMM uuuu", "3 feb 2024"}, {"hh:mm a", "01:30 PM"}, {"HH:mm z", "10:30 CET"}, {"HH:mmXXX", "10:30+05:30"}, {"uuuu-MM-dd'T'HH:mm VV", "2024-10-27T02:30 Europe/Vienna"}, {"yyyy", "2024"}, {"uuuuMMdd", "20240229"}, {"uuuu-'W'ww-e", "2024-W09-4"}, {"D uuuu", "60 2024"}, {"MM/dd", "02/30"}, {"HH:mm:ss.SSS", "10:11:12.5"}, {"E d", "Mon 3"}, {"d MMMM", "3 Mars"}}) {
            attempt(String.join(" <- ", pair), () -> new TreeSet<>(Arrays.asList(DateTimeFormatter.ofPattern(pair[0], Locale.US).parse(pair[1]).toString().split("[,{} ]"))));
        }
        attempt("index", () -> LocalDate.parse("2024-xx"));
        attempt("rest", () -> LocalDate.parse("2024-02-01x"));
        attempt("missing fields", () -> LocalDateTime.parse("10:00", DateTimeFormatter.ofPattern("HH:mm")));
        attempt("conflict", () -> DateTimeFormatter.ofPattern("uuuu-MM-dd E", Locale.US).parse("2024-02-29 Mon"));
        attempt("unsupported", () -> DateTimeFormatter.ofPattern("HH").format(LocalDate.of(2024, 1, 1)));
        attempt("no zone", () -> DateTimeFormatter.ofPattern("z").format(LocalDateTime.MIN));
        for (String bad : new String[] {"b", "'x", "yyyyyyyyyyyyyyyyyyyy", "[", "]", "{", "MMMMMM", "HHH", "p", "#", "VVV", "OO", "XXXXXX"}) {
            attempt("pattern " + bad, () -> DateTimeFormatter.ofPattern(bad));
        }
        DateTimeFormatter built = new DateTimeFormatterBuilder().parseCaseInsensitive().parseLenient().appendValue(ChronoField.YEAR, 4, 10, SignStyle.EXCEEDS_PAD).appendLiteral('/').appendText(ChronoField.MONTH_OF_YEAR, Map.of(1L, "one", 2L, "two")).optionalStart().appendLiteral('/').appendValueReduced(ChronoField.DAY_OF_MONTH, 2, 2, 1).optionalEnd().parseDefaulting(ChronoField.DAY_OF_MONTH, 9).padNext(5, '*').appendFraction(ChronoField.NANO_OF_SECOND, 0, 4, false).toFormatter(Locale.ROOT);
        attempt("built", () -> built.format(time));
        attempt("built parse", () -> DateTimeFormatter.ofPattern("u/d").withResolverFields(ChronoField.YEAR).parse("2024/9").isSupported(ChronoField.DAY_OF_MONTH));
        attempt("symbols", () -> DateTimeFormatter.ISO_TIME.withDecimalStyle(DecimalStyle.of(Locale.forLanguageTag("ar-EG"))).format(time) + " " + DecimalStyle.STANDARD + " " + DateTimeFormatter.ISO_TIME.withZone(ZoneId.of("Asia/Tokyo")).format(Instant.EPOCH));
        for (Chronology chronology : List.of(JapaneseChronology.INSTANCE, HijrahChronology.INSTANCE, MinguoChronology.INSTANCE, ThaiBuddhistChronology.INSTANCE)) {
            ChronoLocalDate date = chronology.date(time);
            System.out.println(chronology.getId() + " " + date + " " + DateTimeFormatter.ofLocalizedDate(FormatStyle.FULL).withChronology(chronology).withLocale(Locale.US).format(date) + " " + DateTimeFormatter.ofPattern("G y-M-d").withLocale(Locale.US).withChronology(chronology).format(date) + " " + date.lengthOfYear() + " " + chronology.eras() + " " + date.plus(1, ChronoUnit.YEARS).until(time.toLocalDate(), ChronoUnit.DAYS));
            attempt(chronology.getId() + " range", () -> chronology.range(ChronoField.YEAR) + " " + chronology.date(10_000_000, 1, 1));
        }
    }
}
