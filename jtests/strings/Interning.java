// The string table: literals of several classes, intern, computed strings, many interned strings and collections.
public class Interning {
    static class Other {
        static final String S = "shared literal";
        static String t = "shared" + " literal";
    }

    public static void main(String[] args) {
        String s = "shared literal";
        System.out.println((s == Other.S) + " " + (s == Other.t) + " " + (new String(s) == s) + " " + (new String(s).intern() == s));
        StringBuilder b = new StringBuilder("comp").append("uted");
        String c = b.toString(), d = b.toString();
        System.out.println((c == d) + " " + (c.intern() == d.intern()) + " " + ("computed" == c.intern()));
        String[] all = new String[20000];
        for (int i = 0; i < all.length; i++) {
            all[i] = ("interned-" + i).intern();
        }
        System.gc();
        int same = 0;
        for (int i = 0; i < all.length; i++) {
            if (all[i] == new String("interned-" + i).intern()) {
                same++;
            }
        }
        System.out.println(same);
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 20000; i++) {
                ("garbage" + round + "-" + i).intern();
            }
            System.gc();
        }
        System.out.println("\u20acuro".intern() == "\u20ac" + "uro");
        System.out.println(String.valueOf("".intern() == ""));
    }
}
