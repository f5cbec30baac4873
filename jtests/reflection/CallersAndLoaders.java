// Who counts as a caller or as a user's loader: method handles, generated accessors, null names.
import java.io.*;
import java.lang.annotation.*;
import java.lang.invoke.*;
import java.util.*;

public class CallersAndLoaders {
    @Retention(RetentionPolicy.RUNTIME)
    @interface Mark { int value() default 3; Class<?> type() default CallersAndLoaders.class; String[] names() default {"a", "b"}; Retention inner() default @Retention(RetentionPolicy.CLASS); }

    @Mark
    static class Marked { }

    enum Own { A, B }

    record Data(int n, Own own, List<String> list) implements Serializable { }

    static class Chain implements Serializable {
        private static final long serialVersionUID = 1;
        transient String again;
        final Own own = Own.B;
        private void writeObject(ObjectOutputStream o) throws IOException { o.defaultWriteObject(); o.writeObject(Own.A); }
        private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException { in.defaultReadObject(); again = "read " + in.readObject(); }
        private Object readResolve() { return this; }
    }

    static Object copy(Object o) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(o);
        return new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
    }

    static class Loader extends ClassLoader {
        String find(String name) { return findLoadedClass(name) + ""; }
    }

    public static void main(String[] args) throws Throwable {
        MethodHandle forName = MethodHandles.lookup().findStatic(Class.class, "forName", MethodType.methodType(Class.class, String.class));
        System.out.println(forName.invokeWithArguments("CallersAndLoaders") + " " + (Class<?>) forName.invokeExact("CallersAndLoaders$Own"));
        System.out.println(MethodHandles.filterReturnValue(forName, MethodHandles.identity(Class.class)).invoke("CallersAndLoaders$Marked"));
        java.util.function.Function<String, Object> reference = name -> {
            try {
                return Class.forName(name);
            } catch (ClassNotFoundException e) {
                return e;
            }
        };
        System.out.println(reference.apply("CallersAndLoaders"));
        // More than enough rounds for reflection to generate accessors.
        Object mark = Marked.class.getAnnotation(Mark.class);
        for (int i = 0; i < 40; i++) {
            if (!copy(mark).equals(mark) || !copy(new Data(i, Own.A, List.of("x"))).equals(new Data(i, Own.A, List.of("x"))) || !((Chain) copy(new Chain())).again.equals("read A")) {
                System.out.println("differs in round " + i);
            }
        }
        System.out.println(copy(mark).hashCode() == mark.hashCode());
        System.out.println(new Loader().find(null) + " " + new Loader().find("java.lang.String") + " " + new Loader().find(""));
    }
}
