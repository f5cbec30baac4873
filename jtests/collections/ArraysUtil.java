// java.util.Arrays: sort of each type, stability, parallel operations, search, fill, compare, hash, deep variants.
import java.util.*;

public class ArraysUtil {
    public static void main(String[] args) {
        Random r = new Random(12345);
        int[] ints = r.ints(5000).toArray();
        long[] longs = r.longs(3000).toArray();
        double[] doubles = new double[2000];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = i % 50 == 0 ? Double.NaN : i % 51 == 0 ? -0.0 : i % 52 == 0 ? 0.0 : r.nextGaussian();
        }
        byte[] bytes = new byte[1000];
        r.nextBytes(bytes);
        char[] chars = "the quick brown fox".toCharArray();
        short[] shorts = {5, -1, 300, 0};
        float[] floats = {2f, Float.NaN, -0f, 0f, Float.NEGATIVE_INFINITY};
        int[] copy = ints.clone();
        Arrays.sort(ints);
        Arrays.parallelSort(copy);
        Arrays.sort(longs);
        Arrays.sort(doubles);
        Arrays.sort(bytes);
        Arrays.sort(chars);
        Arrays.sort(shorts);
        Arrays.sort(floats);
        System.out.println(Arrays.equals(ints, copy) + " " + Arrays.hashCode(ints) + " " + Arrays.hashCode(longs) + " " + Arrays.hashCode(doubles) + " " + Arrays.hashCode(bytes) + " " + new String(chars).trim()
                + Arrays.toString(shorts) + Arrays.toString(floats));
        String[] words = "delta alpha Charlie bravo echo Alpha".split(" ");
        Arrays.sort(words);
        System.out.println(Arrays.toString(words));
        Arrays.sort(words, String.CASE_INSENSITIVE_ORDER);
        System.out.println(Arrays.toString(words));
        Arrays.sort(words, 1, 4, Comparator.comparing(String::length).reversed());
        System.out.println(Arrays.toString(words));
        Integer[][] pairs = new Integer[3000][];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = new Integer[] {r.nextInt(20), i};
        }
        Arrays.sort(pairs, (a, b) -> a[0] - b[0]);
        boolean stable = true;
        for (int i = 1; i < pairs.length; i++) {
            stable &= pairs[i - 1][0] < pairs[i][0] || pairs[i - 1][1] < pairs[i][1];
        }
        System.out.println(stable);
        System.out.println(Arrays.binarySearch(ints, ints[77]) + " " + Arrays.binarySearch(new int[] {1, 3, 5}, 4) + " " + Arrays.toString(Arrays.copyOf(new int[] {1, 2}, 4))
                + Arrays.toString(Arrays.copyOfRange(words, 1, 3)) + Arrays.asList(1, 2));
        int[] f = new int[5];
        Arrays.fill(f, 1, 3, 9);
        Arrays.setAll(f, i -> f[i] + i);
        Arrays.parallelPrefix(f, Integer::sum);
        System.out.println(Arrays.toString(f) + " " + Arrays.stream(f, 1, 4).sum() + " " + Arrays.compare(f, new int[] {0, 10}) + " " + Arrays.mismatch(f, new int[] {0, 10, 20}));
        Object[] deep = {1, new int[] {2, 3}, new Object[] {"x", new String[][] {{"y"}, null}}};
        System.out.println(Arrays.deepToString(deep) + " " + Arrays.deepHashCode(deep) + " " + Arrays.deepEquals(deep, new Object[] {1, new int[] {2, 3}, new Object[] {"x", new String[][] {{"y"}, null}}}));
        Object[] self = new Object[1];
        self[0] = self;
        System.out.println(Arrays.deepToString(self));
        Object[][] mix = {{1, "a"}};
        try {
            Arrays.sort(mix[0]);
        } catch (ClassCastException e) {
            System.out.println(e.getMessage());
        }
        try {
            Arrays.sort(new Integer[] {3, 1, 2, 5, 4, 9, 8, 7, 6, 0, 3, 1, 2, 5, 4, 9, 8, 7, 6, 0, 3, 1, 2, 5, 4, 9, 8, 7, 6, 0, 3, 1, 2, 5, 4, 9, 8, 7, 6, 0}, (a, b) -> a == b ? 0 : 1);
            System.out.println("sorted");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            Arrays.fill(f, 3, 9, 0);
        } catch (ArrayIndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
        }
    }
}
