// DecimalFormat, NumberFormat, ChoiceFormat: patterns, rounding, currencies, locales, parsing, compact numbers, errors.
import java.math.*;
import java.text.*;
import java.util.*;

public class Decimals {
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
        double[] numbers = {0, -0.0, 1, -1.5, 0.125, 1234567.891, 1e-7, 123456789012345e10, Double.NaN, Double.POSITIVE_INFINITY, -2.5, 0.5, 99.995};
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.US);
        for (String pattern : new String[] {"0", "#", "#,##0.00", "0000.0##", "##0.##E0", "0.###E00", "00.00%", "#.##\u2030", "'#'0", "$#,##0.00;($#,##0.00)", "\u00a4 0.0", "0.0 'kg'", "#,####.#", "@@", "###,##,##0.0"}) {
            attempt(pattern, () -> {
                DecimalFormat format = new DecimalFormat(pattern, symbols);
                StringBuilder line = new StringBuilder();
                for (double number : numbers) {
                    line.append(format.format(number)).append(' ');
                }
                return line + "| " + format.toPattern() + " " + format.getPositivePrefix() + format.getNegativeSuffix() + format.getMultiplier() + " " + format.getGroupingSize() + " " + format.getMinimumFractionDigits() + "-" + format.getMaximumFractionDigits() + " " + format.getMinimumIntegerDigits();
            });
        }
        for (RoundingMode mode : RoundingMode.values()) {
            attempt(mode.name(), () -> {
                DecimalFormat format = new DecimalFormat("0.0", symbols);
                format.setRoundingMode(mode);
                StringBuilder line = new StringBuilder();
                for (String number : new String[] {"0.25", "0.35", "-0.25", "0.05", "1.0", "0.951"}) {
                    line.append(format.format(new BigDecimal(number))).append('/').append(format.format(Double.parseDouble(number))).append(' ');
                }
                return line;
            });
        }
        for (String tag : new String[] {"en-US", "de-DE", "de-CH", "de-AT", "fr-FR", "hi-IN", "ar-EG", "th-TH-u-nu-thai", "fa-IR", "ja-JP", "sv-SE", "pt-BR", "bn-BD", "my-MM", "und"}) {
            Locale locale = Locale.forLanguageTag(tag);
            StringBuilder line = new StringBuilder(tag);
            for (NumberFormat format : List.of(NumberFormat.getInstance(locale), NumberFormat.getCurrencyInstance(locale), NumberFormat.getPercentInstance(locale), NumberFormat.getIntegerInstance(locale), NumberFormat.getCompactNumberInstance(locale, NumberFormat.Style.SHORT), NumberFormat.getCompactNumberInstance(locale, NumberFormat.Style.LONG))) {
                line.append(" [").append(format.format(-1234567.891)).append(' ').append(format.format(0.5)).append(']');
            }
            System.out.println(line);
        }
        for (long n : new long[] {0, 999, 1000, 1500, 99_999, 1_000_000, -2_500_000, 7_000_000_000L, 12_345_678_901_234L, 1_000_000_000_000_000_000L}) {
            NumberFormat compact = NumberFormat.getCompactNumberInstance(Locale.US, NumberFormat.Style.SHORT);
            compact.setMaximumFractionDigits(1);
            System.out.println(n + " " + compact.format(n) + " " + NumberFormat.getCompactNumberInstance(Locale.GERMANY, NumberFormat.Style.LONG).format(n) + " " + compact.parse(compact.format(n)));
        }
        // Parsing.
        DecimalFormat parser = new DecimalFormat("#,##0.###", symbols);
        for (String text : new String[] {"1,234.5", "12,34", "-7", "1e3", "abc", "", "5x", "\u221e", "-\u221e", "NaN", "9223372036854775808", "0.1", "1.2.3", "+5", " 5", "1,2,3"}) {
            ParsePosition at = new ParsePosition(0);
            Number number = parser.parse(text, at);
            System.out.println("[" + text + "] " + number + " " + (number == null ? "" : number.getClass().getSimpleName()) + " " + at.getIndex() + " " + at.getErrorIndex());
        }
        parser.setParseBigDecimal(true);
        System.out.println(parser.parse("123456789012345678901234567890.5").getClass() + " " + parser.parse("1"));
        parser.setParseIntegerOnly(true);
        System.out.println(parser.parse("3.9"));
        attempt("not parsed", () -> parser.parse("x"));
        attempt("currency", () -> NumberFormat.getCurrencyInstance(Locale.US).parse("($3.50)"));
        attempt("bad pattern", () -> new DecimalFormat("0.0.0"));
        attempt("bad pattern 2", () -> new DecimalFormat("#0#"));
        attempt("bad pattern 3", () -> new DecimalFormat("0E"));
        attempt("bad pattern 4", () -> new DecimalFormat("0,"));
        attempt("null", () -> new DecimalFormat("0").format(null));
        attempt("no number", () -> new DecimalFormat("0").format("text"));
        attempt("unnecessary", () -> {
            DecimalFormat format = new DecimalFormat("0");
            format.setRoundingMode(RoundingMode.UNNECESSARY);
            return format.format(0.5);
        });
        attempt("fields", () -> {
            FieldPosition position = new FieldPosition(NumberFormat.Field.FRACTION);
            StringBuffer text = new DecimalFormat("#,##0.00", symbols).format(1234.5, new StringBuffer(), position);
            AttributedCharacterIterator all = new DecimalFormat("#,##0.00", symbols).formatToCharacterIterator(-1234.5);
            return text + " " + position.getBeginIndex() + "-" + position.getEndIndex() + " " + all.getAllAttributeKeys().size();
        });
        attempt("big", () -> new DecimalFormat("#,##0.00", symbols).format(new BigDecimal("12345678901234567890.125")) + " " + new DecimalFormat("0", symbols).format(new BigInteger("9".repeat(30))));
        DecimalFormatSymbols own = new DecimalFormatSymbols(Locale.ROOT);
        own.setDecimalSeparator('*');
        own.setGroupingSeparator('_');
        own.setMinusSign('~');
        own.setZeroDigit('\u0660');
        own.setNaN("nothing");
        own.setCurrencySymbol("tea");
        System.out.println(new DecimalFormat("\u00a4#,##0.0", own).format(-12345.67) + " " + new DecimalFormat("0", own).format(Double.NaN));
        for (String code : new String[] {"EUR", "JPY", "USD", "KWD", "XAU", "CHF"}) {
            Currency currency = Currency.getInstance(code);
            NumberFormat format = NumberFormat.getCurrencyInstance(Locale.GERMANY);
            format.setCurrency(currency);
            System.out.println(code + " " + currency.getSymbol(Locale.US) + " " + currency.getDisplayName(Locale.FRANCE) + " " + currency.getDefaultFractionDigits() + " " + currency.getNumericCodeAsString() + " " + format.format(1.5));
        }
        attempt("no currency", () -> Currency.getInstance("TEA"));
        System.out.println(Currency.getInstance(Locale.JAPAN) + " " + Currency.getAvailableCurrencies().size());
        // Choices.
        ChoiceFormat choice = new ChoiceFormat("-1#negative|0#none|1#one|1<many, {0}|" + (long) 1e6 + "#lots");
        for (double number : new double[] {-5, 0, 0.5, 1, 1.5, 2, 1e6, Double.NaN}) {
            System.out.print(choice.format(number) + "; ");
        }
        System.out.println(choice.toPattern() + " " + Arrays.toString(choice.getLimits()) + " " + choice.parse("none") + " " + ChoiceFormat.nextDouble(1) + " " + ChoiceFormat.previousDouble(1));
        attempt("choice sizes", () -> new ChoiceFormat(new double[] {1, 2}, new String[] {"a"}));
        attempt("choice order", () -> new ChoiceFormat("2#a|1#b").format(1));
        attempt("choice pattern", () -> new ChoiceFormat("x#a"));
        attempt("compact pattern", () -> new CompactNumberFormat("#,##0", symbols, new String[] {"", "", "", "0K"}).format(12345));
    }
}
