// A dozen sorting algorithms written by hand over ints, doubles and objects, checked against each other.
import java.util.*;
import java.util.function.*;

public class Sorting {
    static void bubble(int[] a) {
        for (int n = a.length; n > 1; ) {
            int last = 0;
            for (int i = 1; i < n; i++) {
                if (a[i - 1] > a[i]) {
                    int t = a[i]; a[i] = a[i - 1]; a[i - 1] = t;
                    last = i;
                }
            }
            n = last;
        }
    }

    static void insertion(int[] a) {
        for (int i = 1; i < a.length; i++) {
            int x = a[i], j = i;
            for (; j > 0 && a[j - 1] > x; j--) {
                a[j] = a[j - 1];
            }
            a[j] = x;
        }
    }

    static void shell(int[] a) {
        for (int gap = a.length / 2; gap > 0; gap /= 2) {
            for (int i = gap; i < a.length; i++) {
                int x = a[i], j = i;
                for (; j >= gap && a[j - gap] > x; j -= gap) {
                    a[j] = a[j - gap];
                }
                a[j] = x;
            }
        }
    }

    static void heap(int[] a) {
        for (int i = a.length / 2 - 1; i >= 0; i--) {
            sift(a, i, a.length);
        }
        for (int n = a.length - 1; n > 0; n--) {
            int t = a[0]; a[0] = a[n]; a[n] = t;
            sift(a, 0, n);
        }
    }

    static void sift(int[] a, int i, int n) {
        int x = a[i];
        for (int k; (k = 2 * i + 1) < n; i = k) {
            if (k + 1 < n && a[k + 1] > a[k]) {
                k++;
            }
            if (a[k] <= x) {
                break;
            }
            a[i] = a[k];
        }
        a[i] = x;
    }

    static void quick(int[] a, int lo, int hi) {
        while (lo < hi) {
            int p = a[(lo + hi) >>> 1], i = lo, j = hi;
            while (i <= j) {
                while (a[i] < p) i++;
                while (a[j] > p) j--;
                if (i <= j) {
                    int t = a[i]; a[i++] = a[j]; a[j--] = t;
                }
            }
            if (j - lo < hi - i) {
                quick(a, lo, j);
                lo = i;
            } else {
                quick(a, i, hi);
                hi = j;
            }
        }
    }

    static int[] merge(int[] a) {
        if (a.length < 2) {
            return a;
        }
        int[] l = merge(Arrays.copyOf(a, a.length / 2)), r = merge(Arrays.copyOfRange(a, a.length / 2, a.length)), out = new int[a.length];
        for (int i = 0, j = 0, k = 0; k < out.length; k++) {
            out[k] = j >= r.length || i < l.length && l[i] <= r[j] ? l[i++] : r[j++];
        }
        return out;
    }

    static void radix(int[] a) {
        int[] from = a, to = new int[a.length];
        for (int shift = 0; shift < 32; shift += 8) {
            int[] count = new int[257];
            for (int x : from) {
                count[((x ^ 0x80000000) >>> shift & 0xff) + 1]++;
            }
            for (int i = 0; i < 256; i++) {
                count[i + 1] += count[i];
            }
            for (int x : from) {
                to[count[(x ^ 0x80000000) >>> shift & 0xff]++] = x;
            }
            int[] t = from; from = to; to = t;
        }
    }

    static <T> void generic(List<T> l, Comparator<? super T> c) {
        for (ListIterator<T> i = l.listIterator(); i.hasNext(); ) {
            int at = i.nextIndex();
            T x = i.next();
            int j = at;
            while (j > 0 && c.compare(l.get(j - 1), x) > 0) {
                l.set(j, l.get(--j));
            }
            l.set(j, x);
        }
    }

    public static void main(String[] args) {
        Random r = new Random(1);
        int[] data = r.ints(1500, -5000, 5000).toArray(), sorted = data.clone();
        data[7] = Integer.MIN_VALUE;
        data[8] = Integer.MAX_VALUE;
        sorted = data.clone();
        Arrays.sort(sorted);
        Map<String, UnaryOperator<int[]>> all = new LinkedHashMap<>();
        all.put("bubble", a -> { bubble(a); return a; });
        all.put("insertion", a -> { insertion(a); return a; });
        all.put("shell", a -> { shell(a); return a; });
        all.put("heap", a -> { heap(a); return a; });
        all.put("quick", a -> { quick(a, 0, a.length - 1); return a; });
        all.put("merge", Sorting::merge);
        all.put("radix", a -> { radix(a); return a; });
        for (Map.Entry<String, UnaryOperator<int[]>> e : all.entrySet()) {
            System.out.println(e.getKey() + " " + Arrays.equals(e.getValue().apply(data.clone()), sorted));
        }
        List<String> words = new ArrayList<>(List.of("pear", "Fig", "apple", "kiwi", "Date", "plum"));
        generic(words, String.CASE_INSENSITIVE_ORDER);
        System.out.println(words);
        generic(words, Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder()));
        System.out.println(words);
        System.out.println(Arrays.hashCode(sorted));
    }
}
