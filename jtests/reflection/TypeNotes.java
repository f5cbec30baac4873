// Annotations on everything: type annotations at each place, repeated, inherited, defaults, equality and text, what is not present.
import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

public class TypeNotes {
    @Retention(RetentionPolicy.RUNTIME) @Target({ElementType.TYPE_USE, ElementType.TYPE_PARAMETER}) @interface A { String value() default ""; int n() default 0; }
    @Retention(RetentionPolicy.RUNTIME) @Target(ElementType.TYPE_USE) @Repeatable(Bs.class) @interface B { int value(); }
    @Retention(RetentionPolicy.RUNTIME) @Target(ElementType.TYPE_USE) @interface Bs { B[] value(); }
    @Retention(RetentionPolicy.RUNTIME) @Inherited @Repeatable(Rs.class) @interface R { String value(); }
    @Retention(RetentionPolicy.RUNTIME) @Inherited @interface Rs { R[] value(); }
    @Retention(RetentionPolicy.CLASS) @interface Invisible {}
    enum E { X, Y { }; }
    @Retention(RetentionPolicy.RUNTIME) @interface All { boolean z() default true; byte b() default -1; short s() default 300; char c() default '\''; int i() default 1 << 30; long l() default Long.MIN_VALUE; float f() default 1.5f; double d() default Double.NaN; String str() default "q\"\n\t\\\u00e9"; Class<?> k() default int[].class; E e() default E.Y; R r() default @R("in"); int[] ia() default {}; long[] la() default {1, 2}; char[] ca() default {'a', '\n'}; String[] sa() default {"x", "y"}; Class<?>[] ka() default {void.class, Map.Entry.class}; E[] ea() default {E.X}; R[] ra() default {@R("1"), @R("2")}; double[] da() default {0.0, -0.0, Double.POSITIVE_INFINITY}; float[] fa() default {Float.NaN, 1e10f}; byte[] ba() default {1, -128}; boolean[] za() default {true}; }
    @Retention(RetentionPolicy.RUNTIME) @interface One { int[] value(); }
    @Retention(RetentionPolicy.RUNTIME) @interface Mark {}
    static class Sup<T> {} interface If<T> {}
    static class C<@A("tp") T extends @A("bound") Object & @A("bound2") Runnable, @A("tp2") S> extends @A("super") Sup<@A("superarg") String> implements @A("if") If<@B(1) @B(2) Integer>, Runnable {
        @A("f") String f; @A("elem") String @A("arr") [] @A("arr2") [] arrays; Map<@A("k") String, ? extends @A("wild") List<@A("inner") int @A("ia") []>> map; TypeNotes.@A("nested") Inner in; TypeNotes.@A("inn") Inner2<@A("arg") T> in2; @A("prim") int prim; @B(5) @B(6) long twice; List<@A("q") ? super @A("s") Number> wild; T tv; @A("tv") T[] tva;
        <@A("mtp") M extends @A("mb") Comparable<@A("mba") M>> @A("ret") String m(@A("this") C<@A("thisT") T, S> this, @A("p0") String p0, @A("p1") int @A("p1a") ... p1) throws @A("ex") Exception, @A("ex2") Error { return null; }
        @A("ctor") C(@A("cp") List<@A("cpa") String> x) {}
        public void run() {}
    }
    class Inner { Inner(@Mark TypeNotes this_, @R("p") int x) {} void recv(TypeNotes.@A("r2") Inner this) {} } static class Inner2<X> {}
    @R("s1") @R("s2") static class P {} static class Q extends P {} @R("own") static class Own extends P {} @Rs({}) static class Empty extends P {}
    @All @Mark @One(1) static class Uses {} @All(z = false, i = 5, sa = {}) @One({}) static class Uses2 {}
    static void params(@R("a") @Mark int a, Object b, @Mark @Invisible String... c) {}
    static String clean(Object o) { return String.valueOf(o); }
    static void type(String in, AnnotatedType t) {
        if (t == null) { System.out.println(in + "null"); return; }
        System.out.println(in + t.getClass().getInterfaces()[0].getSimpleName() + " " + Arrays.toString(t.getAnnotations()) + " " + t.getType().getTypeName() + " | " + t);
        if (t.getAnnotatedOwnerType() != null) type(in + " owner ", t.getAnnotatedOwnerType());
        if (t instanceof AnnotatedParameterizedType p) for (AnnotatedType a : p.getAnnotatedActualTypeArguments()) type(in + "  ", a);
        if (t instanceof AnnotatedArrayType p) type(in + "  ", p.getAnnotatedGenericComponentType());
        if (t instanceof AnnotatedWildcardType w) { for (AnnotatedType a : w.getAnnotatedUpperBounds()) type(in + " up ", a); for (AnnotatedType a : w.getAnnotatedLowerBounds()) type(in + " low ", a); }
        if (t instanceof AnnotatedTypeVariable v && in.length() < 20) for (AnnotatedType a : v.getAnnotatedBounds()) type(in + " b ", a);
    }
    static void exec(Executable e) {
        System.out.println(e.getName() + " " + Arrays.toString(e.getAnnotations()) + Arrays.deepToString(e.getParameterAnnotations()));
        type(" ret ", e.getAnnotatedReturnType()); type(" recv ", e.getAnnotatedReceiverType());
        for (AnnotatedType t : e.getAnnotatedParameterTypes()) type(" par ", t);
        for (AnnotatedType t : e.getAnnotatedExceptionTypes()) type(" exc ", t);
        for (TypeVariable<?> v : e.getTypeParameters()) { System.out.println(v + Arrays.toString(v.getAnnotations())); for (AnnotatedType b : v.getAnnotatedBounds()) type(" bound ", b); }
        for (Parameter p : e.getParameters()) { System.out.println(p + Arrays.toString(p.getAnnotations()) + p.isAnnotationPresent(Mark.class)); type(" type ", p.getAnnotatedType()); }
    }
    public static void main(String[] args) throws Exception {
        type("super ", C.class.getAnnotatedSuperclass()); for (AnnotatedType t : C.class.getAnnotatedInterfaces()) type("if ", t);
        for (TypeVariable<?> v : C.class.getTypeParameters()) { System.out.println(v + Arrays.toString(v.getAnnotations()) + Arrays.toString(v.getDeclaredAnnotations())); for (AnnotatedType b : v.getAnnotatedBounds()) type(" bound ", b); }
        for (Field f : C.class.getDeclaredFields()) { if (f.isSynthetic()) continue; System.out.println(f.getName() + Arrays.toString(f.getAnnotations())); type(" ", f.getAnnotatedType()); }
        exec(C.class.getDeclaredMethod("m", String.class, int[].class)); exec(C.class.getDeclaredConstructor(List.class)); exec(Inner.class.getDeclaredMethod("recv")); exec(Inner.class.getDeclaredConstructors()[0]); exec(TypeNotes.class.getDeclaredMethod("params", int.class, Object.class, String[].class));
        for (Class<?> c : new Class<?>[] {P.class, Q.class, Own.class, Empty.class}) System.out.println(c.getSimpleName() + Arrays.toString(c.getAnnotations()) + Arrays.toString(c.getDeclaredAnnotations()) + Arrays.toString(c.getAnnotationsByType(R.class)) + Arrays.toString(c.getDeclaredAnnotationsByType(R.class)) + c.getAnnotation(R.class) + c.isAnnotationPresent(Rs.class));
        System.out.println(Uses.class.getAnnotation(All.class)); System.out.println(Uses2.class.getAnnotation(All.class)); System.out.println(Arrays.toString(Uses.class.getAnnotations()) .length());
        All x = Uses.class.getAnnotation(All.class), y = Uses2.class.getAnnotation(All.class);
        System.out.println(x.equals(Uses.class.getAnnotation(All.class)) + " " + x.equals(y) + x.equals(null) + x.annotationType() + (Uses.class.getAnnotation(One.class).hashCode() == Uses.class.getAnnotation(One.class).hashCode()) + Uses.class.getAnnotation(One.class).hashCode() + " " + Uses.class.getAnnotation(Mark.class).hashCode());
        x.ia(); x.la()[0] = 99; System.out.println(x.la()[0] + " " + x.sa().length + x.k() + x.e() + x.r().value() + (x.ka()[1]) + x.da()[1]);
        for (Method m : Arrays.stream(All.class.getDeclaredMethods()).sorted(Comparator.comparing(Method::getName)).toList()) { Object d = m.getDefaultValue(); System.out.println(m + " = " + (d.getClass().isArray() ? Array.getLength(d) : d)); }
        System.out.println(Proxy.isProxyClass(x.getClass()) + " " + x.getClass().getInterfaces()[0] + All.class.isAnnotation() + Arrays.toString(All.class.getInterfaces()) + Modifier.toString(All.class.getModifiers()));
        @Mark class L {} @R("lambda") Runnable r = () -> {};
        System.out.println(Arrays.toString(L.class.getAnnotations()) + Arrays.toString(new @A("new") Object() {}.getClass().getAnnotatedSuperclass().getAnnotations()) + TypeNotes.class.getPackage().getAnnotations().length + E.class.getField("X").isAnnotationPresent(Deprecated.class) + Thread.class.getMethod("stop").getAnnotation(Deprecated.class));
        try { ((Annotation) x).getClass().getMethod("nope"); } catch (NoSuchMethodException e) { System.out.println("none"); }
    }
}
