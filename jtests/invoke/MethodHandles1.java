// MethodHandles.Lookup: find of each kind, invoke against invokeExact, WrongMethodTypeException, access checks.
import java.lang.invoke.*;
import java.util.*;
import static java.lang.invoke.MethodType.*;

public class MethodHandles1 {
    int x = 10;
    static long s = 20;
    private final String fin = "final";

    MethodHandles1() { }
    MethodHandles1(int x) { this.x = x; }

    int add(int y) { return x + y; }
    private String priv() { return "private " + x; }
    static String join(String a, Object... rest) { return a + Arrays.toString(rest); }
    static double mix(int a, long b, float c, double d, byte e, char f, short g, boolean h) { return a + b + c + d + e + f + g + (h ? 1 : 0); }
    static void nothing() { }
    static int thrower(int x) { throw new IllegalArgumentException("thrown " + x); }

    static class Sub extends MethodHandles1 {
        @Override int add(int y) { return -1; }
        static MethodHandle superAdd() throws Exception {
            return MethodHandles.lookup().findSpecial(MethodHandles1.class, "add", methodType(int.class, int.class), Sub.class);
        }
    }

    interface Act { Object run() throws Throwable; }

    static void run(String label, Act a) {
        try {
            System.out.println(label + ": " + a.run());
        } catch (Throwable t) {
            System.out.println(label + ": " + t.toString().replaceAll("@[0-9a-f]+", "@#"));
        }
    }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        MethodHandle add = l.findVirtual(MethodHandles1.class, "add", methodType(int.class, int.class));
        MethodHandles1 o = new MethodHandles1(7);
        System.out.println((int) add.invokeExact(o, 5) + " " + add);
        System.out.println((int) add.invoke((MethodHandles1) new Sub(), 5) + " " + add.invoke(o, (byte) 3) + " " + (long) add.invoke(o, 'a'));
        run("exact with Integer", () -> (int) add.invokeExact(o, (Integer) 5));
        run("exact returning Object", () -> (Object) add.invokeExact(o, 5));
        run("wrong arity", () -> (int) add.invoke(o));
        run("wrong receiver", () -> (int) add.invoke("s", 1));
        run("null receiver", () -> (int) add.invoke((MethodHandles1) null, 1));
        run("long to int", () -> (int) add.invoke(o, 1L));
        MethodHandle mix = l.findStatic(MethodHandles1.class, "mix", methodType(double.class, int.class, long.class, float.class, double.class,
                byte.class, char.class, short.class, boolean.class));
        System.out.println((double) mix.invokeExact(1, 2L, 3f, 4.0, (byte) 5, 'a', (short) 7, true) + " " + mix.invoke(1, 2, 3, 4, (byte) 5, 'a', (byte) 7, true));
        System.out.println(mix.invokeWithArguments(1, 2L, 3f, 4.0, (byte) 5, 'a', (short) 7, true));
        MethodHandle make = l.findConstructor(MethodHandles1.class, methodType(void.class, int.class));
        System.out.println(((MethodHandles1) make.invokeExact(99)).x);
        MethodHandle priv = l.findVirtual(MethodHandles1.class, "priv", methodType(String.class));
        System.out.println((String) priv.invokeExact(o));
        System.out.println((int) Sub.superAdd().invokeExact(new Sub(), 1));
        MethodHandle get = l.findGetter(MethodHandles1.class, "x", int.class), set = l.findSetter(MethodHandles1.class, "x", int.class);
        set.invokeExact(o, 123);
        System.out.println((int) get.invokeExact(o));
        MethodHandle sget = l.findStaticGetter(MethodHandles1.class, "s", long.class);
        l.findStaticSetter(MethodHandles1.class, "s", long.class).invokeExact(5L);
        System.out.println((long) sget.invokeExact());
        MethodHandle join = l.findStatic(MethodHandles1.class, "join", methodType(String.class, String.class, Object[].class));
        System.out.println(join.isVarargsCollector() + " " + join.invoke("a", 1, 2, 3) + join.invoke("b") + join.invoke("c", new Object[] {1}) + join.asFixedArity().type());
        l.findStatic(MethodHandles1.class, "nothing", methodType(void.class)).invokeExact();
        System.out.println(l.findStatic(MethodHandles1.class, "nothing", methodType(void.class)).invoke());
        MethodHandle th = l.findStatic(MethodHandles1.class, "thrower", methodType(int.class, int.class));
        run("thrower", () -> th.invoke(3));
        run("missing", () -> l.findVirtual(String.class, "nope", methodType(void.class)));
        run("wrong type", () -> l.findVirtual(String.class, "length", methodType(long.class)));
        run("static as virtual", () -> l.findVirtual(Integer.class, "parseInt", methodType(int.class, String.class)));
        run("virtual as static", () -> l.findStatic(String.class, "length", methodType(int.class)));
        run("private elsewhere", () -> l.findGetter(String.class, "value", byte[].class));
        run("public lookup", () -> MethodHandles.publicLookup().findVirtual(MethodHandles1.class, "priv", methodType(String.class)));
        run("final setter", () -> l.findSetter(MethodHandles1.class, "fin", String.class));
        run("unreflect", () -> l.unreflect(String.class.getMethod("concat", String.class)).invoke("a", "b"));
        run("bind", () -> l.bind("text", "length", methodType(int.class)).invoke());
        run("bindTo", () -> add.bindTo(o).invoke(1));
        run("interface", () -> l.findVirtual(List.class, "size", methodType(int.class)).invoke(List.of(1, 2)));
        run("toString virtual", () -> (String) l.findVirtual(Object.class, "toString", methodType(String.class)).invokeExact((Object) "s"));
        run("array", () -> MethodHandles.arrayElementGetter(int[].class).invoke(new int[] {4, 5}, 1));
        run("array length", () -> (int) MethodHandles.arrayLength(String[].class).invokeExact(new String[3]));
        run("array make", () -> ((long[]) MethodHandles.arrayConstructor(long[].class).invoke(6)).length);
        System.out.println(l.revealDirect(add) + " " + l.lookupClass() + " " + l.hasFullPrivilegeAccess());
        System.out.println(methodType(int.class, String.class, long[].class) + " " + fromMethodDescriptorString("(IJ[Ljava/lang/String;)V", null)
                + " " + genericMethodType(3).wrap().toMethodDescriptorString() + methodType(void.class).changeReturnType(int.class).insertParameterTypes(0, byte.class));
    }
}
