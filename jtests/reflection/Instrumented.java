// Reflection data stays right across collections: soft caches, identity of Class objects, members of arrays.
import java.lang.reflect.*;
import java.util.*;

public class Instrumented {
    int a, b, c;

    public static void main(String[] args) throws Exception {
        List<Method> keep = new ArrayList<>();
        int h = 0;
        for (int i = 0; i < 30; i++) {
            Method m = ArrayList.class.getMethod("size");
            keep.add(m);
            h += (Integer) m.invoke(keep);
            Field f = Instrumented.class.getDeclaredField(i % 3 == 0 ? "a" : i % 3 == 1 ? "b" : "c");
            Instrumented o = new Instrumented();
            f.setInt(o, i);
            h += o.a + o.b * 2 + o.c * 3;
            if (i % 5 == 0) {
                System.gc();
            }
        }
        System.out.println(h);
        Class<?> x = Class.forName("Instrumented");
        int id = System.identityHashCode(x);
        System.gc();
        System.out.println((x == Instrumented.class) + " " + (id == System.identityHashCode(Instrumented.class)) + " " + (Class.forName("[LInstrumented;") == Instrumented[].class));
    }
}
