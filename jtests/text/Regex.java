// java.util.regex: groups, quantifiers, look-around, flags, replacement, splitting, errors.
import java.util.*;
import java.util.regex.*;

public class Regex {
    static void m(String regex, String text) {
        try {
            Matcher m = Pattern.compile(regex).matcher(text);
            StringBuilder b = new StringBuilder();
            while (m.find()) {
                b.append(m.start()).append('-').append(m.end()).append('(').append(m.group());
                for (int i = 1; i <= m.groupCount(); i++) {
                    b.append('|').append(m.group(i));
                }
                b.append(") ");
            }
            System.out.println(regex + " in " + text + ": " + b + text.matches(regex));
        } catch (PatternSyntaxException e) {
            System.out.println(e.getMessage());
        }
    }

    public static void main(String[] args) {
        m("a*b", "aaab ab b ba");
        m("(\\d+)-(\\d+)", "10-20, 3-4");
        m("(a|b)*?c", "ababc");
        m("x??y", "xxy");
        m("(?<year>\\d{4})-(?<month>\\d\\d)", "2021-03 and 1999-12");
        m("\\bfoo\\b", "foo food foo");
        m("^\\w+$", "line");
        m("(?m)^\\w+$", "one\ntwo\nthree four");
        m("(?i)HeLLo", "hello HELLO");
        m("(?s)a.b", "a\nb");
        m("(?x) a  b # comment", "ab");
        m("(?<=\\$)\\d+", "$10 20 $30");
        m("\\d+(?!%)", "10% 20");
        m("(\\w)\\1", "aabbcd");
        m("[^a-c&&[^x]]+", "abcxyz");
        m("[a-z&&[^aeiou]]+", "hello");
        m("\\p{Lu}\\p{Ll}+", "Hello World \u00c9t\u00e9");
        m("\\p{IsGreek}+", "abc \u03b1\u03b2\u03b3");
        m("(?>a+)ab", "aaab");
        m("a++b", "aaab");
        m("\\Qa.b\\E", "a.b axb");
        m("(a(b(c)?)?)?d", "abcd abd ad d");
        m("\\x41\\u0042\\t", "AB\t");
        m(".", "\ud83d\ude00x");
        m("\\R", "a\r\nb\nc");
        m("(?:ab){2,3}", "abababab");
        m("", "abc");
        m("[", "x");
        m("(", "x");
        m("*a", "x");
        m("a{2", "x");
        m("\\", "x");
        m("(?<n>a)(?<n>b)", "x");
        m("[z-a]", "x");
        m("\\p{Nope}", "x");
        Matcher r = Pattern.compile("(\\w)(\\d)").matcher("a1 b2 c3");
        System.out.println(r.replaceAll("$2$1") + " " + r.replaceFirst("x") + " " + r.replaceAll(x -> x.group(1).toUpperCase()) + " " + r.reset().results().count());
        StringBuilder sb = new StringBuilder();
        r.reset();
        while (r.find()) {
            r.appendReplacement(sb, "<" + r.group() + ">");
        }
        r.appendTail(sb);
        System.out.println(sb + " " + Matcher.quoteReplacement("$\\") + " " + Pattern.quote("a.b"));
        System.out.println(Arrays.toString(Pattern.compile("[,;]\\s*").split("a, b;c,,d")) + " " + Pattern.compile("b").splitAsStream("abcbd").toList());
        Matcher g = Pattern.compile("(?<k>\\w+)=(?<v>\\w*)").matcher("key=val");
        System.out.println(g.matches() + " " + g.group("k") + g.start("v") + g.toMatchResult().group(2));
        try {
            g.group("zz");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            Pattern.compile("x").matcher("y").group();
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        Matcher h = Pattern.compile("ab").matcher("xabx");
        h.region(1, 3);
        System.out.println(h.matches() + " " + h.lookingAt() + " " + h.hitEnd() + " " + Pattern.matches("a+", "aaa") + " " + Pattern.compile("a").asPredicate().test("cat") + Pattern.compile("x", Pattern.CASE_INSENSITIVE | Pattern.LITERAL).flags());
        String big = "a".repeat(300) + "b";
        System.out.println(big.matches("(a|x)*b") + " " + Pattern.compile("(\\w+)b").matcher(big).find());
    }
}
