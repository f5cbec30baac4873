// Inputs that invite unbounded work: deep hierarchies, huge arrays of arrays, deep signatures, regular expressions, recursion in toString.
// flags: -Xmx128m
import jasm.*;
import static jasm.Op.*;
import java.util.*;

public class Explosions {
    public static void main(String[] args) throws Throwable {
        Loader l = new Loader();
        int n = 1000;
        for (int i = 0; i < n; i++) {
            l.add(i == 0 ? new Asm("H0").constructor() : new Asm("H" + i).extending("H" + (i - 1)).constructor());
        }
        for (int i = 0; i < n; i += 100) {
            l.load("H" + i);
        }
        Class<?> c = l.load("H" + (n - 1));
        Object o = c.getDeclaredConstructor().newInstance();
        System.out.println(l.load("H0").isInstance(o) + " " + l.load("H500").isInstance(o));
        Loader wide = new Loader();
        String[] names = new String[2000];
        for (int i = 0; i < names.length; i++) {
            names[i] = "W" + i;
            Asm a = new Asm(names[i]).asInterface();
            a.method(Asm.PUBLIC, "m" + i, "()I").ldc(i).op(IRETURN);
            wide.add(a);
        }
        wide.add(new Asm("Wide").implementing(names).constructor());
        Object w = wide.load("Wide").getDeclaredConstructor().newInstance();
        System.out.println(wide.load("W1999").isInstance(w) + " " + wide.load("W1999").getMethod("m1999").invoke(w) + " " + w.getClass().getMethods().length);
        Try.run("array bomb", () -> {
            try {
                return new int[1 << 12][1 << 12][1 << 12].length;
            } catch (OutOfMemoryError e) {
                return "OutOfMemoryError";
            }
        });
        List<Object> self = new ArrayList<>();
        self.add(self);
        System.out.println(self);
        Try.run("hash of itself", () -> {
            try {
                return self.hashCode();
            } catch (StackOverflowError e) {
                return "StackOverflowError";
            }
        });
        Map<Object, Object> m = new HashMap<>();
        m.put("m", m);
        System.out.println(m);
        Try.run("regex", () -> "aaaaaaaaaaaa".matches("(a+)+b"));
        Try.run("deep regex", () -> {
            try {
                return "(".repeat(20000).matches("(\\()*x") + "";
            } catch (StackOverflowError e) {
                return "StackOverflowError";
            }
        });
        Throwable t = null;
        for (int i = 0; i < 3000; i++) {
            t = new Throwable("t" + i, t, false, false) { };
        }
        System.out.println(Try.describe(t).length() > 10000);
        Asm many = new Asm("Many");
        for (int i = 0; i < 4000; i++) {
            many.field(Asm.STATIC, "f" + i, "I");
            many.method(Asm.STATIC, "m" + i, "()I").iconst(i).op(IRETURN);
        }
        System.out.println(Try.call(many.load(), "m3999") + " " + many.load().getDeclaredFields().length);
        Asm locals = new Asm("Locals");
        locals.method(Asm.STATIC, "m", "(I)I").maxs(9000, 9000).op(ILOAD_0).jump(IFEQ, "end").op(ILOAD_0).iconst(1).op(ISUB).invokestatic("Locals", "m", "(I)I").op(IRETURN)
                .label("end").iconst(7).op(IRETURN);
        Class<?> lc = locals.load();
        System.out.println(Try.call(lc, "m", 0));
        Try.run("big frames", () -> {
            try {
                return Try.call(lc, "m", 1_000_000);
            } catch (StackOverflowError e) {
                return "StackOverflowError";
            }
        });
    }
}
