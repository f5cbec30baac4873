// Generic signatures by reflection: bounds, wildcards, owners, arrays, inner classes, toGenericString, equality.
import java.io.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

public class GenericTypes<T extends Comparable<? super T> & Serializable, U> {
    T t; U[] us; List<? extends T>[] lists; Map<String, ? super List<U[][]>> map; Inner<Number>.Deep<Integer> deep; GenericTypes<T, U>.Inner<T> inner; Outer.Nest<T> nest; int[] raw; List rawList; Map.Entry<T, ?> entry; Object plain; Class<?>[][] classes;
    class Inner<A> { class Deep<B extends A> { A a; B b; T t; } }
    static class Outer { static class Nest<N> extends ArrayList<N> implements Supplier<Map<N, String>>, Comparable<Nest<N>> { public Map<N, String> get() { return null; } public int compareTo(Nest<N> o) { return 0; } } }
    static <X extends Throwable, Y extends X> X m(List<? extends X> l, Y[] y, X... xs) throws X, IOException, IllegalStateException { return null; }
    <A extends Object & Runnable> GenericTypes(A a, Inner<? super A> in) throws A1 {}
    GenericTypes() {}
    static class A1 extends Exception {}
    protected abstract static class Abs<E extends Enum<E>> { public abstract <Q> Q q(E e, Function<? super E, ? extends Q> f); strictfp static final synchronized void mods() {} transient volatile int tv; native void nat(); }
    interface Fi<P, R extends P> { R apply(P p); default void d(P... ps) {} static <S> S s(S s) { return s; } }
    record Rec<V extends Number>(V v, List<V> vs, int... more) {}
    enum En { A { void x() {} }; void x() {} }
    static void type(String indent, Type t, Set<Type> seen) {
        System.out.println(indent + t.getClass().getInterfaces()[0].getSimpleName() + " " + t.getTypeName() + " | " + t);
        if (!seen.add(t)) return;
        indent += "  ";
        if (t instanceof ParameterizedType p) { for (Type a : p.getActualTypeArguments()) type(indent, a, seen); System.out.println(indent + "raw " + p.getRawType() + " owner " + p.getOwnerType()); }
        else if (t instanceof GenericArrayType g) type(indent, g.getGenericComponentType(), seen);
        else if (t instanceof WildcardType w) { for (Type a : w.getUpperBounds()) type(indent + "up ", a, seen); for (Type a : w.getLowerBounds()) type(indent + "low ", a, seen); }
        else if (t instanceof TypeVariable<?> v) { System.out.println(indent + "of " + v.getGenericDeclaration()); for (Type b : v.getBounds()) type(indent, b, seen); }
    }
    static void cls(Class<?> c) {
        System.out.println("== " + c.toGenericString() + " : " + c.getGenericSuperclass() + " " + Arrays.toString(c.getGenericInterfaces()) + " " + Arrays.toString(c.getTypeParameters()));
        for (TypeVariable<?> v : c.getTypeParameters()) type(" ", v, new HashSet<>());
        Member[] all = Arrays.stream(new Member[][] {c.getDeclaredFields(), c.getDeclaredMethods(), c.getDeclaredConstructors()}).flatMap(Arrays::stream).sorted(Comparator.comparing(Object::toString)).toArray(Member[]::new);
        for (Member m : all) {
            if (m instanceof Field f) { System.out.println(f.toGenericString() + " | " + f); type(" ", f.getGenericType(), new HashSet<>()); }
            else { Executable e = (Executable) m; System.out.println(e.toGenericString() + " | " + e + " " + e.isSynthetic() + e.isVarArgs() + (e instanceof Method x && (x.isBridge() || x.isDefault()))); for (Type p : e.getGenericParameterTypes()) type(" ", p, new HashSet<>()); for (Type p : e.getGenericExceptionTypes()) type(" throws ", p, new HashSet<>()); if (e instanceof Method x) type(" returns ", x.getGenericReturnType(), new HashSet<>()); for (TypeVariable<?> v : e.getTypeParameters()) System.out.println(" var " + v + Arrays.toString(v.getBounds())); for (Parameter p : e.getParameters()) System.out.println(" " + p + " " + p.isNamePresent() + p.isImplicit() + p.isSynthetic() + p.isVarArgs() + p.getParameterizedType()); }
        }
    }
    public static void main(String[] args) throws Exception {
        class Local<L> extends GenericTypes<String, L> implements Comparator<L> { L l; public int compare(L a, L b) { return 0; } class In { L x; } }
        Object anon = new HashMap<List<? super Integer>, int[]>() {};
        for (Class<?> c : List.of(GenericTypes.class, GenericTypes.Inner.class, GenericTypes.Inner.Deep.class, Outer.Nest.class, Abs.class, Fi.class, Rec.class, En.class, En.A.getClass(), Local.class, Local.In.class, anon.getClass(), int.class, String[].class, Override.class, Map.class)) { if (c == Map.class) { System.out.println(c.toGenericString() + Arrays.toString(c.getTypeParameters())); continue; } cls(c); }
        for (RecordComponent rc : Rec.class.getRecordComponents()) System.out.println(rc + " " + rc.getGenericSignature() + " " + rc.getGenericType() + " " + rc.getAccessor().toGenericString() + " " + rc.getDeclaringRecord());
        Field f = GenericTypes.class.getDeclaredField("map"), g = GenericTypes.class.getDeclaredField("lists");
        System.out.println(f.getGenericType().equals(GenericTypes.class.getDeclaredField("map").getGenericType()) + " " + (f.getGenericType().hashCode() == GenericTypes.class.getDeclaredField("map").getGenericType().hashCode()) + f.getGenericType().equals(g.getGenericType()) + (GenericTypes.class.getTypeParameters()[0] == GenericTypes.class.getTypeParameters()[0]) + GenericTypes.class.getTypeParameters()[0].equals(GenericTypes.class.getTypeParameters()[0]));
        System.out.println(Arrays.toString(anon.getClass().getEnclosingMethod().getParameters()) + anon.getClass().getEnclosingMethod().toGenericString());
    }
}
