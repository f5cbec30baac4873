// JLS 8.1.3, 15.9: captured variables, enclosing instances, qualified this, super and new, captures before super(), local classes in every context.
import jasm.Try;
import java.util.*;
import java.util.function.*;

public class InnerCaptures {
    String name; static int made;
    InnerCaptures(String name) { this.name = name; made++; }
    class A {
        String name = "a of " + InnerCaptures.this.name;
        class B { String name = "b in " + A.this.name; class C { String all() { return name + "|" + A.this.name + "|" + InnerCaptures.this.name + "|" + B.this.getClass().getSimpleName(); } } }
    }
    class Sub extends A { class D extends A.B { D() { Sub.this.super(); } String text() { return super.name + Sub.super.name; } } }
    static class Outside extends InnerCaptures.A { Outside(InnerCaptures o) { o.super(); } String text() { return name; } }
    static class Deep extends InnerCaptures.A.B { Deep(A a) { a.super(); } }
    interface Shape { String draw(); default String twice() { return new Object() { String go() { return Shape.this.draw() + draw2(); } String draw2() { return "2"; } }.go(); } }
    Supplier<String> counter(int start, String... words) {
        int[] count = {start}; long wide = 1L << 40; double d = 0.5; char c = 'c'; byte b = 7; final boolean z; if (start > 0) z = true; else z = false;
        class Local implements Supplier<String> {
            final int own = count[0]; Local next;
            public String get() { count[0]++; return name + own + count[0] + wide + d + c + b + z + words.length + (next == null ? "" : "(" + next.get() + ")"); }
            Local link() { Local l = new Local(); l.next = this; return l; }
        }
        return new Local().link().link();
    }
    static List<Supplier<Integer>> loops() {
        List<Supplier<Integer>> l = new ArrayList<>();
        for (int i = 0; i < 3; i++) { int j = i; l.add(new Supplier<>() { int calls; public Integer get() { return j * 10 + calls++; } }); }
        for (int v : new int[] {7, 8}) l.add(() -> v);
        for (String s : List.of("xx", "yyy")) l.add(s::length);
        return l;
    }
    static abstract class Base { Base() { System.out.println("base sees " + seen()); } abstract String seen(); }
    static String beforeSuper(String captured) { return new Base() { String own = "own"; String seen() { return captured + own; } }.seen(); }
    static class Chain { final Supplier<String> s; Chain(Supplier<String> s) { this.s = s; } Chain(int v) { this(() -> "from this() " + v); } }
    static class ChainSub extends Chain { ChainSub(String t) { super(new Supplier<>() { public String get() { return "from super() " + t; } }); } }
    static { class InStatic { String t() { return "local in static initialiser"; } } System.out.println(new InStatic().t() + " " + InStatic.class.getName()); }
    { Runnable r = new Runnable() { int v = 3; public void run() { v += InnerCaptures.made; } }; r.run(); }
    enum E { ONE { Supplier<String> s() { return () -> name() + ordinal() + new Object() { public String toString() { return E.ONE.name() + getClass().isAnonymousClass(); } }; } }; abstract Supplier<String> s(); }
    static int recursive(int n) { return new Object() { IntUnaryOperator f = k -> k == 0 ? 1 : k * this.f.applyAsInt(k - 1); }.f.applyAsInt(n); }
    private int secret = 42; class Peek { private int own = secret++; int both() { return own + secret; } }
    String shadow(String name) { class L { String name = "L"; String all(String name2) { Function<String, String> f = x -> x + this.name + name2 + InnerCaptures.this.name; return f.apply("x"); } } return name + new L().all("p"); }
    static String generics() { class G<T extends Comparable<T>> { T best; G<T> add(T t) { if (best == null || t.compareTo(best) > 0) best = t; return this; } } return new G<String>().add("b").add("c").add("a").best + new G<Integer>() { { add(4); add(9); } }.best; }

    public static void main(String[] args) throws Exception {
        InnerCaptures o = new InnerCaptures("outer"), p = new InnerCaptures("second");
        A a = o.new A(); A.B b = a.new B(); System.out.println(b.new C().all() + " " + p.new A().new B().new C().all());
        Sub s = p.new Sub(); System.out.println(s.new D().text() + " " + new Outside(o).text() + " " + new Deep(a).name);
        Shape shape = () -> "lambda"; System.out.println(shape.twice() + new Shape() { public String draw() { return "anon" + getClass().getName(); } }.twice());
        Supplier<String> c = o.counter(1, "x", "y"); System.out.println(c.get()); System.out.println(c.get()); System.out.println(p.counter(0).get());
        List<Supplier<Integer>> l = loops(); for (int i = 0; i < 2; i++) { for (var x : l) System.out.print(x.get() + " "); System.out.println(); }
        System.out.println(beforeSuper("cap")); System.out.println(new Chain(5).s.get() + " " + new ChainSub("t").s.get());
        System.out.println(E.ONE.s().get() + " " + recursive(10) + " " + o.new Peek().both() + " " + o.new Peek().both() + " " + o.secret + " " + o.shadow("q") + " " + generics());
        Try.run("null outer", () -> { InnerCaptures n = null; return n.new A(); });
        Try.run("null superclass outer", () -> new Outside(null));
        Try.run("null deep", () -> new Deep(null));
        var anon = new Object() { int hidden = 5; int plus(int x) { return hidden += x; } }; anon.plus(3); anon.hidden++; System.out.println(anon.hidden + " " + anon.plus(1));
        BiFunction<InnerCaptures, Integer, Object> f = (q, i) -> i == 0 ? q.new A() : q.new Peek(); System.out.println(((A) f.apply(p, 0)).name + ((Peek) f.apply(p, 1)).both());
        Function<String, InnerCaptures> maker = InnerCaptures::new; System.out.println(maker.apply("made").new A().name + " " + made);
        for (var cl : new Class<?>[] {a.getClass(), b.getClass(), s.getClass(), anon.getClass(), c.getClass(), l.get(0).getClass()}) {
            StringBuilder t = new StringBuilder(cl.getName() + " " + cl.getEnclosingClass() + " " + cl.getEnclosingMethod() + " " + cl.isMemberClass() + cl.isLocalClass() + cl.isAnonymousClass());
            for (var k : cl.getDeclaredConstructors()) t.append(' ').append(Arrays.toString(k.getParameterTypes())); System.out.println(t);
        }
    }
}
