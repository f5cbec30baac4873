// Lambdas and method references of every shape: captures, boxing, casts, constructors; what their classes look like.
import java.io.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

public class LambdaShapes {
    interface Tri<A, B, R> { R apply(A a, int b, B c); }
    interface Wide { double go(byte b, short s, char c, long l, float f, double d, boolean z); }
    interface Bridge<T extends Comparable<T>> { T pick(T a, T b); }
    interface WithDefault { int one(); default int two() { return one() * 2; } static WithDefault of(int n) { return () -> n; } }
    interface SerSupplier<T> extends Supplier<T>, Serializable { }

    final int field;
    LambdaShapes(int field) { this.field = field; }
    private int priv(int n) { return field + n; }
    int own() { return field; }
    IntUnaryOperator capturesThis() { return n -> priv(n) + own(); }
    IntUnaryOperator ownReference() { return this::priv; }
    static int count;
    static int next() { return ++count; }
    static <T> T same(T t) { return t; }
    static void sink(Object o) { System.out.println("sink " + o); }
    static String varargs(Object... all) { return Arrays.toString(all); }

    static String shape(Object lambda) {
        Class<?> c = lambda.getClass();
        StringBuilder b = new StringBuilder(c.getName().replaceAll("Lambda(\\$\\d+)?/0x[0-9a-f]+", "Lambda#"));
        b.append(' ').append(Modifier.toString(c.getModifiers())).append(c.isSynthetic() ? " synthetic" : "").append(c.isHidden() ? " hidden" : "");
        b.append(' ').append(c.getSuperclass().getSimpleName()).append(Arrays.toString(c.getInterfaces()));
        b.append(" host=").append(c.getNestHost().getSimpleName()).append(" package=").append(c.getPackageName());
        Field[] fields = c.getDeclaredFields();
        Arrays.sort(fields, Comparator.comparing(Field::getName));
        for (Field f : fields) {
            b.append(" | ").append(Modifier.toString(f.getModifiers())).append(' ').append(f.getType().getSimpleName()).append(' ').append(f.getName());
        }
        List<String> members = new ArrayList<>();
        for (Method m : c.getDeclaredMethods()) {
            members.add(Modifier.toString(m.getModifiers()) + " " + m.getReturnType().getSimpleName() + " " + m.getName() + Arrays.toString(m.getParameterTypes()));
        }
        for (Constructor<?> k : c.getDeclaredConstructors()) {
            members.add(Modifier.toString(k.getModifiers()) + " new" + Arrays.toString(k.getParameterTypes()));
        }
        Collections.sort(members);
        return b.append(' ').append(members).append(c.isAnonymousClass()).append(c.isLocalClass()).append(c.getEnclosingMethod())
                .append(c.getSigners()).append(c.getProtectionDomain() == LambdaShapes.class.getProtectionDomain()).toString();
    }

    static Runnable trace(int depth) {
        return depth == 0 ? () -> { throw new IllegalStateException("deep"); } : () -> trace(depth - 1).run();
    }

    public static void main(String[] args) throws Throwable {
        byte b = 1; short s = 2; char c = 'c'; int i = 4; long l = 5L; float f = 6.5f; double d = 7.25; boolean z = true; String str = "s"; int[] arr = {1, 2}; Object[][] arr2 = {{1}};
        Supplier<String> all = () -> b + "," + s + "," + c + "," + i + "," + l + "," + f + "," + d + "," + z + "," + str + "," + arr[1] + "," + arr2[0][0];
        System.out.println(all.get());
        System.out.println(shape(all));
        Runnable none = () -> System.out.println("none");
        none.run();
        System.out.println(shape(none));
        LambdaShapes me = new LambdaShapes(10);
        System.out.println(me.capturesThis().applyAsInt(3) + " " + me.ownReference().applyAsInt(4));
        System.out.println(shape(me.ownReference()));
        Wide wide = (p, q, r, t, u, v, w) -> p + q + r + t + u + v + (w ? 1 : 0);
        System.out.println(wide.go((byte) 1, (short) 2, 'c', 4L, 5f, 6d, true));
        Tri<String, Long, String> tri = (x, y, w) -> x + y + w;
        System.out.println(tri.apply("a", 2, 3L));
        Function<Object, String> valueOf = String::valueOf;
        Function<String, Integer> length = String::length;
        ToIntFunction<String> lengthInt = String::length;
        Function<CharSequence, Integer> lengthOf = CharSequence::length;
        BinaryOperator<Integer> sum = Integer::sum;
        IntBinaryOperator sumInt = Integer::sum;
        ToLongFunction<Integer> widening = Integer::intValue;
        IntToLongFunction widen = n -> n;
        LongFunction<Long> box = Long::valueOf;
        Function<Integer, Long> viaLong = n -> (long) n;
        Supplier<Integer> nextBoxed = LambdaShapes::next;
        Runnable dropsInt = LambdaShapes::next;
        Consumer<String> adds = new ArrayList<String>()::add;
        Function<Integer, int[]> newArray = int[]::new;
        IntFunction<List<?>[]> newLists = List[]::new;
        Supplier<StringBuilder> newBuilder = StringBuilder::new;
        Function<String, StringBuilder> newBuilderOf = StringBuilder::new;
        Function<Integer, LambdaShapes> newOwn = LambdaShapes::new;
        Function<Object[], String> spread = LambdaShapes::varargs;
        BiFunction<Object, Object, String> collected = LambdaShapes::varargs;
        Comparator<String> natural = Comparator.naturalOrder();
        Function<int[], Object> clone = int[]::clone;
        Bridge<String> bridge = (p, q) -> p.compareTo(q) < 0 ? p : q;
        Predicate<Object> isNull = Objects::isNull;
        UnaryOperator<String> generic = LambdaShapes::<String>same;
        Consumer<Object> sink = LambdaShapes::sink;
        Function<Class<?>, Object> name = Class::getName;
        Callback cb = Thread::yield;
        System.out.println(valueOf.apply(null) + length.apply("four") + lengthInt.applyAsInt("12345") + lengthOf.apply(new StringBuilder("ab")));
        System.out.println(sum.apply(3, 4) + " " + sumInt.applyAsInt(5, 6) + " " + widening.applyAsLong(7) + " " + widen.applyAsLong(-8) + " " + box.apply(9L) + " " + viaLong.apply(10));
        dropsInt.run();
        System.out.println(nextBoxed.get() + " " + newArray.apply(3).length + newLists.apply(2).length + newBuilder.get().append("x") + newBuilderOf.apply("y") + newOwn.apply(5).field);
        adds.accept("dropped");
        System.out.println(spread.apply(new Object[] {1, 2}) + collected.apply("p", null) + ((int[]) clone.apply(new int[] {1, 2, 3})).length + bridge.pick("b", "a") + isNull.test(null) + generic.apply("same") + name.apply(String.class));
        sink.accept(1.5);
        cb.call();
        for (Object o : new Object[] {valueOf, length, sum, dropsInt, newArray, newBuilder, newOwn, adds, bridge, WithDefault.of(3)}) {
            System.out.println(shape(o));
        }
        System.out.println(WithDefault.of(21).two() + " " + Optional.of("x").map(String::toUpperCase).orElseGet(() -> "none"));
        // One object for each site without captures, a new one with.
        Object[] first = new Object[3], second = new Object[3];
        for (Object[] round : new Object[][] {first, second}) {
            for (int k = 0; k < 2; k++) {
                int kk = k;
                Runnable x = () -> { }, y = () -> System.out.println(kk);
                round[0] = x;
                round[1] = y;
                round[2] = x.getClass() == y.getClass();
            }
        }
        System.out.println((first[0] == second[0]) + " " + (first[1] == second[1]) + " " + (first[1].getClass() == second[1].getClass()) + " " + first[2]);
        // Wrong types come in through raw types.
        Function raw = length;
        for (Object wrong : new Object[] {1, new int[0], null}) {
            try {
                raw.apply(wrong);
            } catch (ClassCastException | NullPointerException e) {
                System.out.println(e.getClass().getName() + " " + (e instanceof ClassCastException ? e.getMessage().replaceAll("\\(.*", "") : ""));
            }
        }
        try {
            ((Supplier<String>) ((Supplier) () -> 5)).get().length();
        } catch (ClassCastException e) {
            System.out.println("result " + e.getMessage().replaceAll("\\(.*", ""));
        }
        try {
            Function<String, String> onNull = ((String) null)::concat;
        } catch (NullPointerException e) {
            System.out.println("null receiver");
        }
        try {
            trace(2).run();
        } catch (IllegalStateException e) {
            for (StackTraceElement el : e.getStackTrace()) {
                System.out.println("  " + el);
            }
        }
        SerSupplier<String> ser = () -> "serialized " + str + i;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new ObjectOutputStream(out).writeObject(ser);
        Object back = new ObjectInputStream(new ByteArrayInputStream(out.toByteArray())).readObject();
        System.out.println(((Supplier<?>) back).get());
        StackWalker walker = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
        Supplier<String> walk = () -> walker.walk(frames -> frames.map(fr -> fr.getMethodName() + ":" + fr.getDeclaringClass().getSimpleName()).toList().toString());
        System.out.println(walk.get());
        Supplier<Class<?>> caller = () -> walker.getCallerClass();
        try {
            System.out.println(caller.get());
        } catch (RuntimeException e) {
            System.out.println(e);
        }
    }

    interface Callback { void call(); }
}
