// JVMS 5.5: errors of initialisers, first and later uses, through every kind of use, in superclasses and interfaces, and their causes.
import jasm.Try;
import java.lang.invoke.*;
import java.util.*;

public class FailedStates {
    static int fail(String s) { throw new IllegalStateException(s); }
    static int err(String s) { throw new AssertionError(s); }
    static <T extends Throwable> int sneak(Throwable t) throws T { throw (T) t; }
    static class A { static int v = fail("a"); static void m() { } } static class SubA extends A { static int own = 3; static final int K = 4; }
    static class B { static int v = err("b"); } static class C { static int v; static { v = FailedStates.<RuntimeException>sneak(new java.io.IOException("checked")); } }
    static class D { static int v = A.v; } static class E { static int v = new E(1).w; int w; E(int i) { w = 10 / (i - 1); } }
    interface F { int v = fail("f"); default void d() { } } static class G implements F { static int v2 = 1; } interface F2 { int v = fail("f2"); void d(); } static class G2 implements F2 { static int v2 = 2; public void d() { } }
    static class H { static int v = 1; static { v = 2; if (v == 2) fail("h after " + v); v = 3; } } static class I { static { new ArrayList<>(List.of(1, 2)).forEach(x -> fail("in lambda " + x)); } static int v; }
    static class J { static Object o = Class.forName0(); static class Class { static Object forName0() { try { return java.lang.Class.forName("FailedStates$J2"); } catch (Throwable t) { return t.getClass().getSimpleName() + t.getMessage(); } } } } static class J2 { static int v = fail("j2"); }
    static class L { static int v = deep(0); static int deep(int n) { return deep(n + 1) + 1; } }
    static class M { static int v; static { try { v = fail("inner"); } catch (IllegalStateException e) { v = 8; } } } static class N { static { Thread.currentThread().setName("renamed"); int x = fail("n"); } static int v; }
    enum O { X(fail("enum")); O(int v) { } } record P(int v) { static final int K = fail("record"); } static class Q { static int v = ((Object[]) new String[1]).length; static { ((Object[]) new String[1])[0] = 1; } }

    public static void main(String[] args) throws Throwable {
        var l = MethodHandles.lookup();
        Try.run("A field", () -> A.v); Try.run("A again", () -> A.v = 1); Try.run("A method", () -> { A.m(); return 0; }); Try.run("A new", () -> new A()); Try.run("A constant of the subclass", () -> SubA.K); Try.run("A subclass", () -> SubA.own); Try.run("A subclass again", () -> SubA.own); Try.run("A array", () -> new A[1].length); Try.run("A reflection", () -> A.class.getDeclaredMethod("m").invoke(null)); Try.run("A forName", () -> Class.forName("FailedStates$A")); Try.run("A name only", () -> Class.forName("FailedStates$A", false, A.class.getClassLoader()).getSimpleName()); Try.run("A handle", () -> { l.findStatic(A.class, "m", MethodType.methodType(void.class)).invoke(); return 0; }); Try.run("A var handle", () -> l.findStaticVarHandle(A.class, "v", int.class).get()); Try.run("A field object", () -> A.class.getDeclaredField("v").get(null)); Try.run("A ensure", () -> l.ensureInitialized(A.class)); Try.run("A lambda", () -> { Runnable r = A::m; r.run(); return 0; });
        Try.run("B", () -> B.v); Try.run("B again", () -> B.v); Try.run("C", () -> C.v); Try.run("C again", () -> C.v); Try.run("D after A", () -> D.v); Try.run("D again", () -> D.v); Try.run("E", () -> E.v); Try.run("E again", () -> E.v); Try.run("G, default method", () -> G.v2); Try.run("G again", () -> G.v2); Try.run("F itself", () -> F.v); Try.run("G2, no default", () -> G2.v2 + " " + (new G2() != null)); Try.run("F2", () -> F2.v); Try.run("G2 still", () -> G2.v2); Try.run("H", () -> H.v); Try.run("H again", () -> H.v); Try.run("I", () -> I.v); Try.run("I again", () -> I.v); Try.run("J", () -> J.o); Try.run("J2", () -> J2.v); Try.run("M", () -> M.v);
        Try.run("Q", () -> Q.v); Try.run("Q again", () -> Q.v); Try.run("enum", () -> O.X); Try.run("enum switch", () -> { O o = null; return switch (o) { case X -> 1; }; }); Try.run("enum values", () -> O.values()); Try.run("enum map", () -> new EnumMap<>(O.class)); Try.run("record", () -> new P(1)); Try.run("record again", () -> new P(2).toString());
        Try.run("overflow", () -> { try { return L.v; } catch (StackOverflowError e) { return "StackOverflowError"; } }); Try.run("overflow again", () -> { try { return L.v; } catch (NoClassDefFoundError e) { return e.getMessage() + " " + (e.getCause() == null ? null : e.getCause().getMessage()); } });
        Try.run("N", () -> N.v); Thread.currentThread().setName("other"); Try.run("N again", () -> N.v); Thread t = new Thread(() -> Try.run("N from a thread", () -> N.v), "third"); t.start(); t.join();
        try { B.v = 1; } catch (NoClassDefFoundError e) { Throwable c = e.getCause(); System.out.println(c.getClass() + " " + c.getStackTrace()[0].getMethodName() + " " + Arrays.stream(c.getStackTrace()).map(f -> f.getMethodName() + ":" + f.getLineNumber()).toList().subList(0, 2) + " " + c.getCause()); }
        try { new D(); } catch (NoClassDefFoundError e) { System.out.println(e.getCause() + " | " + e.getCause().getCause()); }
    }
    static { System.out.println("main class ready"); }

}
