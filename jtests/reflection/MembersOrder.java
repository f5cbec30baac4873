// getMethods, getFields, getConstructors: what is inherited, hidden, overridden, most specific; toString and toGenericString of all.
import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.stream.*;

public class MembersOrder {
    interface I<T> { T get(T t); default <X extends Exception> void thrower() throws X { } static void s() { } int F = 1; private void p() { } }
    interface J extends I<String> { String get(String s); default void both() { } int G = 2; } interface K { default void both() { } Object get(String s); } interface L extends J, K { @Override default void both() { } }
    static abstract class A<T extends Comparable<? super T> & Cloneable> implements I<T> { public int F = 3; protected T held; public A(T t, int... rest) throws java.io.IOException { } protected A() { } A(List<? extends Number>[] l) { } private A(int x) { } public final synchronized strictfp T fin(T t) { return t; } protected static native void nat(); abstract void pkg(Map<String, ? super T> m); public Number cov() { return 1; } public static void hide() { } public void over(Object o) { } public void over(String s) { } <Q> Q[] arr(Q[][] q) { return null; } }
    static class B extends A<Date0> { public Date0 get(Date0 t) { return t; } void pkg(Map<String, ? super Date0> m) { } @Override public Integer cov() { return 2; } public static void hide() { } @Override public void over(Object o) { } transient volatile int tv; static final long serialVersionUID = 5L; }
    static abstract class Date0 implements Comparable<Date0>, Cloneable { }
    @Retention(RetentionPolicy.RUNTIME) @interface An { String value() default "x"; int[] nums() default {}; Class<? extends Number> type(); }
    enum E { P { void go() { } }; void go() { } } record R<T>(T a, int... b) { R { } static int z; R(T only) { this(only, 1); } } static class C implements L { public String get(String s) { return s; } }
    static void all(Class<?> c) {
        System.out.println("== " + c.toGenericString());
        TreeSet<String> t = new TreeSet<>();
        for (Method m : c.getMethods()) if (m.getDeclaringClass() != Object.class && m.getDeclaringClass() != Enum.class) t.add("  M " + m + " / " + m.toGenericString() + (m.isBridge() ? " bridge" : "") + (m.isDefault() ? " default" : "") + (m.isVarArgs() ? " varargs" : "") + (m.isSynthetic() ? " synthetic" : "") + (m.getDefaultValue() == null ? "" : " = " + (m.getDefaultValue() instanceof int[] a ? "ints " + a.length : m.getDefaultValue())));
        for (Method m : c.getDeclaredMethods()) t.add("  d " + m.getName() + " " + Integer.toHexString(m.getModifiers()) + " " + Arrays.toString(m.getGenericParameterTypes()) + " " + m.getGenericReturnType() + " " + Arrays.toString(m.getGenericExceptionTypes()) + Arrays.toString(m.getTypeParameters()));
        for (Field f : c.getFields()) t.add("  F " + f + " / " + f.toGenericString()); for (Field f : c.getDeclaredFields()) t.add("  f " + f.toGenericString() + " " + Integer.toHexString(f.getModifiers()) + (f.isSynthetic() ? " synthetic" : ""));
        for (Constructor<?> k : c.getDeclaredConstructors()) t.add("  C " + k + " / " + k.toGenericString() + " " + k.isVarArgs() + k.isSynthetic() + k.getParameterCount() + Arrays.toString(k.getGenericParameterTypes()) + Stream.of(k.getParameters()).map(p -> p + ":" + p.isNamePresent() + p.isImplicit() + p.isSynthetic() + p.isVarArgs()).toList());
        t.add("  public constructors " + c.getConstructors().length); t.forEach(System.out::println);
    }
    public static void main(String[] args) throws Exception {
        for (Class<?> c : new Class<?>[] {I.class, J.class, L.class, A.class, B.class, C.class, An.class, E.class, E.P.getClass(), R.class}) all(c);
        for (Object[] q : new Object[][] {{B.class, "cov"}, {B.class, "hide"}, {A.class, "get", Object.class}, {A.class, "get", Comparable.class}, {L.class, "both"}, {L.class, "get", String.class}, {J.class, "s"}, {I.class, "s"}, {C.class, "get", Object.class}, {C.class, "nope"}, {I.class, "p"}, {L.class, "toString"}, {int[].class, "clone"}, {int[].class, "hashCode"}, {R.class, "a"}, {E.class, "valueOf", String.class}}) { Class<?>[] p = Arrays.stream(q, 2, q.length).toArray(Class<?>[]::new); try { Method m = ((Class<?>) q[0]).getMethod((String) q[1], p); System.out.println(m + " " + m.getDeclaringClass().getSimpleName()); } catch (NoSuchMethodException e) { System.out.println(e); } }
        for (String n : new String[] {"F", "G"}) for (Class<?> c : new Class<?>[] {B.class, C.class, L.class}) try { System.out.println(c.getField(n)); } catch (NoSuchFieldException e) { System.out.println(e); }
    }
}
