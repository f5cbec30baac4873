// java.lang.String: searching, splitting, trimming, comparing, replacing, formatting.
import java.util.*;

public class Methods {
    static void p(Object o) {
        System.out.println(o instanceof Object[] a ? Arrays.toString(a) : o);
    }

    public static void main(String[] args) {
        String s = "The quick brown fox, the lazy dog; \u00e9t\u00e9 \u20ac";
        p(s.indexOf('q') + " " + s.indexOf("the") + " " + s.lastIndexOf("the") + " " + s.indexOf("zz") + " " + s.indexOf("", 99) + " "
                + s.indexOf('e', 10) + " " + s.lastIndexOf('e', 10) + " " + s.lastIndexOf("") + " " + s.indexOf(0x20ac));
        p(s.startsWith("The") + " " + s.startsWith("quick", 4) + " " + s.endsWith("\u20ac") + " " + s.contains("fox") + " " + s.matches(".*fox.*"));
        p(s.toUpperCase(Locale.ROOT) + " " + s.toLowerCase(Locale.ROOT) + " " + "stra\u00dfe \ufb01".toUpperCase(Locale.ROOT) + " \u0130I".toLowerCase(Locale.ROOT));
        p(s.replace('e', 'E') + s.replace("the", "a") + s.replaceAll("[aeiou]", "<$0>") + s.replaceFirst("(\\w+) (\\w+)", "$2 $1"));
        p("a,b,,c,,".split(","));
        p("a,b,,c,,".split(",", -1));
        p("a,b,,c,,".split(",", 2));
        p("a1b22c".split("\\d+"));
        p("".split(","));
        p(",".split(","));
        p("abc".split(""));
        p("[" + "  x \t\n".trim() + "][" + "\u2003x\u2003".strip() + "][" + "\u2003x ".trim() + "][" + " x ".stripLeading() + "][" + " x ".stripTrailing() + "]");
        p(" ".isBlank() + " " + "".isEmpty() + " " + "ab".repeat(3) + "|" + "x".repeat(0) + "|" + "\u20ac".repeat(2));
        p("a\nb\r\nc\rd\n".lines().toList() + " " + "  a\n b".indent(2).replace("\n", "$") + "|" + "x\n  y".stripIndent() + "|" + "a\\tb".translateEscapes());
        p("abc".compareTo("abd") + " " + "abc".compareTo("ab") + " " + "a".compareTo("\u20ac") + " " + "\u20ac".compareTo("a") + " " + "ABC".compareToIgnoreCase("abd") + " " + "\u00e9A".equalsIgnoreCase("\u00c9a"));
        p(String.join("-", "a", "b") + String.join("|", List.of("x", "y")) + " " + String.valueOf((Object) null) + String.valueOf(new char[] {'o', 'k'}) + String.valueOf(1.0f));
        p("hash".hashCode() + " " + "\u20ac\u20ac".hashCode() + " " + "".hashCode() + " " + "polygenelubricants".hashCode() + " " + "Aa".hashCode() + "BB".hashCode());
        p("abc".regionMatches(true, 1, "xBC", 1, 2) + " " + "abc".contentEquals(new StringBuilder("abc")) + " " + "abc".subSequence(1, 2) + " " + "a-b".concat("-c"));
        p("abc".chars().sum() + " " + "a\ud83d\ude00b".codePoints().count() + " " + "a\ud83d\ude00b".codePointAt(1) + " " + "a\ud83d\ude00b".offsetByCodePoints(0, 2) + " " + "a\ud83d\ude00b".codePointCount(0, 4));
        p("%d%%".formatted(5) + " " + "x".equals(null) + " " + "text".transform(t -> t + "!") + " " + "abc".describeConstable().get());
        p(new String(new int[] {0x1F600, 65}, 0, 2) + new String(new char[] {'a', 'b', 'c'}, 1, 2) + " " + new String("abc".getBytes()) + String.copyValueOf(new char[] {'z'}, 0, 1));
        p("a\tb\0c".length() + " " + "abc".toCharArray().length + " " + "x".intern() + " " + ("q" + s.charAt(4)).intern().equals("qq"));
        char[] dst = new char[5];
        Arrays.fill(dst, '.');
        "hello".getChars(1, 4, dst, 1);
        p(new String(dst));
        for (Runnable r : new Runnable[] {() -> "abc".charAt(-1), () -> "abc".substring(4), () -> "abc".substring(-1), () -> "abc".substring(2, 1), () -> "abc".repeat(-1),
            () -> "\u20acbc".charAt(3), () -> "abc".codePointAt(3), () -> "a".compareTo(null), () -> new String(new char[2], 1, 2), () -> "abc".subSequence(1, 5)}) {
            try {
                r.run();
                p("fine");
            } catch (RuntimeException e) {
                p(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }
    }
}
