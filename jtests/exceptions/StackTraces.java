// printStackTrace: causes, suppressed, "... n more", circular references, constructors, lambdas, native frames.
import java.io.*;
import java.util.*;

public class StackTraces {
    static void deep(int n) {
        if (n == 0) {
            throw new IllegalArgumentException("deep");
        }
        deep(n - 1);
    }

    static void wrap() {
        try {
            deep(2);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("wrapped", e);
        }
    }

    static class InConstructor {
        final int x = fail();

        static int fail() {
            throw new UnsupportedOperationException();
        }
    }

    static class Resource implements AutoCloseable {
        final String name;

        Resource(String name) {
            this.name = name;
        }

        @Override
        public void close() throws IOException {
            throw new IOException("close " + name);
        }
    }

    static void resources() throws Exception {
        try (Resource a = new Resource("a"); Resource b = new Resource("b")) {
            throw new Exception("body");
        }
    }

    public static void main(String[] args) {
        try {
            wrap();
        } catch (RuntimeException e) {
            e.printStackTrace(System.out);
        }
        try {
            new InConstructor();
        } catch (RuntimeException e) {
            e.printStackTrace(System.out);
        }
        try {
            resources();
        } catch (Exception e) {
            e.printStackTrace(System.out);
        }
        try {
            List.of(1, 2).forEach(x -> deep(x));
        } catch (RuntimeException e) {
            StackTraceElement[] t = e.getStackTrace();
            System.out.println(t[0] + " " + t[1] + " " + t[t.length - 1]);
        }
        Exception a = new Exception("a");
        Exception b = new Exception("b", a);
        a.initCause(b);
        a.printStackTrace(System.out);
        Exception s = new Exception("s");
        s.addSuppressed(new RuntimeException("one", new Error("its cause")));
        s.addSuppressed(new RuntimeException("two"));
        s.printStackTrace(System.out);
        Throwable none = new Throwable("no trace", null, false, false) { };
        none.addSuppressed(s);
        System.out.println(none.getSuppressed().length);
        none.printStackTrace(System.out);
        Exception set = new Exception("set");
        set.setStackTrace(new StackTraceElement[] {new StackTraceElement("A", "m", "A.java", 5),
            new StackTraceElement("B", "n", null, -1), new StackTraceElement("C", "nat", "C.java", -2),
            new StackTraceElement("app", "mod", "1.0", "D", "x", "D.java", 9)});
        set.printStackTrace(System.out);
        try {
            a.initCause(null);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        try {
            a.addSuppressed(a);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        Object lock = new Object();
        StackTraceElement here = new Throwable().getStackTrace()[0];
        System.out.println(here.getClassName() + " " + here.getMethodName() + " " + here.getFileName() + " " + here.getLineNumber()
                + " " + here.isNativeMethod() + " " + here.getModuleName() + " " + here.getClassLoaderName());
    }
}
