// Locale data: number formats, currency, collation, messages, choice formats, break iterators.
import java.text.*;
import java.util.*;

public class Locales {
    public static void main(String[] args) throws Exception {
        double v = 1234567.891;
        for (Locale l : new Locale[] {Locale.ROOT, Locale.US, Locale.GERMANY, Locale.forLanguageTag("hi-IN"), new Locale("de", "CH")}) {
            System.out.println(l + " " + NumberFormat.getInstance(l).format(v) + " " + NumberFormat.getPercentInstance(l).format(0.256) + " " + NumberFormat.getCurrencyInstance(l).format(v) + " "
                    + NumberFormat.getIntegerInstance(l).format(2.5) + " " + NumberFormat.getCompactNumberInstance(l, NumberFormat.Style.SHORT).format(1500000));
        }
        System.out.println(new DecimalFormat("#,##0.00;(#)", DecimalFormatSymbols.getInstance(Locale.US)).format(-1234.567) + " " + new DecimalFormat("0.###E0", DecimalFormatSymbols.getInstance(Locale.US)).format(12345)
                + " " + new DecimalFormat("00.0#%", DecimalFormatSymbols.getInstance(Locale.US)).format(0.1234));
        System.out.println(NumberFormat.getInstance(Locale.GERMANY).parse("1.234,5") + " " + new DecimalFormat("#", DecimalFormatSymbols.getInstance(Locale.US)).parse("12abc"));
        try {
            NumberFormat.getInstance(Locale.US).parse("abc");
        } catch (ParseException e) {
            System.out.println(e.getMessage() + " " + e.getErrorOffset());
        }
        System.out.println(MessageFormat.format("{0} has {1,number,integer} {2,choice,0#none|1#one|1<{2} things} '{'quoted'}' {3}", "Bob", 1234, 5, null));
        System.out.println(new ChoiceFormat("0#zero|1#one|2#many").format(7));
        Locale l = Locale.forLanguageTag("zh-Hant-TW-u-ca-roc");
        System.out.println(l + " " + l.getLanguage() + l.getScript() + l.getCountry() + " " + l.toLanguageTag() + " " + Locale.FRANCE.getDisplayName(Locale.ENGLISH) + " " + Locale.JAPAN.getDisplayCountry(Locale.GERMAN) + " " + Locale.US.getISO3Country());
        System.out.println(Currency.getInstance("EUR").getSymbol(Locale.US) + " " + Currency.getInstance(Locale.JAPAN).getDefaultFractionDigits());
        String[] words = {"zebra", "\u00c4pfel", "apfel", "Zug", "\u00e9tude"};
        Collator c = Collator.getInstance(Locale.GERMAN);
        Arrays.sort(words, c);
        System.out.println(Arrays.toString(words));
        c.setStrength(Collator.PRIMARY);
        System.out.println(c.compare("a", "\u00e4") + " " + c.compare("a", "b"));
        BreakIterator b = BreakIterator.getWordInstance(Locale.US);
        b.setText("Hello, big world.");
        StringBuilder s = new StringBuilder();
        for (int i = b.first(); i != BreakIterator.DONE; i = b.next()) {
            s.append(i).append(' ');
        }
        System.out.println(s);
        System.out.println(Normalizer.normalize("\u00e9", Normalizer.Form.NFD).length() + " " + Normalizer.normalize("e\u0301", Normalizer.Form.NFC).length());
        System.out.println(DateFormat.getDateInstance(DateFormat.LONG, Locale.FRANCE).format(new Date(0)) + " " + DateFormat.getDateTimeInstance(DateFormat.SHORT, DateFormat.SHORT, Locale.GERMANY).format(new Date(0)));
        System.out.println(Arrays.toString(new DateFormatSymbols(Locale.GERMAN).getShortMonths()));
    }
}
