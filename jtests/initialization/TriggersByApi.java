// JLS 12.4.1: which uses of a class initialise it: reflection, method and var handles, lookups, arrays, constants, proxies, class literals, casts.
import jasm.Try;
import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;

public class TriggersByApi {
    static String say(String s) { System.out.print("<init " + s + ">"); return s; }
    static class A { static final String s = say("A"); static final int K = 5; static final String T = "t"; static final Integer BOX = 5; static int v = 1; static void m() { } void n() { } A() { } static class In { static final String s = say("A.In"); } }
    static class B { static final String s = say("B"); static int v = 2; static int get() { return v; } public B() { } }
    static class C { static final String s = say("C"); static int v = 3; public static int get() { return 30; } public C() { } }
    static class D { static final String s = say("D"); static int v = 4; static final int K = 1; static void m() { } D() { } }
    static class E { static final String s = say("E"); static long v = 5; }
    static class F { static final String s = say("F"); static int v; }
    static class G { static final String s = say("G"); }
    static class H { static final String s = say("H"); } static class H2 extends H { static final String s = say("H2"); static int own = 1; }
    interface I { String s = say("I"); int K = 7; static void m() { } default void d() { } } interface J { String s = say("J"); void d(); } static class IJ implements I, J { static final String s = say("IJ"); public void d() { } }
    static class P { static int inherited = say("P").length(); static void sm() { } } static class Q extends P { static final String s = say("Q"); }
    @interface Ann { int K = say("Ann").length(); } @Ann static class Annotated { static final String s = say("Annotated"); }
    enum Color { RED; static final String s = say("Color"); } record R(int v) { static final String s = say("R"); static R of() { return null; } }
    static class X extends Exception { static final String s = say("X"); } static class Y { static final String s = say("Y"); static void y() { } } static class Z { static final String s = say("Z"); static int z; } static class W implements Cloneable { static final String s = say("W"); }
    static class V1 { static final String s = say("V1"); static void a() { } static Runnable r() { return V1::a; } } static class V2 { static final String s = say("V2"); V2() { } }
    static void step(String label, Try.Action a) { Try.run(label, a); }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        step("constants", () -> A.K + A.T); step("class literal", () -> A.class.getName()); step("array", () -> new A[2].length + new A[1][1].length); step("cast and instanceof", () -> { Object o = null; A a = (A) o; return o instanceof A; }); step("forName, no init", () -> Class.forName("TriggersByApi$A", false, TriggersByApi.class.getClassLoader())); step("members", () -> A.class.getDeclaredMethods().length + A.class.getDeclaredFields().length + A.class.getDeclaredConstructors().length); step("method type", () -> MethodType.methodType(A.class)); step("array by reflection", () -> Array.newInstance(A.class, 1).getClass()); step("superclass of nothing", () -> A.In.class.getEnclosingClass()); step("field object", () -> A.class.getDeclaredField("v").getModifiers()); step("loader", () -> A.class.getClassLoader() == TriggersByApi.class.getClassLoader()); step("desired", () -> A.class.desiredAssertionStatus()); step("boxed constant", () -> A.BOX); step("inner later", () -> A.In.s);
        step("find static", () -> l.findStatic(B.class, "get", MethodType.methodType(int.class)).type()); step("invoke it", () -> (int) l.findStatic(B.class, "get", MethodType.methodType(int.class)).invokeExact());
        step("reflected method", () -> C.class.getMethod("get")); step("invoked", () -> C.class.getMethod("get").invoke(null));
        step("getter", () -> l.findStaticGetter(D.class, "v", int.class).type()); step("getter invoked", () -> (int) l.findStaticGetter(D.class, "v", int.class).invokeExact());
        step("var handle", () -> l.findStaticVarHandle(E.class, "v", long.class).varType()); step("var handle used", () -> (long) l.findStaticVarHandle(E.class, "v", long.class).getVolatile());
        step("unreflect field", () -> l.unreflectGetter(F.class.getDeclaredField("v")).type()); step("field set", () -> { F.class.getDeclaredField("v").setInt(null, 9); return F.v; });
        step("ensureInitialized", () -> l.ensureInitialized(G.class)); step("again", () -> l.ensureInitialized(G.class)); step("foreign", () -> MethodHandles.publicLookup().ensureInitialized(H.class));
        step("array of subclass", () -> new H2[1].length); step("subclass", () -> H2.own);
        step("interface constant", () -> I.K); step("implementing", () -> new IJ().getClass().getSimpleName()); step("other interface", () -> J.s); step("static of interface", () -> { I.m(); return 0; });
        step("field of the superclass", () -> Q.inherited); step("method of the superclass", () -> { Q.sm(); return 0; }); step("the subclass at last", () -> Q.s);
        step("annotation", () -> Annotated.class.getAnnotation(Ann.class)); step("annotation constant", () -> Ann.K); step("annotated", () -> new Annotated() != null);
        step("enum by valueOf", () -> Enum.valueOf(Color.class, "RED")); step("record", () -> R.of()); step("record components", () -> R.class.getRecordComponents().length);
        step("catch clause", () -> { try { return "none"; } catch (Throwable t) { if (t instanceof X) throw t; return 1; } }); step("new exception", () -> { try { throw new X(); } catch (X x) { return x.getMessage(); } });
        step("lambda not run", () -> { Runnable r = () -> Y.y(); return r != null; }); step("method reference not run", () -> { Runnable r = Y::y; return r != null; }); step("run", () -> { Runnable r = Y::y; r.run(); return 1; });
        step("in a condition not taken", () -> { if (args.length > 5) Z.z = 1; return 1; }); step("assignment", () -> Z.z = 4);
        step("clone of an array", () -> new W[] {null}.clone().length); step("new", () -> new W() != null);
        step("own method reference", () -> { V1.r().run(); return 1; }); step("constructor reference", () -> { java.util.function.Supplier<V2> s = V2::new; return s != null; }); step("called", () -> { java.util.function.Supplier<V2> s = V2::new; return s.get() != null; });
    }
}
