// Records: components, canonical and compact constructors, equals, hashCode, toString, nesting, generics.
import java.util.*;

public class Records {
    record Point(int x, int y) {
        static final Point ORIGIN = new Point(0, 0);

        Point {
            if (x < 0) {
                throw new IllegalArgumentException("x " + x);
            }
        }

        Point(int both) {
            this(both, both);
        }

        double length() {
            return Math.sqrt(x * x + y * y);
        }
    }

    record Pair<A, B>(A first, B second) {
        <C> Pair<A, C> with(C c) {
            return new Pair<>(first, c);
        }
    }

    record All(boolean z, byte b, char c, short s, int i, long l, float f, double d, String t, int[] a) { }

    record Empty() { }

    record Range(int from, int to) implements Iterable<Integer> {
        public Iterator<Integer> iterator() {
            return new Iterator<>() {
                int at = from;

                public boolean hasNext() {
                    return at < to;
                }

                public Integer next() {
                    return at++;
                }
            };
        }

        @Override
        public int from() {
            return from * 1;
        }

        @Override
        public String toString() {
            return from + ".." + to;
        }
    }

    public static void main(String[] args) {
        Point p = new Point(3, 4);
        System.out.println(p + " " + p.x() + p.y() + " " + p.length() + " " + p.equals(new Point(3, 4)) + " " + p.equals(null) + " "
                + (p.hashCode() == new Point(3, 4).hashCode()) + " " + p.hashCode() + " " + new Point(7) + Point.ORIGIN);
        try {
            new Point(-1, 0);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        Pair<String, List<Integer>> q = new Pair<>("a", List.of(1));
        System.out.println(q + " " + q.with(2.5) + " " + new Pair<>(null, null) + " " + q.hashCode() + " " + new Pair<>(null, 1).hashCode());
        int[] a = {1};
        All all = new All(true, (byte) 1, 'c', (short) 2, 3, 4, 5f, -0.0, "t", a);
        String s = all.toString();
        System.out.println(s.substring(0, s.indexOf("a=[")));
        System.out.println(all.equals(new All(true, (byte) 1, 'c', (short) 2, 3, 4, 5f, 0.0, "t", a)) + " "
                + all.equals(new All(true, (byte) 1, 'c', (short) 2, 3, 4, 5f, -0.0, "t", a)) + " "
                + new Pair<>(Float.NaN, Double.NaN).equals(new Pair<>(Float.NaN, Double.NaN)));
        System.out.println(new Empty() + " " + new Empty().hashCode() + " " + new Empty().equals(new Empty()));
        int sum = 0;
        for (int i : new Range(1, 5)) {
            sum += i;
        }
        System.out.println(new Range(1, 5) + " " + sum);
        record Local(String n) { }
        System.out.println(new Local("x") + " " + Local.class.isRecord());
        for (var c : All.class.getRecordComponents()) {
            System.out.print(c.getName() + ":" + c.getType().getSimpleName() + " ");
        }
        System.out.println();
        Map<Point, String> m = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            m.put(new Point(i % 7, i % 5), "v" + i);
        }
        System.out.println(m.size() + " " + m.get(new Point(6, 4)));
    }
}
