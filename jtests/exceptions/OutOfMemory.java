// OutOfMemoryError for impossible sizes and for a full heap; the program goes on.
// flags: -Xmx64m
import java.util.*;

public class OutOfMemory {
    static void attempt(String label, Runnable r) {
        try {
            r.run();
            System.out.println(label + " no error");
        } catch (OutOfMemoryError e) {
            System.out.println(label + " " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        attempt("huge ints", () -> System.out.println(new int[Integer.MAX_VALUE].length));
        attempt("huge longs", () -> System.out.println(new long[Integer.MAX_VALUE - 2].length));
        attempt("large", () -> System.out.println(new byte[1 << 30].length));
        attempt("multi", () -> System.out.println(new long[1 << 15][1 << 15].length));
        for (int round = 0; round < 3; round++) {
            attempt("list", () -> {
                List<byte[]> all = new ArrayList<>();
                while (true) {
                    all.add(new byte[100_000]);
                }
            });
        }
        attempt("small objects", () -> {
            Object[] head = null;
            while (true) {
                head = new Object[] {head, null, null, null};
            }
        });
        attempt("string", () -> {
            StringBuilder s = new StringBuilder("0123456789");
            while (true) {
                s.append(s);
            }
        });
        System.out.println(new int[100000].length);
        Throwable t = null;
        try {
            long[][] keep = new long[1000][];
            for (int i = 0; i < keep.length; i++) {
                keep[i] = new long[100_000];
            }
        } catch (OutOfMemoryError e) {
            t = e;
        }
        System.out.println(t.getMessage());
    }
}
