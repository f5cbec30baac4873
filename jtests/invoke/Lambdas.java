// Lambdas of every shape: captures of each type, method references of each kind, generic adaptation, serialisable.
import java.util.*;
import java.util.function.*;

public class Lambdas {
    int field = 5;

    interface Tri<A, B, C, R> { R apply(A a, B b, C c); }
    interface Prim { long f(int a, double b, byte c, boolean d); }
    interface Marker { }

    int instance(int x) { return x + field; }
    static int stat(int x) { return x * 3; }
    Supplier<Integer> self() { return () -> this.field++; }

    class Inner {
        Supplier<Integer> outer() { return () -> field * 100; }
    }

    static <T> T twice(UnaryOperator<T> f, T t) { return f.apply(f.apply(t)); }

    static class Base {
        String hi() { return "base hi"; }
    }

    static class Derived extends Base {
        String hi() { return "derived hi"; }
        Supplier<String> sup() { return super::hi; }
    }

    public static void main(String[] args) throws Exception {
        boolean z = true; byte b = 1; char c = 'c'; short s = 2; int i = 3; long l = 4; float f = 5.5f; double d = 6.5; String str = "str";
        int[] arr = {7};
        Supplier<String> all = () -> "" + z + b + c + s + i + l + f + d + str + arr[0];
        arr[0]++;
        System.out.println(all.get());
        Lambdas o = new Lambdas();
        System.out.println(o.self().get() + " " + o.self().get() + " " + o.new Inner().outer().get());
        IntUnaryOperator bound = o::instance;
        IntUnaryOperator st = Lambdas::stat;
        Function<String, Integer> unbound = String::length;
        BiFunction<String, Integer, Character> charAt = String::charAt;
        Supplier<List<String>> maker = ArrayList::new;
        IntFunction<int[][]> arrayMaker = int[][]::new;
        Function<Integer, Integer> boxed = Lambdas::stat;
        ToLongFunction<Integer> widened = Lambdas::stat;
        Tri<Lambdas, Integer, Integer, Integer> tri = (x, y, w) -> x.instance(y) * w;
        System.out.println(bound.applyAsInt(10) + " " + st.applyAsInt(10) + " " + unbound.apply("four") + " " + charAt.apply("abc", 1)
                + " " + maker.get() + " " + arrayMaker.apply(3).length + " " + boxed.apply(2) + " " + widened.applyAsLong(4) + " " + tri.apply(o, 1, 2));
        Prim p = (a, q, r, t) -> (long) (a + q * r + (t ? 100 : 0));
        System.out.println(p.f(1, 2.5, (byte) 4, true));
        System.out.println(new Derived().sup().get());
        System.out.println(twice(x -> x + x, "ab") + twice(x -> x * x, 3));
        Function<Integer, Function<Integer, Function<Integer, Integer>>> curried = x -> y -> w -> x * 100 + y * 10 + w;
        System.out.println(curried.apply(1).apply(2).apply(3));
        Runnable r = (Runnable & Marker) () -> System.out.println("marker");
        r.run();
        System.out.println((r instanceof Marker) + " " + r.getClass().isSynthetic() + " " + r.getClass().isHidden());
        Comparator<String> cmp = Comparator.comparing(String::length).thenComparing(Comparator.reverseOrder());
        List<String> words = new ArrayList<>(List.of("bb", "a", "cc", "ddd", "b"));
        words.sort(cmp);
        System.out.println(words);
        Supplier<Supplier<String>> nested = () -> () -> str + i;
        System.out.println(nested.get().get());
        Runnable[] same = new Runnable[2];
        for (int k = 0; k < 2; k++) {
            same[k] = () -> { };
        }
        System.out.println(same[0] == same[1]);
        try {
            ((Supplier<Integer>) () -> Integer.parseInt("x")).get();
        } catch (NumberFormatException e) {
            System.out.println(e.getMessage());
        }
        BinaryOperator<Integer> sum = Integer::sum;
        System.out.println(sum.andThen(x -> x * 2).apply(3, 4));
        Lambdas none = null;
        try {
            IntUnaryOperator bad = none::instance;
        } catch (NullPointerException e) {
            System.out.println("bound receiver null");
        }
        Object ser = (Comparator<String> & java.io.Serializable) (x, y) -> y.compareTo(x);
        var bytes = new java.io.ByteArrayOutputStream();
        new java.io.ObjectOutputStream(bytes).writeObject(ser);
        @SuppressWarnings("unchecked")
        Comparator<String> back = (Comparator<String>) new java.io.ObjectInputStream(new java.io.ByteArrayInputStream(bytes.toByteArray())).readObject();
        System.out.println(back.compare("a", "b"));
    }
}
