// Frames of the class library with module names and versions; hidden frames stay hidden.
import java.lang.reflect.*;
import java.util.*;
import java.util.stream.*;

public class LibraryFrames {
    public static void target() {
        throw new IllegalStateException("from reflection");
    }

    static void show(Throwable t) {
        System.out.println(t);
        for (StackTraceElement e : t.getStackTrace()) {
            System.out.println("  " + e.getModuleName() + "|" + e.getClassName().replaceAll("\\$\\$Lambda.*", "Lambda") + "." + e.getMethodName());
        }
    }

    public static void main(String[] args) throws Exception {
        try {
            Integer.parseInt("x");
        } catch (NumberFormatException e) {
            show(e);
        }
        try {
            new ArrayList<Integer>().listIterator().next();
        } catch (NoSuchElementException e) {
            show(e);
        }
        try {
            Arrays.asList(3, 1, 2).sort((a, b) -> { throw new IllegalStateException("in comparator"); });
        } catch (IllegalStateException e) {
            show(e);
        }
        try {
            Runnable r = () -> target();
            r.run();
        } catch (IllegalStateException e) {
            show(e);
        }
        try {
            Object o = Proxy.newProxyInstance(LibraryFrames.class.getClassLoader(), new Class<?>[] {Runnable.class},
                    (p, m, a) -> { throw new IllegalStateException("in handler"); });
            ((Runnable) o).run();
        } catch (IllegalStateException e) {
            System.out.println(e.getStackTrace().length > 2);
        }
        try {
            Stream.of(1).map(x -> x / 0).collect(Collectors.toList());
        } catch (ArithmeticException e) {
            show(e);
        }
    }
}
