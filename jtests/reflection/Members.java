// Fields, methods, constructors: listing, lookup rules, modifiers, generic signatures, exceptions, parameters.
import java.lang.reflect.*;
import java.util.*;

public class Members {
    static class Base<T> {
        public int pub;
        protected static final String CONST = "c";
        private transient volatile long priv;
        T gen;
        public Base() { }
        protected Base(int x, String... rest) throws java.io.IOException { }
        public T get(List<? super T> l) { return null; }
        static synchronized <E extends Comparable<E> & Runnable> E bound(E e, Map<String, int[]> m) throws IllegalStateException { return e; }
        private native void nat();
        public final strictfp double fp(double d) { return d; }
        void overloaded(int i) { }
        void overloaded(Object o) { }
    }

    static class Derived extends Base<String> implements Runnable {
        public int pub;
        @Override public String get(List<? super String> l) { return "d"; }
        public void run() { }
        int own;
    }

    interface Act { Object run() throws Exception; }

    static void run(String label, Act a) {
        try {
            System.out.println(label + ": " + a.run());
        } catch (Exception e) {
            System.out.println(label + ": " + e);
        }
    }

    static <M extends Member> List<String> sorted(M[] ms) {
        List<String> l = new ArrayList<>();
        for (M m : ms) {
            l.add(m instanceof Method x ? x.toGenericString() : m instanceof Field f ? f.toGenericString() : ((Constructor<?>) m).toGenericString());
        }
        Collections.sort(l);
        return l;
    }

    public static void main(String[] args) {
        for (Class<?> c : new Class<?>[] {Base.class, Derived.class}) {
            sorted(c.getDeclaredFields()).forEach(System.out::println);
            sorted(c.getDeclaredMethods()).forEach(System.out::println);
            sorted(c.getDeclaredConstructors()).forEach(System.out::println);
            sorted(c.getFields()).forEach(s -> System.out.println("public " + s));
            System.out.println(c.getMethods().length + " " + c.getConstructors().length);
        }
        run("field", () -> Derived.class.getField("pub"));
        run("inherited declared", () -> Derived.class.getDeclaredField("priv"));
        run("missing field", () -> Derived.class.getField("nope"));
        run("method", () -> Derived.class.getMethod("get", List.class));
        run("object method", () -> Runnable.class.getMethod("run") + " " + Derived.class.getMethod("hashCode"));
        run("missing method", () -> Derived.class.getMethod("get", String.class));
        run("private method", () -> Base.class.getMethod("nat"));
        run("declared", () -> Base.class.getDeclaredMethod("overloaded", Object.class));
        run("constructor", () -> Base.class.getDeclaredConstructor(int.class, String[].class));
        run("missing constructor", () -> Derived.class.getConstructor(int.class));
        run("clinit", () -> Members.class.getDeclaredMethod("<clinit>"));
        run("parameters", () -> Arrays.toString(Base.class.getDeclaredMethod("bound", Comparable.class, Map.class).getParameters()));
        run("generic parameters", () -> Arrays.toString(Base.class.getDeclaredMethod("bound", Comparable.class, Map.class).getGenericParameterTypes()) + Arrays.toString(Base.class.getDeclaredMethod("bound", Comparable.class, Map.class).getExceptionTypes()));
        run("type parameters", () -> Arrays.toString(((TypeVariable<?>) Base.class.getDeclaredMethod("bound", Comparable.class, Map.class).getGenericReturnType()).getBounds()));
        run("generic super", () -> ((ParameterizedType) Derived.class.getGenericSuperclass()).getActualTypeArguments()[0]);
        run("wildcard", () -> Arrays.toString(((WildcardType) ((ParameterizedType) Base.class.getMethod("get", List.class).getGenericParameterTypes()[0]).getActualTypeArguments()[0]).getLowerBounds()));
        run("varargs", () -> Base.class.getDeclaredConstructor(int.class, String[].class).isVarArgs() + " " + Base.class.getDeclaredMethod("nat").getModifiers());
        run("equal", () -> Base.class.getField("pub").equals(Base.class.getField("pub")) + " " + (Base.class.getField("pub") == Base.class.getField("pub")) + " " + Base.class.getField("pub").hashCode());
        run("interface methods", () -> sorted(Comparator.class.getDeclaredMethods()).size() + " " + Comparator.class.getMethod("reversed").isDefault());
        run("length", () -> int[].class.getField("length"));
    }
}
