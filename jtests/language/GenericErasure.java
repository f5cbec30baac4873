// JLS 4.6, 4.8, 8.4.8.3, 15.12.4.5: bridges, covariant returns, casts that erasure adds, heap pollution, intersection bounds.
import jasm.Try;
import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public class GenericErasure {
    interface Box<T> { T get(); void set(T t); default T swap(T t) { T old = get(); set(t); return old; } }
    static class StringBox implements Box<String> { String v = "s"; public String get() { return v; } public void set(String s) { v = s; } }
    static abstract class Node<T extends Comparable<T>> implements Comparable<Node<T>> { T v; Node(T v) { this.v = v; } public int compareTo(Node<T> o) { return v.compareTo(o.v); } abstract Node<T> copy(); Object any() { return "any"; } }
    static class IntNode extends Node<Integer> implements Cloneable { IntNode(int v) { super(v); } @Override IntNode copy() { return new IntNode(v + 1); } @Override String any() { return "covariant"; } @Override public IntNode clone() throws CloneNotSupportedException { return (IntNode) super.clone(); } }
    static class Third extends IntNode { Third() { super(3); } @Override Third copy() { return new Third(); } }
    static <T> T cast(Object o) { return (T) o; }
    static <T extends Number & Comparable<T>> String both(T a, T b) { return a.intValue() + (a.compareTo(b) > 0 ? ">" : "<=") + b.doubleValue(); }
    static <T extends Object & Comparable<? super T>> T max(Collection<? extends T> c) { Iterator<? extends T> i = c.iterator(); T m = i.next(); while (i.hasNext()) { T n = i.next(); if (n.compareTo(m) > 0) m = n; } return m; }
    @SafeVarargs static <T> T[] array(T... ts) { return ts; }
    static <T> T[] indirect(T a, T b) { return array(a, b); }
    static <T, R extends T> void swap(List<T> l, R r) { l.set(0, r); }
    interface Visitor<R> { R visit(Leaf l); R visit(Pair<?, ?> p); }
    interface Tree { <R> R accept(Visitor<R> v); }
    record Leaf(int v) implements Tree { public <R> R accept(Visitor<R> x) { return x.visit(this); } }
    record Pair<A extends Tree, B extends Tree>(A a, B b) implements Tree { public <R> R accept(Visitor<R> x) { return x.visit(this); } }
    static abstract class Self<S extends Self<S>> { String log = ""; S add(String s) { log += s; return me(); } abstract S me(); } static final class Mine extends Self<Mine> { Mine me() { return this; } Mine twice(String s) { return add(s).add(s); } }
    static class Thrower<X extends Throwable> { void go(Throwable t) throws X { throw (X) t; } }
    interface Raw { Object m(Object o); } interface Typed<T> extends Raw { default T m(Object o) { return null; } }

    public static void main(String[] args) throws Exception {
        for (Class<?> c : new Class<?>[] {StringBox.class, IntNode.class, Third.class, Mine.class, Leaf.class}) System.out.println(c.getSimpleName() + " " + Stream.of(c.getDeclaredMethods()).filter(Method::isBridge).map(m -> m.getReturnType().getSimpleName() + " " + m.getName() + Arrays.toString(m.getParameterTypes()) + Modifier.toString(m.getModifiers()) + m.isSynthetic()).sorted().toList());
        StringBox b = new StringBox(); Box raw = b; Try.run("bridge casts", () -> { raw.set(5); return "not reached"; }); System.out.println(b.swap("t") + b.get() + raw.get());
        Try.run("default through raw", () -> raw.swap(1)); Try.run("compare raw", () -> ((Comparable) new IntNode(1)).compareTo("x")); Try.run("compare pollution", () -> { Node n = new IntNode(1), m = new Node<String>("s") { Node<String> copy() { return this; } }; return n.compareTo(m); });
        Node<Integer> n = new Third(); System.out.println(n.copy().getClass().getSimpleName() + n.any() + new IntNode(5).clone().copy().v + n.compareTo(new IntNode(9)));
        Try.run("unchecked is late", () -> { String s = GenericErasure.<String>cast(1); return s; }); Try.run("unused is never", () -> { GenericErasure.<String>cast(1); return "fine"; }); Try.run("as object", () -> { Object o = GenericErasure.<String>cast(1); return o; }); Try.run("concatenation", () -> "" + GenericErasure.<String>cast(1)); Try.run("call on it", () -> GenericErasure.<String>cast(1).length()); Try.run("hashCode of it", () -> GenericErasure.<String>cast(1).hashCode()); Try.run("to primitive", () -> (int) GenericErasure.<Integer>cast("x")); Try.run("null to primitive", () -> { int i = GenericErasure.<Integer>cast(null); return i; });
        List<String> l = new ArrayList<>(List.of("a")); swap((List) l, 7); Try.run("polluted get", () -> l.get(0).isEmpty()); Try.run("polluted loop", () -> { for (String s : l) return s; return "none"; }); Try.run("polluted print", () -> "" + l); Try.run("polluted stream", () -> l.stream().map(s -> s.length()).toList()); Try.run("polluted reference", () -> l.stream().map(String::length).toList()); Try.run("polluted object", () -> l.stream().map(Object::toString).toList()); Try.run("checked list", () -> ((List) Collections.checkedList(new ArrayList<>(), String.class)).add(1));
        Try.run("varargs array", () -> { String[] s = array("a", "b"); return s.length; }); Try.run("generic varargs", () -> { String[] s = indirect("a", "b"); return s.length; }); Try.run("generic varargs as objects", () -> { Object o = indirect("a", "b"); return o.getClass(); }); Try.run("common type", () -> array(1, "x").getClass() + " " + array(1, 2.0).getClass() + array().getClass());
        Try.run("intersection", () -> both(3, 2) + both(2.5, 2.5)); Try.run("intersection polluted", () -> both((Integer) (Object) 1, GenericErasure.cast(2.5))); Try.run("max", () -> max(List.of(3, 9, 4)) + max(Set.of("x"))); Try.run("max mixed", () -> max((List) Arrays.asList(1, "x")));
        Try.run("intersection of lambda", () -> { Runnable r = (Runnable & java.io.Serializable) () -> { }; return r instanceof java.io.Serializable; });
        Tree t = new Pair<>(new Pair<>(new Leaf(1), new Leaf(2)), new Leaf(3)); System.out.println(t.accept(new Visitor<Integer>() { public Integer visit(Leaf x) { return x.v(); } public Integer visit(Pair<?, ?> p) { return p.a().accept(this) + p.b().accept(this); } }) + t.<String>accept(new Visitor<>() { public String visit(Leaf x) { return "" + x.v(); } public String visit(Pair<?, ?> p) { return "(" + p.a().accept(this) + p.b().accept(this) + ")"; } }) + " " + new Mine().add("x").twice("y").log);
        Try.run("sneaky", () -> { new Thrower<RuntimeException>().go(new java.io.IOException("unchecked now")); return 1; });
        Try.run("array of generics", () -> { List<String>[] a = new List[1]; Object[] o = a; o[0] = List.of(1); return a[0].get(0).length(); }); Try.run("array store", () -> { Object[] o = new ArrayList<?>[1]; o[0] = new LinkedList<>(); return o; });
        System.out.println(new ArrayList<String>().getClass() == (Object) new ArrayList<Integer>().getClass()); System.out.println(((Raw) new Typed<String>() { }).m("x"));
        Function<? super Integer, ? extends Number> f = x -> x * 2.5; Supplier<? extends List<? super Integer>> s = ArrayList::new; var list = s.get(); list.add(f.apply(2).intValue()); System.out.println(list); Map<String, Map<Integer, List<? extends Number>>> deep = new TreeMap<>(); deep.computeIfAbsent("k", k -> new TreeMap<>()).put(1, List.of(1, 2.0, 3L)); System.out.println(deep);
    }
}
