// Caller-sensitive methods, access from other packages, Class.getModifiers of members, stack of reflective calls.
import java.lang.invoke.MethodHandles;
import java.lang.reflect.*;

public class Caller {
    static Class<?> viaReflection() throws Exception {
        return (Class<?>) Class.class.getMethod("forName", String.class).invoke(null, "Caller");
    }

    static class Throwing {
        Throwing() {
            throw new IllegalStateException("constructor");
        }

        static { System.out.println("Throwing initialised"); }
    }

    public static void main(String[] args) throws Exception {
        System.out.println(viaReflection() + " " + MethodHandles.lookup());
        Method lookup = MethodHandles.class.getMethod("lookup");
        System.out.println(((MethodHandles.Lookup) lookup.invoke(null)).lookupClass());
        try {
            Throwing.class.getDeclaredConstructor().newInstance();
        } catch (InvocationTargetException e) {
            System.out.println(e.getCause() + " " + e.getCause().getStackTrace()[0].getMethodName());
        }
        try {
            Throwing.class.newInstance();
        } catch (IllegalStateException e) {
            System.out.println("sneaky " + e.getMessage());
        }
        Class<?> c = Class.forName("java.util.Collections$EmptyList");
        try {
            c.getDeclaredConstructor().newInstance();
        } catch (IllegalAccessException e) {
            System.out.println(e.getMessage());
        }
        try {
            c.getMethod("size").invoke(java.util.List.of());
        } catch (IllegalArgumentException | IllegalAccessException e) {
            System.out.println(e.getClass());
        }
        try {
            Method m = c.getMethod("size");
            System.out.println(m.canAccess(java.util.Collections.emptyList()) + " " + m.invoke(java.util.Collections.emptyList()));
        } catch (IllegalAccessException e) {
            System.out.println(e.getMessage());
        }
        try {
            Class.forName("sun.misc.Unsafe").getMethod("getUnsafe").invoke(null);
            System.out.println("got it");
        } catch (InvocationTargetException e) {
            System.out.println(e.getCause());
        }
        Object[] results = new Object[3];
        for (int i = 0; i < 3; i++) {
            results[i] = Caller.class.getDeclaredMethod("viaReflection").invoke(null);
        }
        System.out.println(results[2]);
    }
}
