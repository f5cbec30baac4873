// Scanner: delimiters, radices, locales, look-ahead, patterns in lines, streams of tokens, sources that fail, all its errors.
import java.io.*;
import java.nio.CharBuffer;
import java.nio.file.*;
import java.util.*;
import java.util.regex.*;

public class Scanners {
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

    static Scanner of(String text) {
        return new Scanner(text).useLocale(Locale.US);
    }

    public static void main(String[] args) throws Exception {
        for (String text : new String[] {"1 2 3", "1,234 5", "-7", "+8", "0x1f", "1e5", "1.5", ".5", "5.", "NaN", "Infinity", "\u0663\u0664", "99999999999", "true", "TRUE", "yes", "", "   ", "1,23", "12a", "1.5.2", "(5)", "- 5", "1_000"}) {
            StringBuilder line = new StringBuilder("[" + text + "]");
            Scanner scanner = of(text);
            line.append(' ').append(scanner.hasNext()).append(scanner.hasNextInt()).append(scanner.hasNextLong()).append(scanner.hasNextDouble()).append(scanner.hasNextBoolean()).append(scanner.hasNextBigDecimal()).append(scanner.hasNextByte()).append(scanner.hasNextInt(16));
            System.out.println(line);
            attempt(" int", () -> of(text).nextInt());
            attempt(" double", () -> of(text).nextDouble());
            attempt(" big", () -> of(text).nextBigInteger());
            attempt(" decimal", () -> of(text).nextBigDecimal());
            attempt(" radix", () -> of(text).nextLong(36));
        }
        for (String tag : new String[] {"de-DE", "fr-FR", "hi-IN", "ar-EG", "de-CH"}) {
            Locale locale = Locale.forLanguageTag(tag);
            String formatted = String.format(locale, "%,d %,.2f %,.3f", 1234567, -1234.5, 0.125);
            attempt(tag, () -> {
                Scanner scanner = new Scanner(formatted).useLocale(locale);
                return scanner.hasNextInt() + " " + (scanner.hasNextInt() ? scanner.nextInt() : scanner.next()) + " " + (scanner.hasNextDouble() ? scanner.nextDouble() : scanner.next());
            });
        }
        Scanner lines = of("one\ntwo\r\nthree\rfour\u0085five\u2028six\n\nlast");
        while (lines.hasNextLine()) {
            System.out.print("<" + lines.nextLine() + ">");
        }
        System.out.println();
        attempt("no line", lines::nextLine);
        Scanner mixed = of("5\nline after\n6 7");
        System.out.println(mixed.nextInt() + "[" + mixed.nextLine() + "][" + mixed.nextLine() + "]" + mixed.nextInt() + mixed.nextInt() + mixed.hasNext());
        for (String delimiter : new String[] {",", "\\s*,\\s*", "", "(?<=b)", "[,;]+", "x*"}) {
            attempt("delimiter " + delimiter, () -> of("a, b;c,,xd ").useDelimiter(delimiter).tokens().toList());
        }
        Scanner patterns = of("key=value; other = 12 # rest\nnext");
        System.out.println(patterns.findInLine("(\\w+)=(\\w+)") + " " + patterns.match().group(2) + " " + patterns.findInLine("none") + " " + patterns.hasNext("\\S+") + " " + patterns.skip(";\\s*").next() + " " + patterns.findWithinHorizon("#", 5) + " " + patterns.findWithinHorizon("#", 50) + " " + patterns.nextLine());
        attempt("skip nothing", () -> of("abc").skip("x"));
        attempt("horizon", () -> of("abc").findWithinHorizon("a", -1));
        attempt("find all", () -> of("a1b22c333").findAll("\\d+").map(MatchResult::group).toList());
        attempt("match before", () -> of("x").match());
        attempt("next pattern", () -> of("abc 12").next("\\d+"));
        attempt("has next pattern", () -> of("abc 12").hasNext("abc"));
        attempt("mismatch stays", () -> {
            Scanner scanner = of("abc");
            try {
                scanner.nextInt();
            } catch (InputMismatchException e) {
                return e.getMessage() + " " + scanner.next();
            }
            return "";
        });
        attempt("radix 1", () -> of("1").useRadix(1));
        attempt("radix 40", () -> of("1").nextInt(40));
        attempt("range", () -> of("300").nextByte());
        attempt("range of int", () -> of("2147483648").nextInt());
        attempt("reset", () -> {
            Scanner scanner = of("a").useDelimiter("x").useRadix(5);
            scanner.reset();
            return scanner.delimiter() + " " + scanner.radix() + " " + scanner.locale().equals(Locale.getDefault(Locale.Category.FORMAT));
        });
        attempt("closed", () -> {
            Scanner scanner = of("a b");
            scanner.close();
            scanner.close();
            return scanner.next();
        });
        attempt("closed has", () -> {
            Scanner scanner = of("a b");
            scanner.close();
            return scanner.hasNextLine();
        });
        attempt("remove", () -> {
            of("a").remove();
            return "";
        });
        attempt("null", () -> new Scanner((String) null));
        // Sources.
        Reader failing = new Reader() {
            int calls;

            public int read(char[] into, int offset, int length) throws IOException {
                if (calls++ == 0) {
                    into[offset] = 'a';
                    into[offset + 1] = ' ';
                    return 2;
                }
                throw new IOException("broken");
            }

            public void close() throws IOException {
                throw new IOException("close");
            }
        };
        Scanner broken = new Scanner(failing);
        System.out.println(broken.next() + " " + broken.hasNext() + " " + broken.ioException());
        broken.close();
        System.out.println(broken.ioException());
        Reader slow = new Reader() {
            final String text = "12 345 6";
            int at;

            public int read(char[] into, int offset, int length) {
                if (at == text.length()) {
                    return -1;
                }
                into[offset] = text.charAt(at++);
                return 1;
            }

            public void close() {
            }
        };
        Scanner trickling = new Scanner(slow);
        System.out.println(trickling.nextInt() + " " + trickling.nextInt() + " " + trickling.nextInt() + " " + trickling.hasNext());
        Files.write(Path.of("text"), "gr\u00fcn 5\n".getBytes("ISO-8859-1"));
        attempt("charset", () -> new Scanner(Path.of("text"), "ISO-8859-1").next().length() + " " + new Scanner(new File("text"), "UTF-8").next().length());
        attempt("no charset", () -> new Scanner(new File("text"), "tea"));
        attempt("no file", () -> new Scanner(new File("missing")));
        attempt("no path", () -> new Scanner(Path.of("missing")));
        Files.delete(Path.of("text"));
        attempt("readable", () -> new Scanner((Readable) CharBuffer.wrap("a b")).tokens().count());
        String large = "word ".repeat(5000) + "x".repeat(5000) + " end";
        Scanner long_ = new Scanner(new StringReader(large));
        int count = 0;
        while (long_.hasNext()) {
            count += long_.next().length();
        }
        System.out.println(count);
        StringTokenizer tokens = new StringTokenizer("a,b;;c", ",;", true);
        System.out.println(tokens.countTokens() + " " + Collections.list(tokens));
        attempt("no token", tokens::nextToken);
        StreamTokenizer stream = new StreamTokenizer(new StringReader("x = 3.5e2 + 'str\\n' // comment\n/* c */ \"q\" -7 a_b"));
        stream.slashSlashComments(true);
        stream.slashStarComments(true);
        stream.eolIsSignificant(true);
        StringBuilder out = new StringBuilder();
        while (stream.nextToken() != StreamTokenizer.TT_EOF) {
            out.append(stream).append('|');
        }
        System.out.println(out);
    }
}
