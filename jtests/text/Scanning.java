// Scanner, StringTokenizer, StreamTokenizer over strings and standard input.
// stdin: 12 abc 3.5 true\nsecond line\n\nlast 99999999999 x
import java.io.*;
import java.util.*;

public class Scanning {
    public static void main(String[] args) throws IOException {
        Scanner in = new Scanner(System.in).useLocale(Locale.ROOT);
        System.out.println(in.nextInt() + " " + in.next() + " " + in.nextDouble() + " " + in.nextBoolean() + " [" + in.nextLine() + "] [" + in.nextLine() + "] [" + in.nextLine() + "]");
        System.out.println(in.next() + " " + in.hasNextInt() + in.hasNextLong() + " " + in.nextLong());
        try {
            in.nextInt();
        } catch (InputMismatchException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(in.next() + in.hasNext());
        try {
            in.next();
        } catch (NoSuchElementException e) {
            System.out.println(e.getMessage());
        }
        Scanner s = new Scanner("a, b ,c;0x1F;1,234").useDelimiter("\\s*[,;]\\s*");
        System.out.println(s.tokens().toList());
        System.out.println(new Scanner("ff 10 -7").nextInt(16) + " " + new Scanner("1,234").useLocale(Locale.US).nextInt() + " " + new Scanner("key=value").findInLine("(\\w+)=(\\w+)") + new Scanner("12345678901234567890").nextBigInteger());
        StringTokenizer t = new StringTokenizer("a+b-c", "+-", true);
        while (t.hasMoreTokens()) {
            System.out.print(t.countTokens() + t.nextToken() + " ");
        }
        System.out.println();
        StreamTokenizer st = new StreamTokenizer(new StringReader("x = 3.5 + 'quoted' // comment\n foo_bar 7"));
        st.slashSlashComments(true);
        while (st.nextToken() != StreamTokenizer.TT_EOF) {
            System.out.print(st.ttype + ":" + st.sval + ":" + st.nval + " ");
        }
        System.out.println();
    }
}
