// Local records, enums and interfaces, nested generics, anonymous diamonds, effectively final captures in loops.
import java.util.*;
import java.util.function.*;

public class LocalTypes {
    public static void main(String[] args) {
        record Pair<A, B>(A a, B b) {
            static <X> Pair<X, X> twin(X x) {
                return new Pair<>(x, x);
            }
        }
        enum Mode { ON, OFF; Mode flip() { return this == ON ? OFF : ON; } }
        interface Shape { double area(); default String show() { return String.format(Locale.ROOT, "%.2f", area()); } }
        Shape circle = () -> 3.14159 * 4;
        System.out.println(Pair.twin("x") + " " + Mode.ON.flip() + " " + circle.show() + " " + new Pair<>(1, List.of(Mode.values())));
        List<Supplier<Integer>> ss = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int k = i * i;
            ss.add(() -> k);
        }
        for (String s : new String[] {"p", "q"}) {
            ss.add(s::length);
        }
        System.out.println(ss.stream().map(Supplier::get).toList());
        Comparator<String> c = new Comparator<>() {
            int calls;

            @Override
            public int compare(String a, String b) {
                calls++;
                return b.compareTo(a);
            }

            @Override
            public String toString() {
                return "called " + (calls > 0);
            }
        };
        List<String> l = new ArrayList<>(List.of("a", "c", "b"));
        l.sort(c);
        System.out.println(l + " " + c);
        Map<String, Map<Integer, List<Pair<Integer, String>>>> deep = new TreeMap<>();
        for (int i = 0; i < 12; i++) {
            deep.computeIfAbsent("k" + i % 2, x -> new TreeMap<>()).computeIfAbsent(i % 3, x -> new ArrayList<>()).add(new Pair<>(i, "v" + i));
        }
        System.out.println(deep);
        var counter = new Object() { int n; int next() { return ++n; } };
        counter.next();
        System.out.println(counter.next() + counter.n);
        BiFunction<Integer, Integer, Integer> gcd = new BiFunction<>() {
            public Integer apply(Integer a, Integer b) {
                return b == 0 ? a : this.apply(b, a % b);
            }
        };
        System.out.println(gcd.apply(84, 36) + " " + gcd.andThen(x -> x * 2).apply(9, 6));
        int[] fibs = new int[10];
        IntUnaryOperator[] f = new IntUnaryOperator[1];
        f[0] = n -> n < 2 ? n : fibs[n] != 0 ? fibs[n] : (fibs[n] = f[0].applyAsInt(n - 1) + f[0].applyAsInt(n - 2));
        System.out.println(f[0].applyAsInt(9));
    }
}
