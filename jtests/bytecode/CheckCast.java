// checkcast and instanceof over classes, interfaces and arrays, with the message of ClassCastException.
// javac: -XDstringConcat=inline
import java.io.Serializable;
import java.util.List;

public class CheckCast {
    interface I { }
    static class A { }
    static class B extends A implements I { }
    static final class F { }

    interface Cast {
        Object cast(Object o);
    }

    public static void main(String[] args) {
        Object[] objects = {null, new A(), new B(), new F(), "s", new int[1], new int[1][1], new A[1], new B[1],
            new B[1][1], new Object[1], new I[1], 5, List.of()};
        Cast[] casts = {
            new Cast() { public Object cast(Object o) { return (A) o; } },
            new Cast() { public Object cast(Object o) { return (B) o; } },
            new Cast() { public Object cast(Object o) { return (I) o; } },
            new Cast() { public Object cast(Object o) { return (Object[]) o; } },
            new Cast() { public Object cast(Object o) { return (A[]) o; } },
            new Cast() { public Object cast(Object o) { return (I[]) o; } },
            new Cast() { public Object cast(Object o) { return (int[]) o; } },
            new Cast() { public Object cast(Object o) { return (Object[][]) o; } },
            new Cast() { public Object cast(Object o) { return (Cloneable) o; } },
            new Cast() { public Object cast(Object o) { return (Serializable[]) o; } },
            new Cast() { public Object cast(Object o) { return (String) o; } },
            new Cast() { public Object cast(Object o) { return (long[]) o; } },
        };
        for (Object o : objects) {
            String name = o == null ? "null" : o.getClass().getName();
            for (int i = 0; i < casts.length; i++) {
                try {
                    casts[i].cast(o);
                    System.out.println(name + " " + i + " ok");
                } catch (ClassCastException e) {
                    System.out.println(name + " " + i + " " + e.getMessage());
                }
            }
            System.out.println((o instanceof A) + " " + (o instanceof B) + " " + (o instanceof I) + " " + (o instanceof F) + " "
                    + (o instanceof Object) + " " + (o instanceof Object[]) + " " + (o instanceof int[]) + " "
                    + (o instanceof A[]) + " " + (o instanceof I[]) + " " + (o instanceof int[][]) + " "
                    + (o instanceof Cloneable[]) + " " + (o instanceof Serializable) + " " + (o instanceof Comparable));
        }
    }
}
