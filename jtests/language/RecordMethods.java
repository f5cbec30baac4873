// toString, hashCode and equals of records: every type of component, order of comparison, nests, traces.
import java.util.*;

public class RecordMethods {
    record All(byte b, short s, char c, int i, long l, float f, double d, boolean z, String str, Object o, int[] a, List<?> list) { }
    record Empty() { }
    record Box<T>(T value) { }
    record Pair<A, B>(A first, B second) { static int made; Pair { made++; } }
    record Node(Node left, int key, Node right) { }
    private record Hidden(String secret) { }
    record Own(int x) {
        @Override public String toString() { return "own " + x; }
        @Override public boolean equals(Object o) { return o instanceof Own; }
        @Override public int hashCode() { return 7; }
        public int x() { return x + 1; }
    }
    record $Dollar$(int _a, int $b) { }

    static class Loud {
        final String name;
        final boolean equal;
        Loud(String name, boolean equal) { this.name = name; this.equal = equal; }
        @Override public boolean equals(Object o) { System.out.print(name + "? "); return equal; }
        @Override public int hashCode() { System.out.print(name + "# "); return name.hashCode(); }
        @Override public String toString() { System.out.print(name + "! "); return "(" + name + ")"; }
    }
    record Three(Loud p, Loud q, Loud r) { }

    static class Bad {
        @Override public String toString() { throw new IllegalStateException("text"); }
        @Override public int hashCode() { throw new IllegalStateException("hash"); }
        @Override public boolean equals(Object o) { throw new IllegalStateException("equals"); }
    }

    static void trace(Runnable r) {
        try {
            r.run();
        } catch (IllegalStateException e) {
            System.out.println(e);
            for (StackTraceElement el : e.getStackTrace()) {
                System.out.println("  " + el);
            }
        }
    }

    public static void main(String[] args) {
        All one = new All((byte) 1, (short) -2, 'c', 4, 5L, 6.5f, -0.0, true, "s", null, null, List.of(1));
        All two = new All((byte) 1, (short) -2, 'c', 4, 5L, 6.5f, -0.0, true, "s", null, null, List.of(1));
        System.out.println(one + " " + one.hashCode() + " " + one.equals(two) + one.equals(one) + one.equals(null) + one.equals("x"));
        All zero = new All((byte) 1, (short) -2, 'c', 4, 5L, 6.5f, 0.0, true, "s", null, null, List.of(1));
        System.out.println(one.equals(zero) + " " + zero.hashCode());
        All[] others = {
            new All((byte) 2, (short) -2, 'c', 4, 5L, 6.5f, -0.0, true, "s", null, null, List.of(1)), new All((byte) 1, (short) 2, 'c', 4, 5L, 6.5f, -0.0, true, "s", null, null, List.of(1)),
            new All((byte) 1, (short) -2, 'd', 4, 5L, 6.5f, -0.0, true, "s", null, null, List.of(1)), new All((byte) 1, (short) -2, 'c', -4, 5L, 6.5f, -0.0, true, "s", null, null, List.of(1)),
            new All((byte) 1, (short) -2, 'c', 4, -5L, 6.5f, -0.0, true, "s", null, null, List.of(1)), new All((byte) 1, (short) -2, 'c', 4, 5L, Float.NaN, -0.0, true, "s", null, null, List.of(1)),
            new All((byte) 1, (short) -2, 'c', 4, 5L, 6.5f, -0.0, false, "s", null, null, List.of(1)), new All((byte) 1, (short) -2, 'c', 4, 5L, 6.5f, -0.0, true, null, null, null, List.of(1)),
            new All((byte) 1, (short) -2, 'c', 4, 5L, 6.5f, -0.0, true, "s", 1, null, List.of(1)), new All((byte) 1, (short) -2, 'c', 4, 5L, 6.5f, -0.0, true, "s", null, new int[0], List.of(1)),
        };
        for (All other : others) {
            System.out.print(one.equals(other) + "/" + other.equals(other) + " ");
        }
        System.out.println();
        System.out.println(new Box<>(Float.NaN).equals(new Box<>(Float.NaN)) + " " + new Box<>(new int[0]).equals(new Box<>(new int[0])) + " " + new Box<>(null) + new Box<>(null).hashCode());
        System.out.println(new Empty() + " " + new Empty().hashCode() + new Empty().equals(new Empty()));
        System.out.println(new Pair<>("a", 1) + " " + new Pair<>("a", 1).equals(new Pair<>("a", 1)) + new Pair<>("a", 1).hashCode() + " " + Pair.made);
        System.out.println(new Node(new Node(null, 1, null), 2, new Node(null, 3, null)) + " " + new Node(null, 9, null).hashCode());
        System.out.println(new Hidden("x") + " " + new Own(3) + new Own(4).equals(new Own(5)) + new Own(6).hashCode() + new Own(7).x() + " " + new $Dollar$(1, 2));
        record Local(int x, String y) { }
        System.out.println(new Local(1, "z") + " " + new Local(1, "z").equals(new Local(1, "z")));
        Three loud = new Three(new Loud("p", true), new Loud("q", true), new Loud("r", true));
        System.out.println(loud.toString());
        System.out.println(loud.hashCode());
        System.out.println(loud.equals(new Three(new Loud("P", true), new Loud("Q", true), new Loud("R", true))));
        Three unequal = new Three(new Loud("p", true), new Loud("q", false), new Loud("r", true));
        System.out.println(unequal.equals(loud));
        trace(() -> new Box<>(new Bad()).toString());
        trace(() -> new Box<>(new Bad()).hashCode());
        trace(() -> new Box<>(new Bad()).equals(new Box<>(1)));
        Set<Object> set = new HashSet<>(List.of(new Box<>(1), new Pair<>(1, 2)));
        System.out.println(set.contains(new Box<>(1)) + " " + set.contains(new Pair<>(2, 1)));
        System.out.println(new Box<>("100%s %d \\ $1") + " " + new Box<>("\u20ac\u0001\u0002"));
    }
}
