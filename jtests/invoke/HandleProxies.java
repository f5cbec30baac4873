// MethodHandleProxies: interfaces that can be implemented, exceptions, identity of what is wrapped.
import java.io.IOException;
import java.lang.invoke.*;
import java.util.*;
import java.util.concurrent.Callable;
import java.util.function.*;
import static java.lang.invoke.MethodType.methodType;

public class HandleProxies {
    public interface Two { int a(int x); default int b() { return a(2); } }
    public interface Gen<T extends Number> { T get(List<? extends T> list, int... more) throws IOException; }
    public interface Many { void a(); void b(); }
    public interface WithObject { boolean equals(Object o); String toString(); long call(byte b, Object o); }
    interface Hidden { void x(); }
    public sealed interface Sealed permits Allowed {}
    public static final class Allowed implements Sealed {}
    public interface Overloaded { Object m(String s); }
    static int twice(int x) { return 2 * x; }
    static Object thrower(Object o) throws Throwable { if (o instanceof Throwable t) throw t; return o; }
    static Number sum(List<? extends Number> l, int... more) { return l.size() + more.length; }
    static int calls;
    static void count() { calls++; }
    interface Body { void run() throws Throwable; }
    static void check(String name, Body b) {
        try { b.run(); } catch (Throwable e) { System.out.println(name + ": " + e.getClass().getName() + ": " + (e instanceof ClassCastException ? "" : e.getMessage()) + (e.getCause() == null ? "" : " <- " + e.getCause())); }
    }
    public static void main(String[] args) throws Throwable {
        var l = MethodHandles.lookup();
        MethodHandle twice = l.findStatic(HandleProxies.class, "twice", methodType(int.class, int.class));
        MethodHandle thrower = l.findStatic(HandleProxies.class, "thrower", methodType(Object.class, Object.class));
        MethodHandle count = l.findStatic(HandleProxies.class, "count", methodType(void.class));
        Two t = MethodHandleProxies.asInterfaceInstance(Two.class, twice);
        System.out.println(t.a(21));
        check("default", () -> System.out.println(t.b()));
        System.out.println(MethodHandleProxies.isWrapperInstance(t) + " " + MethodHandleProxies.isWrapperInstance("x") + " " + MethodHandleProxies.wrapperInstanceTarget(t).type() + " " + MethodHandleProxies.wrapperInstanceType(t));
        check("no wrapper", () -> MethodHandleProxies.wrapperInstanceTarget("x"));
        check("no wrapper type", () -> MethodHandleProxies.wrapperInstanceType("x"));
        Runnable r = MethodHandleProxies.asInterfaceInstance(Runnable.class, count);
        r.run(); r.run();
        Runnable r2 = MethodHandleProxies.asInterfaceInstance(Runnable.class, MethodHandles.insertArguments(twice, 0, 5));
        r2.run();
        System.out.println(calls + " " + r.equals(r) + r.equals(r2));
        Callable<?> c = MethodHandleProxies.asInterfaceInstance(Callable.class, MethodHandles.insertArguments(twice, 0, 5));
        System.out.println(c.call());
        Function<Object, Object> f = MethodHandleProxies.asInterfaceInstance(Function.class, thrower);
        System.out.println(f.apply("same"));
        for (Throwable e : new Throwable[] {new IllegalStateException("run"), new IOException("io"), new Error("err"), new InterruptedException("int"), new Throwable("thr")}) check("throws", () -> f.apply(e));
        Callable<Object> ct = MethodHandleProxies.asInterfaceInstance(Callable.class, MethodHandles.insertArguments(thrower, 0, new IOException("checked")));
        check("callable", ct::call);
        Callable<Object> ct2 = MethodHandleProxies.asInterfaceInstance(Callable.class, MethodHandles.insertArguments(thrower, 0, new Throwable("undeclared")));
        check("callable throwable", ct2::call);
        Gen<Number> g = MethodHandleProxies.asInterfaceInstance(Gen.class, l.findStatic(HandleProxies.class, "sum", methodType(Number.class, List.class, int[].class)));
        System.out.println(g.get(List.of(1, 2), 3, 4, 5));
        WithObject w = MethodHandleProxies.asInterfaceInstance(WithObject.class, MethodHandles.dropArguments(MethodHandles.constant(int.class, 9), 0, int.class, Object.class));
        System.out.println(w.call((byte) 1, null) + " " + w.equals(w) + w.equals(null));
        Comparator<String> cmp = MethodHandleProxies.asInterfaceInstance(Comparator.class, l.findVirtual(String.class, "compareTo", methodType(int.class, String.class)));
        System.out.println(cmp.compare("a", "c"));
        check("reversed", () -> System.out.println(cmp.reversed().compare("a", "c")));
        check("cce", () -> ((Comparator) cmp).compare(1, 2));
        for (Class<?> k : new Class<?>[] {Many.class, Hidden.class, Sealed.class, String.class, Cloneable.class, int.class, Overloaded[].class}) check(k.getSimpleName(), () -> { MethodHandleProxies.asInterfaceInstance(k, count); System.out.println("made"); });
        check("type", () -> MethodHandleProxies.asInterfaceInstance(Two.class, count));
        check("null", () -> MethodHandleProxies.asInterfaceInstance(null, count));
        check("null handle", () -> MethodHandleProxies.asInterfaceInstance(Runnable.class, null));
        IntBinaryOperator op = MethodHandleProxies.asInterfaceInstance(IntBinaryOperator.class, l.findStatic(Math.class, "max", methodType(int.class, int.class, int.class)));
        System.out.println(op.applyAsInt(3, 9));
        ToDoubleFunction<Object> tdf = MethodHandleProxies.asInterfaceInstance(ToDoubleFunction.class, MethodHandles.dropArguments(MethodHandles.constant(int.class, 9), 0, Object.class));
        System.out.println(tdf.applyAsDouble("q"));
    }
}
