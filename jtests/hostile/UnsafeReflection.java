// Attempts to break invariants through the public interface: each is refused with an exception.
import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;

public class UnsafeReflection {
    final int fin = 1;
    static final List<String> SF = List.of("x");

    record Rec(int a) { }

    enum E { A }

    interface Act { Object run() throws Throwable; }

    static void run(String label, Act a) {
        try {
            System.out.println(label + ": " + a.run());
        } catch (InvocationTargetException e) {
            System.out.println(label + ": " + e.getCause());
        } catch (Throwable e) {
            System.out.println(label + ": " + e.toString().replaceAll("@[0-9a-f]+", "@#"));
        }
    }

    public static void main(String[] args) {
        run("static final", () -> { Field f = UnsafeReflection.class.getDeclaredField("SF"); f.setAccessible(true); f.set(null, null); return SF; });
        run("record field", () -> { Field f = Rec.class.getDeclaredField("a"); f.setAccessible(true); f.setInt(new Rec(1), 2); return 0; });
        run("enum constructor", () -> { Constructor<?> c = E.class.getDeclaredConstructor(String.class, int.class); c.setAccessible(true); return c.newInstance("B", 1); });
        run("modifiers field", () -> Field.class.getDeclaredField("modifiers"));
        run("class loader field", () -> Class.class.getDeclaredField("classLoader"));
        run("string value", () -> { Field f = String.class.getDeclaredField("value"); f.setAccessible(true); return f; });
        run("define in java.lang", () -> MethodHandles.privateLookupIn(String.class, MethodHandles.lookup()));
        run("Class constructor", () -> { Constructor<?> c = Class.class.getDeclaredConstructors()[0]; c.setAccessible(true); return c; });
        run("Void", () -> { Constructor<?> c = Void.class.getDeclaredConstructor(); c.setAccessible(true); return c; });
        run("array of void", () -> Array.newInstance(void.class, 1));
        run("wrong class data", () -> MethodHandles.classData(MethodHandles.lookup(), "_", String.class));
        run("lookup drop", () -> MethodHandles.lookup().dropLookupMode(MethodHandles.Lookup.PRIVATE).findGetter(UnsafeReflection.class, "fin", int.class).type());
        run("defineClass other package", () -> MethodHandles.lookup().defineClass(UnsafeReflection.class.getResourceAsStream("UnsafeReflection$E.class").readAllBytes()));
        run("interface instance", () -> Runnable.class.getDeclaredConstructor());
        run("Unsafe.allocateInstance", () -> { Field f = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe"); f.setAccessible(true); sun.misc.Unsafe u = (sun.misc.Unsafe) f.get(null); return ((UnsafeReflection) u.allocateInstance(UnsafeReflection.class)).fin2(); });
        run("Unsafe abstract", () -> { Field f = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe"); f.setAccessible(true); return ((sun.misc.Unsafe) f.get(null)).allocateInstance(Number.class); });
    }

    int fin2() {
        try {
            return UnsafeReflection.class.getDeclaredField("fin").getInt(this);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
