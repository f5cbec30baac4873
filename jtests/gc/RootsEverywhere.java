// A collection with references in every place: locals, operand stack, arguments, monitors, exceptions, natives, finally.
import java.util.*;

public class RootsEverywhere {
    static String s(int i) {
        if (i % 7 == 0) {
            System.gc();
        }
        return new String(new char[] {(char) ('a' + i % 26), 'x'});
    }

    static String concat(String a, String b, String c, long l, double d, String e) {
        System.gc();
        return a + b + c + l + d + e;
    }

    static String rec(int n, String carry) {
        String mine = s(n);
        if (n == 0) {
            System.gc();
            return carry;
        }
        String r = rec(n - 1, mine + carry);
        return mine.equals(s(n)) ? r : "lost";
    }

    static String thrown(int i) {
        String local = s(i);
        try {
            throw new IllegalStateException(s(i + 1));
        } catch (IllegalStateException e) {
            System.gc();
            return e.getMessage() + local;
        } finally {
            System.gc();
        }
    }

    String field = s(3);

    String inner() {
        String captured = s(9);
        class L {
            String get() {
                System.gc();
                return captured + field;
            }
        }
        return new L().get();
    }

    public static void main(String[] args) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            out.append(concat(s(i), s(i + 1), s(i + 2), i, i / 2.0, s(i + 7)));
        }
        System.out.println(out.toString().hashCode());
        System.out.println(rec(40, "end"));
        System.out.println(thrown(6) + thrown(7) + new RootsEverywhere().inner());
        String lock = s(14);
        synchronized (lock) {
            System.gc();
            lock = lock + s(7);
        }
        System.out.println(lock);
        TreeMap<String, String> t = new TreeMap<>((a, b) -> {
            if (a.hashCode() % 5 == 0) {
                System.gc();
            }
            return a.compareTo(b);
        });
        for (int i = 0; i < 60; i++) {
            t.put(s(i) + i % 13, s(i));
        }
        System.out.println(t.size() + t.toString().substring(0, 30));
        Object[] a = {s(1), s(7), new Object[] {s(14), s(21)}};
        System.out.println(Arrays.deepToString(a));
        List<String> sorted = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            sorted.add(s(i * 11));
        }
        sorted.sort((x, y) -> {
            System.gc();
            return y.compareTo(x);
        });
        System.out.println(sorted);
    }
}
