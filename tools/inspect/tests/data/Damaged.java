package p;
@Deprecated
public class Damaged<T> implements Comparable<T> {
    static final long LONG = 1L << 40;
    static final String TEXT = "text \u0000 \ud800";
    final double value = Double.NaN;
    record Pair(@Deprecated int a, String b) {}
    public int compareTo(T other) {
        try {
            switch (other.hashCode()) {
                case 1: case 2: return 3;
                case 1000: return (int) value;
                default: Runnable r = () -> System.out.println(TEXT + other); r.run();
            }
        } catch (IllegalStateException e) { return -1; } finally { System.gc(); }
        return new int[2][3].length;
    }
}
