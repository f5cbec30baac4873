// What initialises a class (JVMS 5.5) and what does not.
import java.lang.invoke.*;
import java.lang.reflect.*;

public class Triggers {
    static void init(Class<?> c) {
        System.out.println("  init " + c.getSimpleName());
    }

    static class ByNew { static { init(ByNew.class); } }
    static class ByGet { static int x; static { init(ByGet.class); } }
    static class ByPut { static int x; static { init(ByPut.class); } }
    static class ByCall { static void m() { } static { init(ByCall.class); } }
    static class ByReflectNew { static { init(ByReflectNew.class); } }
    static class ByReflectField { static int x = 5; static { init(ByReflectField.class); } }
    static class ByReflectCall { static void m() { } static { init(ByReflectCall.class); } }
    static class ByHandle { static int m() { return 1; } static { init(ByHandle.class); } }
    static class ByVarHandle { static int x = 6; static { init(ByVarHandle.class); } }
    static class ByEnsure { static { init(ByEnsure.class); } }
    static class ByArrayGet { static { init(ByArrayGet.class); } }
    static class ByCast { static { init(ByCast.class); } }
    static class ByInstanceOf { static { init(ByInstanceOf.class); } }
    static class ByMembers { static int q; static { init(ByMembers.class); } }
    static class ByCatch extends RuntimeException { static { init(ByCatch.class); } }
    static class Sub extends ByNew { static { init(Sub.class); } }
    enum ByEnum { A; static { init(ByEnum.class); } }
    interface Lambda { int X = print(); static int print() { System.out.println("  init Lambda"); return 1; } void run(); }
    interface WithDefault { int X = print(); static int print() { System.out.println("  init WithDefault"); return 1; }
        default void d() { } }
    static class UsesDefault implements WithDefault { }
    interface NoDefault { int X = print(); static int print() { System.out.println("  init NoDefault"); return 1; } }
    static class UsesNone implements NoDefault { }

    public static void main(String[] args) throws Throwable {
        Object o = "text";
        System.out.println("array"); ByArrayGet[] a = new ByArrayGet[2]; System.out.println(a[0] == null);
        System.out.println("cast"); try { ByCast c = (ByCast) o; } catch (ClassCastException e) { System.out.println("  cce"); }
        System.out.println("instanceof " + (o instanceof ByInstanceOf));
        System.out.println("catch"); try { o.hashCode(); } catch (ByCatch e) { System.out.println("never"); }
        System.out.println("members " + ByMembers.class.getDeclaredFields().length + ByMembers.class.getModifiers());
        System.out.println("new"); new ByNew();
        System.out.println("sub"); new Sub();
        System.out.println("get"); int x = ByGet.x;
        System.out.println("put"); ByPut.x = 1;
        System.out.println("call"); ByCall.m();
        System.out.println("reflect new"); Constructor<?> k = ByReflectNew.class.getDeclaredConstructor();
        System.out.println("  now"); k.newInstance();
        System.out.println("reflect field"); Field f = ByReflectField.class.getDeclaredField("x");
        System.out.println("  now"); System.out.println(f.get(null));
        System.out.println("reflect call"); Method m = ByReflectCall.class.getDeclaredMethod("m");
        System.out.println("  now"); m.invoke(null);
        MethodHandles.Lookup l = MethodHandles.lookup();
        System.out.println("handle"); MethodHandle h = l.findStatic(ByHandle.class, "m", MethodType.methodType(int.class));
        System.out.println("  now"); int r = (int) h.invokeExact();
        System.out.println("var handle"); VarHandle v = l.findStaticVarHandle(ByVarHandle.class, "x", int.class);
        System.out.println("  now"); int w = (int) v.get();
        System.out.println("ensure"); l.ensureInitialized(ByEnsure.class);
        System.out.println("enum"); System.out.println(ByEnum.valueOf("A"));
        System.out.println("lambda"); Lambda q = () -> { }; q.run();
        System.out.println("default"); new UsesDefault();
        System.out.println("no default"); new UsesNone();
        System.out.println("class for array"); Class.forName("[LTriggers$Late;");
        System.out.println("Array.newInstance"); Array.newInstance(Late.class, 3);
    }

    static class Late { static { init(Late.class); } }
}
