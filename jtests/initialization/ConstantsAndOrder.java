// JLS 12.4.2, 12.5, 8.3.2: textual order, constants before everything, forward references by qualified names, instance initialisers, this-escape, inherited state.
import jasm.Try;
import java.util.*;

public class ConstantsAndOrder {
    static final List<String> log = new ArrayList<>();
    static int n(String s, int v) { log.add(s + v); return v; }
    static class T { static int a = n("a", T.c + T.K + T.D); static final int K = 9; static final int D = n("D", T.c == null ? 0 : 5); static Integer c = n("c", 3); static { n("block", T.e); e = 4; } static int e = n("e", T.e + 1); static { n("block", e); } static String s = "s" + T.K; }
    static class Base { int x = n("base x", 1); { n("base block", x + late()); } Base() { n("base ctor", late()); hook(); } int late() { return x; } void hook() { n("base hook", x); } }
    static class Sub extends Base { int y = n("sub y", 2); final int k = 7; final String t = "const"; final Integer boxed = 8; { n("sub block", y); } Sub() { super(); n("sub ctor", y); } Sub(int v) { this(); n("sub ctor int", v); y = v; } @Override int late() { return y * 10 + k; } @Override void hook() { n("hook sees " + t + boxed, y); } }
    static class Fwd { int a = this.b + 1; int b = 5; int c = b + a; { d = 9; } int d = 2; int e = d; static int s1 = next(); static int s2 = 7; static int next() { return s2; } }
    static class Shared { static int count; final int id = ++count; static final Shared FIRST = new Shared(), SECOND = new Shared(); static int total = count; static { count += 100; } static int again = count; }
    static class SingletonTrap { static SingletonTrap INSTANCE = new SingletonTrap(); static int size = 10; final int seen; SingletonTrap() { seen = size; size = 99; } }
    static abstract class Shape { final double area; Shape() { area = compute(); } abstract double compute(); } static class Sq extends Shape { double side = 3; final double fixed = 2; Sq() { side += 1; } double compute() { return side * 10 + fixed; } }
    static class Thrower { int a = n("t a", 1); { if (a == 1) throw new IllegalStateException("in block"); } int b = n("t b", 2); Thrower() { n("never", 0); } }
    static class Leak { static Leak last; int v; { last = this; } Leak(int v) { if (v < 0) throw new IllegalArgumentException("v" + v); this.v = v; } }
    interface WithFields { int P = n("P", 1); int Q = n("Q", P + 1); } static class Impl implements WithFields { static int own = n("own", 0); static int q() { return Q; } }
    static class Args { Args(int a, int b) { n("args", a + b); } } static class ArgSub extends Args { int f = n("f", 1); ArgSub() { super(n("first", 1), n("second", 2)); } }
    static int depth; static class Rec { Rec inner = depth++ < 3 ? new Rec() : null; int d = depth--; }
    static class CtorOrder { StringBuilder b = new StringBuilder("i"); CtorOrder() { this("d"); b.append("0"); } CtorOrder(String s) { b.append(s); } CtorOrder(Object... o) { this(); b.append(o.length); } }
    static void flush(String label, Object o) { System.out.println(label + " " + o + " " + log); log.clear(); }

    public static void main(String[] args) {
        flush("T", T.a + " " + T.D + " " + T.e + T.s); flush("sub", new Sub().y); flush("sub int", new Sub(6).y); Fwd f = new Fwd(); flush("fwd", f.a + " " + f.b + f.c + f.d + f.e + Fwd.s1 + Fwd.s2);
        flush("shared", Shared.FIRST.id + " " + Shared.SECOND.id + " " + Shared.total + " " + Shared.again + " " + new Shared().id); flush("trap", SingletonTrap.INSTANCE.seen + " " + SingletonTrap.size + " " + new SingletonTrap().seen); flush("shape", new Sq().area);
        Try.run("thrower", () -> new Thrower()); flush("", ""); Try.run("leak", () -> new Leak(-1)); System.out.println(Leak.last.v); new Leak(4); System.out.println(Leak.last.v); flush("impl", Impl.own); flush("impl q", Impl.q()); flush("args", new ArgSub().f); Rec r = new Rec(); flush("rec", r.d + "" + r.inner.d + r.inner.inner.d + depth); flush("ctor", new CtorOrder(1, 2).b + " " + new CtorOrder("x").b);
        flush("anonymous", new Base() { int z = n("anon z", 5); { n("anon block", z); } int late() { return z; } }.x); flush("double brace", new ArrayList<Integer>() { { add(1); add(n("db", size())); } });
    }
}
