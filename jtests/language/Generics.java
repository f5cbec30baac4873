// Generics: bridges, covariant returns, bounded types, wildcards, heap pollution, varargs.
import java.util.*;

public class Generics {
    interface Shape<T extends Shape<T>> extends Comparable<T> {
        T scale(int k);
    }

    static final class Square implements Shape<Square> {
        final int side;

        Square(int side) {
            this.side = side;
        }

        @Override
        public Square scale(int k) {
            return new Square(side * k);
        }

        @Override
        public int compareTo(Square o) {
            return Integer.compare(side, o.side);
        }

        @Override
        public String toString() {
            return "Square" + side;
        }
    }

    static abstract class Box<T> {
        abstract T get();

        abstract void set(T t);
    }

    static class IntBox extends Box<Integer> {
        Integer v = 0;

        @Override
        Integer get() {
            return v;
        }

        @Override
        void set(Integer i) {
            v = i;
        }
    }

    static <T extends Comparable<? super T>> T max(Collection<? extends T> c) {
        Iterator<? extends T> i = c.iterator();
        T best = i.next();
        while (i.hasNext()) {
            T t = i.next();
            if (t.compareTo(best) > 0) {
                best = t;
            }
        }
        return best;
    }

    @SafeVarargs
    static <T> List<T> list(T... ts) {
        return new ArrayList<>(Arrays.asList(ts));
    }

    static int count(Object... os) {
        return os == null ? -1 : os.length;
    }

    static String over(Object o) { return "Object"; }
    static String over(Integer i) { return "Integer"; }
    static String over(long l) { return "long"; }
    static String over(int... is) { return "int..."; }
    static String over(double d) { return "double"; }
    static String over(char c) { return "char"; }

    @SuppressWarnings({"unchecked", "rawtypes"})
    public static void main(String[] args) {
        Shape s = new Square(2);
        System.out.println(s.scale(3) + " " + s.compareTo(new Square(5)));
        Box raw = new IntBox();
        raw.set(5);
        System.out.println(raw.get());
        try {
            raw.set("text");
        } catch (ClassCastException e) {
            System.out.println(e.getMessage());
        }
        List<Integer> ints = list(3, 9, 4);
        ((List) ints).add("oops");
        try {
            int sum = 0;
            for (int i : ints) {
                sum += i;
            }
            System.out.println(sum);
        } catch (ClassCastException e) {
            System.out.println("pollution " + e.getMessage());
        }
        System.out.println(max(List.of("b", "z", "q")) + " " + max(Set.of(new Square(4))));
        System.out.println(count() + " " + count((Object[]) null) + " " + count((Object) null) + " " + count(1, 2) + " "
                + count(new int[3]) + " " + count(new Integer[3]) + " " + count(new Object[] {1, 2, 3, 4}, 5));
        byte b = 1;
        System.out.println(over(b) + " " + over(1) + " " + over('c') + " " + over(1f) + " " + over((Integer) 1) + " " + over("s")
                + " " + over() + " " + over(1, 2) + " " + over(1L) + " " + over((short) 1));
        for (java.lang.reflect.Method m : new TreeMap<String, java.lang.reflect.Method>(bridges()).values()) {
            System.out.println(m + " " + m.isBridge() + " " + m.isSynthetic());
        }
    }

    static Map<String, java.lang.reflect.Method> bridges() {
        Map<String, java.lang.reflect.Method> map = new TreeMap<>();
        for (Class<?> c : new Class<?>[] {Square.class, IntBox.class}) {
            for (java.lang.reflect.Method m : c.getDeclaredMethods()) {
                map.put(m.toString(), m);
            }
        }
        return map;
    }
}
