// Locales: tags, builders, fallback, display names, filtering, scripts, extensions, data of many locales summed up.
import java.text.*;
import java.util.*;
import java.util.stream.*;

public class LocaleTable {
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

    public static void main(String[] args) {
        for (String tag : new String[] {"en", "de-AT", "zh-Hant-TW", "sr-Latn-RS-x-own", "ja-JP-u-ca-japanese-nu-jpan", "es-419", "x-private", "i-klingon", "en-US-POSIX", "sl-rozaj-biske", "de-DE-u-co-phonebk", "und-Latn", "no-NO-NY", "iw-IL", "EN-us", "a", "en-", "", "toolonglanguage", "th-TH-TH", "und"}) {
            Locale locale = Locale.forLanguageTag(tag);
            System.out.println("[" + tag + "] " + locale + " " + locale.toLanguageTag() + " " + locale.getLanguage() + "/" + locale.getScript() + "/" + locale.getCountry() + "/" + locale.getVariant() + " " + locale.getExtensionKeys() + locale.getUnicodeLocaleKeys() + " " + locale.stripExtensions() + " " + locale.hashCode());
        }
        for (String tag : new String[] {"de-CH-1996", "fr-Latn-CA", "zh-Hans-CN", "sr-Cyrl-BA", "en-US-u-ca-buddhist-nu-thai"}) {
            Locale locale = Locale.forLanguageTag(tag);
            for (Locale in : new Locale[] {Locale.ENGLISH, Locale.GERMAN, Locale.JAPANESE}) {
                System.out.println(tag + " in " + in + ": " + locale.getDisplayName(in) + " | " + locale.getDisplayLanguage(in) + " | " + locale.getDisplayCountry(in) + " | " + locale.getDisplayScript(in) + " | " + locale.getDisplayVariant(in));
            }
        }
        attempt("three letters", () -> Locale.GERMANY.getISO3Language() + Locale.GERMANY.getISO3Country());
        attempt("no three letters", () -> new Locale("xx").getISO3Language());
        attempt("builder", () -> new Locale.Builder().setLanguage("de").setRegion("at").setScript("latn").setVariant("1996").setExtension('u', "co-phonebk").addUnicodeLocaleAttribute("attr").setUnicodeLocaleKeyword("nu", "latn").build().toLanguageTag());
        attempt("bad language", () -> new Locale.Builder().setLanguage("123"));
        attempt("bad region", () -> new Locale.Builder().setRegion("ABCD"));
        attempt("bad variant", () -> new Locale.Builder().setVariant("x"));
        attempt("bad tag", () -> new Locale.Builder().setLanguageTag("en-x"));
        attempt("bad extension", () -> new Locale.Builder().setExtension('?', "x"));
        attempt("null", () -> new Locale(null));
        List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse("de-CH,de;q=0.8,en;q=0.7,*;q=0.1");
        List<Locale> available = Stream.of("de-AT", "de-CH", "en-GB", "fr", "de").map(Locale::forLanguageTag).toList();
        System.out.println(ranges + " " + Locale.filter(ranges, available) + " " + Locale.lookup(ranges, available) + " " + Locale.filterTags(ranges, List.of("de-CH-1996", "es"), Locale.FilteringMode.EXTENDED_FILTERING) + " " + Locale.lookupTag(Locale.LanguageRange.parse("ja"), List.of("ja-JP", "ja")));
        attempt("bad range", () -> Locale.LanguageRange.parse("de;q=2"));
        attempt("bad weight", () -> new Locale.LanguageRange("de", -1));
        System.out.println(Locale.getISOCountries().length + " " + Locale.getISOLanguages().length + " " + Locale.getISOCountries(Locale.IsoCountryCode.PART1_ALPHA3).size());
        System.out.println(ResourceBundle.Control.getControl(ResourceBundle.Control.FORMAT_DEFAULT).getCandidateLocales("x", Locale.forLanguageTag("zh-Hant-TW")) + " " + ResourceBundle.Control.getControl(ResourceBundle.Control.FORMAT_DEFAULT).getCandidateLocales("x", new Locale("nb", "NO")));
        Locale.setDefault(Locale.FRANCE);
        System.out.println(Locale.getDefault(Locale.Category.DISPLAY) + " " + NumberFormat.getInstance().format(1234.5) + " " + String.format("%,.1f", 1234.5) + " " + Locale.GERMANY.getDisplayCountry());
        Locale.setDefault(Locale.Category.FORMAT, Locale.US);
        System.out.println(Locale.getDefault() + " " + NumberFormat.getInstance().format(1234.5) + " " + Locale.GERMANY.getDisplayCountry());
        // All locales: the data as one sum for each kind.
        Map<String, Integer> sums = new TreeMap<>();
        Date date = new Date(1_700_000_000_000L);
        int count = 0;
        for (Locale locale : Stream.of(Locale.getAvailableLocales()).sorted(Comparator.comparing(Locale::toLanguageTag)).toList()) {
            if (count++ % 120 != 0) {
                continue;
            }
            DateFormat format = DateFormat.getDateTimeInstance(DateFormat.FULL, DateFormat.MEDIUM, locale);
            format.setTimeZone(TimeZone.getTimeZone("UTC"));
            add(sums, "dates", format.format(date));
            add(sums, "numbers", NumberFormat.getInstance(locale).format(-1234567.891));
            add(sums, "currencies", NumberFormat.getCurrencyInstance(locale).format(12.5));
            add(sums, "percents", NumberFormat.getPercentInstance(locale).format(0.256));
            add(sums, "months", String.join(",", DateFormatSymbols.getInstance(locale).getMonths()));
            add(sums, "names", locale.getDisplayName(locale) + locale.getDisplayName(Locale.ENGLISH));
            add(sums, "weeks", Calendar.getInstance(locale).getFirstDayOfWeek() + "" + Calendar.getInstance(locale).getMinimalDaysInFirstWeek());
        }
        System.out.println(sums + " " + count);
    }

    static void add(Map<String, Integer> sums, String kind, String text) {
        sums.merge(kind, text.hashCode(), (a, b) -> a * 31 + b);
    }
}
