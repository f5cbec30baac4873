// Proxies: dispatch, default methods, packages and modules of their classes, failures and their texts.
import java.io.IOException;
import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.concurrent.Callable;
import java.util.function.*;

public class ProxyForms {
    public interface Shape { double area(); default String name() { return "shape " + area(); } static void st() {} private void p() {} Object get(); }
    public interface Sub extends Shape { String get(); default String name() { return "sub " + Shape.super.name(); } int prim(byte b, short s, char c, long l, float f, double d, boolean z, int[] a, String... v) throws IOException; }
    interface Hidden { void h(); }
    public interface Eq { boolean equals(Object o); int hashCode(); String toString(); Object clone() throws CloneNotSupportedException; void finalize(); }
    public interface RetInt { int x(); } public interface RetLong { long x(); } public interface RetObj { Object x(); } public interface RetStr { String x(); } public interface RetNum { Number x(); }
    public sealed interface Sealed permits Fin {} public static final class Fin implements Sealed {}
    public interface Thr { void a() throws IOException; void b(); void c() throws Exception; }
    public interface Thr2 { void a() throws Exception; }
    public interface Gen<T> { T id(T t); } public interface StrGen extends Gen<String> { String id(String s); }
    interface Body { Object run() throws Throwable; }
    static String clean(Object o) { return String.valueOf(o).replaceAll("@[0-9a-f]{5,8}", "@#").replaceAll("Proxy\\d+", "ProxyN"); }
    static void check(String name, Body b) {
        try { System.out.println(name + ": " + clean(b.run())); } catch (Throwable e) { System.out.println(name + ": " + e.getClass().getName() + ": " + clean(e.getMessage()) + (e.getCause() == null ? "" : " <- " + clean(e.getCause()))); }
    }
    @SuppressWarnings("unchecked") static <T> T proxy(InvocationHandler h, Class<?>... is) { return (T) Proxy.newProxyInstance(ProxyForms.class.getClassLoader(), is, h); }
    public static void main(String[] args) throws Throwable {
        InvocationHandler show = (p, m, a) -> { System.out.println("  " + m + " " + Arrays.deepToString(a) + (a == null)); return switch (m.getReturnType().getName()) { case "int" -> 7; case "boolean" -> true; case "double" -> 2.5; case "java.lang.String" -> "str"; default -> null; }; };
        Sub s = proxy(show, Sub.class);
        check("area", s::area); check("name", s::name); check("get", s::get); check("get object", () -> ((Shape) s).get()); check("prim", () -> s.prim((byte) 1, (short) 2, 'c', 3, 4, 5, true, new int[] {1}, "x", "y"));
        check("object", () -> s.equals(s) + " " + s.hashCode() + s + (s.getClass() == Proxy.getProxyClass(ProxyForms.class.getClassLoader(), Sub.class)));
        Sub d = proxy((p, m, a) -> m.isDefault() ? InvocationHandler.invokeDefault(p, m, a) : m.getName().equals("area") ? (Object) 1.5 : null, Sub.class);
        check("default", d::name);
        check("default direct super", () -> proxy((p, m, a) -> InvocationHandler.invokeDefault(p, Shape.class.getMethod("name"), a), Sub.class).toString());
        check("default not", () -> InvocationHandler.invokeDefault(d, Shape.class.getMethod("area")));
        check("default args", () -> InvocationHandler.invokeDefault(d, Sub.class.getMethod("name"), 1));
        check("default not proxy", () -> InvocationHandler.invokeDefault("x", Sub.class.getMethod("name")));
        for (Object r : new Object[] {7, 7L, (byte) 7, null, "s", 'c', 2.0, true}) { check("int " + r, () -> ((RetInt) proxy((p, m, a) -> r, RetInt.class)).x()); check("long " + r, () -> ((RetLong) proxy((p, m, a) -> r, RetLong.class)).x()); check("str " + r, () -> ((RetStr) proxy((p, m, a) -> r, RetStr.class)).x()); check("void " + r, () -> { ((Runnable) proxy((p, m, a) -> r, Runnable.class)).run(); return "done"; }); }
        for (Throwable t : new Throwable[] {new IOException("io"), new Exception("ex"), new Error("er"), new RuntimeException("rt"), new Throwable("th"), new java.io.FileNotFoundException("fnf")}) { Thr x = proxy((p, m, a) -> { throw t; }, Thr.class); check("a", () -> { x.a(); return 0; }); check("b", () -> { x.b(); return 0; }); check("c", () -> { x.c(); return 0; }); check("hash", () -> x.hashCode()); check("both", () -> { ((Thr2) proxy((p, m, a) -> { throw t; }, Thr2.class, Thr.class)).a(); return 0; }); }
        Class<?> c = s.getClass(), h = proxy(show, Hidden.class).getClass();
        for (Class<?> k : new Class<?>[] {c, h, proxy(show, Runnable.class).getClass(), proxy(show, Runnable.class, Hidden.class).getClass(), proxy(show).getClass()}) System.out.println(clean(k.getName()) + " '" + clean(k.getPackageName()) + "' " + clean(k.getModule()) + " " + Modifier.toString(k.getModifiers()) + " " + Arrays.toString(k.getInterfaces()) + k.getSuperclass() + k.isSynthetic() + Proxy.isProxyClass(k) + clean(Arrays.toString(k.getDeclaredConstructors())) + clean(k.getClassLoader() == ProxyForms.class.getClassLoader()) + k.getDeclaredFields().length);
        System.out.println(clean(Arrays.toString(Arrays.stream(c.getDeclaredMethods()).map(m -> m.toGenericString()).sorted().toArray())));
        check("handler", () -> Proxy.getInvocationHandler(s) == show); check("no proxy", () -> Proxy.getInvocationHandler("x"));
        check("null handler", () -> proxy(null, Runnable.class)); check("class", () -> proxy(show, String.class)); check("twice", () -> proxy(show, Runnable.class, Runnable.class)); check("conflict", () -> proxy(show, RetInt.class, RetLong.class)); check("conflict obj", () -> proxy(show, RetInt.class, RetObj.class)); check("covariant", () -> ((RetObj) proxy(show, RetObj.class, RetStr.class)).x()); check("ambiguous", () -> proxy(show, RetStr.class, RetNum.class)); check("sealed", () -> proxy(show, Sealed.class)); check("null interface", () -> proxy(show, (Class<?>) null)); check("primitive", () -> proxy(show, int.class)); check("invisible", () -> Proxy.newProxyInstance(null, new Class<?>[] {Shape.class}, show)); check("boot", () -> Proxy.newProxyInstance(null, new Class<?>[] {Runnable.class}, show).getClass().getModule().isNamed()); check("eq", () -> { Eq e = proxy(show, Eq.class); e.finalize(); return e.equals(1) + " " + e.hashCode() + e + e.clone(); });
        check("gen", () -> { StrGen g = proxy((p, m, a) -> { System.out.println("  " + m.toGenericString() + m.isBridge()); return a[0]; }, StrGen.class); return g.id("q") + ((Gen) g).id("r"); });
        check("gen cce", () -> { Gen g = proxy((p, m, a) -> a[0], StrGen.class); return g.id(5); });
        check("ctor", () -> ((Runnable) c.getConstructor(InvocationHandler.class).newInstance(show)).toString());
        check("annotation", () -> { Deprecated dep = proxy((p, m, a) -> m.getName().equals("since") ? "9" : m.getName().equals("annotationType") ? Deprecated.class : true, Deprecated.class); return dep.since() + dep.forRemoval() + dep.annotationType(); });
        check("list", () -> { List<Object> l = proxy((p, m, a) -> m.getName().equals("size") ? (Object) 3 : m.getName().equals("get") ? (Object) ("e" + a[0]) : InvocationHandler.invokeDefault(p, m, a), List.class); return l.size() + " " + l.get(1); });
        check("comparator", () -> { Comparator<String> k = proxy((p, m, a) -> m.isDefault() ? InvocationHandler.invokeDefault(p, m, a) : ((String) a[0]).compareTo((String) a[1]), Comparator.class); return k.reversed().compare("a", "b") + " " + k.thenComparing(Comparator.naturalOrder()).compare("a", "a"); });
        check("many", () -> { Class<?>[] all = {Runnable.class, Callable.class, Comparable.class, CharSequence.class, Supplier.class, Function.class, Predicate.class}; Object o = proxy(show, all); return o.getClass().getInterfaces().length + " " + ((CharSequence) o).length() + ((Supplier<?>) o).get() + ((Predicate<Object>) o).test(1); });
    }
}
