// Collator, Normalizer, BreakIterator, Bidi, StringCharacterIterator, AttributedString, case of strings in locales.
import java.text.*;
import java.util.*;

public class Comparing {
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

    static String escape(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : text.toCharArray()) {
            out.append(c < 127 && c >= 32 ? "" + c : String.format("\\%04x", (int) c));
        }
        return out.toString();
    }

    static String breaks(BreakIterator iterator, String text) {
        iterator.setText(text);
        StringBuilder out = new StringBuilder();
        for (int at = iterator.first(); at != BreakIterator.DONE; at = iterator.next()) {
            out.append(at).append(',');
        }
        return out + " " + iterator.last() + " " + iterator.previous() + " " + iterator.following(2) + " " + iterator.isBoundary(1) + " " + iterator.preceding(Math.min(4, text.length()));
    }

    public static void main(String[] args) throws Exception {
        String[] words = {"zebra", "Zebra", "\u00e4pfel", "Apfel", "apfel", "\u00c4pfel", "co-op", "coop", "CO-OP", "r\u00e9sum\u00e9", "resume", "Resum\u00e9", "\u00e5l", "alt", "stra\u00dfe", "strasse", "\u00e9", "e\u0301", "", " ", "10", "9", "cot\u00e9", "c\u00f4te", "ch", "cz", "llama", "luz"};
        for (String tag : new String[] {"en", "de", "sv", "fr", "fr-CA", "es", "cs", "da", "ja", "th", "tr"}) {
            Collator collator = Collator.getInstance(Locale.forLanguageTag(tag));
            String[] sorted = words.clone();
            Arrays.sort(sorted, collator);
            System.out.println(tag + " " + escape(String.join(" < ", sorted)));
        }
        for (int strength : new int[] {Collator.PRIMARY, Collator.SECONDARY, Collator.TERTIARY, Collator.IDENTICAL}) {
            Collator collator = Collator.getInstance(Locale.US);
            collator.setStrength(strength);
            collator.setDecomposition(Collator.CANONICAL_DECOMPOSITION);
            System.out.println(strength + " " + collator.compare("a", "A") + collator.compare("a", "\u00e1") + collator.compare("\u00e1", "a\u0301") + collator.compare("a", "b") + collator.equals("co-op", "coop") + " " + Arrays.hashCode(collator.getCollationKey("\u00c4pfel").toByteArray()) + " " + collator.getCollationKey("a").compareTo(collator.getCollationKey("B")));
        }
        attempt("rules", () -> {
            RuleBasedCollator rules = new RuleBasedCollator("< c < b, B < a & c ; d = e");
            CollationElementIterator elements = rules.getCollationElementIterator("abc");
            return rules.compare("a", "b") + " " + rules.compare("b", "B") + " " + rules.compare("d", "e") + " " + CollationElementIterator.primaryOrder(elements.next()) + " " + rules.getRules();
        });
        for (String bad : new String[] {"a < b", "< a & z < b", "", "< a , , b", "& x"}) {
            attempt("[" + bad + "]", () -> new RuleBasedCollator(bad).compare("a", "b"));
        }
        attempt("strength", () -> {
            Collator.getInstance().setStrength(9);
            return "";
        });
        System.out.println(Collator.getAvailableLocales().length > 50);
        // Normal forms.
        for (String text : new String[] {"\u00c4", "A\u0308", "\ufb01", "\u1e9b\u0323", "\uac00", "\u1100\u1161", "\u2126", "\u00bd", "a\u0323\u0307", "\u01c4", "\ud834\udd5e"}) {
            StringBuilder line = new StringBuilder(escape(text));
            for (Normalizer.Form form : Normalizer.Form.values()) {
                line.append(' ').append(escape(Normalizer.normalize(text, form))).append(Normalizer.isNormalized(text, form) ? "+" : "-");
            }
            System.out.println(line);
        }
        attempt("null form", () -> Normalizer.normalize("a", null));
        int hash = 0;
        for (int c = 0; c < 0x3000; c++) {
            for (Normalizer.Form form : Normalizer.Form.values()) {
                hash = hash * 31 + Normalizer.normalize(Character.toString(c), form).hashCode();
            }
        }
        System.out.println(hash);
        // Breaks.
        String[] texts = {"Hello, world! It's 3.14 o'clock. Really? Yes.", "e\u0301a\r\nb\ud83d\ude00c", "Mr. Smith went. (He did.) \"Why?\" he said.", "\u3053\u3093\u306b\u3061\u306f\u4e16\u754c\u3002", "one-two three/four $5.00", "", "\u0e2a\u0e27\u0e31\u0e2a\u0e14\u0e35\u0e0a\u0e32\u0e27\u0e42\u0e25\u0e01"};
        for (String text : texts) {
            if (!text.isEmpty()) {
                System.out.println(escape(text));
                System.out.println(" c " + breaks(BreakIterator.getCharacterInstance(Locale.US), text));
                System.out.println(" w " + breaks(BreakIterator.getWordInstance(Locale.US), text));
                System.out.println(" l " + breaks(BreakIterator.getLineInstance(Locale.US), text));
                System.out.println(" s " + breaks(BreakIterator.getSentenceInstance(Locale.US), text));
                System.out.println(" t " + breaks(BreakIterator.getWordInstance(Locale.forLanguageTag("th")), text));
            }
        }
        attempt("outside", () -> {
            BreakIterator iterator = BreakIterator.getWordInstance();
            iterator.setText("abc");
            return iterator.following(9);
        });
        // Directions.
        for (String text : new String[] {"abc", "abc \u05d0\u05d1\u05d2 def", "\u0627\u0644 123 x", "\u05d0(b)\u05d1", "a\u202eb\u202cc"}) {
            Bidi bidi = new Bidi(text, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
            StringBuilder levels = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                levels.append(bidi.getLevelAt(i));
            }
            System.out.println(levels + " " + bidi.getRunCount() + " " + bidi.isMixed() + " " + bidi.getBaseLevel() + " " + bidi.isLeftToRight() + " " + Bidi.requiresBidi(text.toCharArray(), 0, text.length()));
        }
        // Cases.
        for (String tag : new String[] {"en", "tr", "lt", "de", "el"}) {
            Locale locale = Locale.forLanguageTag(tag);
            System.out.println(tag + " " + escape("title I i \u0130 \u0131 \u00df \u03a3\u0391\u03a3 \u01c6 \ufb03".toUpperCase(locale)) + " " + escape("I\u0307 \u0130 \u03a3\u0391\u03a3 J\u0301".toLowerCase(locale)));
        }
        AttributedString attributed = new AttributedString("some text");
        attributed.addAttribute(java.awt.font.TextAttribute.SIZE, 5, 2, 4);
        attributed.addAttribute(AttributedCharacterIterator.Attribute.LANGUAGE, Locale.US);
        AttributedCharacterIterator iterator = attributed.getIterator();
        iterator.setIndex(3);
        System.out.println(iterator.getRunStart() + "-" + iterator.getRunLimit() + " " + new TreeMap<>(Map.of("n", iterator.getAttributes().size())) + " " + iterator.getAttribute(java.awt.font.TextAttribute.SIZE));
        StringCharacterIterator characters = new StringCharacterIterator("abcdef", 1, 5, 2);
        System.out.println("" + characters.current() + characters.next() + characters.last() + characters.first() + (int) characters.previous() + characters.getIndex() + characters.getBeginIndex() + characters.getEndIndex());
        attempt("index", () -> characters.setIndex(9));
    }
}
