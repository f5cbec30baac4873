// Overriding across packages and loaders (JVMS 5.4.5): package-private methods are separate in each package.
import jasm.*;
import static jasm.Op.*;

public class PackagePrivateOverride {
    static Asm cls(String name, String superName, int flags, int v, String... callers) {
        Asm asm = new Asm(name).extending(superName).constructor();
        if (v >= 0) {
            asm.method(flags, "m", "()I").iconst(v).op(IRETURN);
        }
        for (String owner : callers) {
            asm.method(Asm.PUBLIC | Asm.STATIC, "call", "(L" + owner + ";)I").op(ALOAD_0).invokevirtual(owner, "m", "()I").op(IRETURN);
        }
        return asm;
    }

    public static void main(String[] args) throws Throwable {
        String[][] shapes = {
            // a.A.m package; b.B.m; a.C.m
            {"0", "0", "0"}, {"0", "0", "1"}, {"0", "1", "0"}, {"0", "1", "1"}, {"4", "4", "4"}, {"0", "-", "0"}, {"0", "-", "1"},
            {"0", "4", "1"}, {"2", "1", "1"}, {"0", "2", "1"}, {"1", "1", "-"},
        };
        for (String[] s : shapes) {
            Loader l = new Loader();
            l.add(cls("a/A", "java/lang/Object", Integer.parseInt(s[0]), 1, "a/A"));
            boolean b = !s[1].equals("-");
            boolean c = !s[2].equals("-");
            l.add(cls("b/B", "a/A", b ? Integer.parseInt(s[1]) : 0, b ? 2 : -1, "b/B"));
            l.add(cls("a/C", "b/B", c ? Integer.parseInt(s[2]) : 0, c ? 3 : -1, "a/C"));
            Object o = l.load("a.C").getDeclaredConstructor().newInstance();
            for (String k : new String[] {"a.A", "b.B", "a.C"}) {
                Try.run(String.join(",", s) + " " + k, () -> {
                    try {
                        return Try.call(l.load(k), "call", o);
                    } catch (IllegalAccessError e) {
                        return "IllegalAccessError";
                    } catch (VerifyError e) {
                        return "VerifyError";
                    }
                });
            }
        }
        // The same package name in two loaders is two packages.
        Loader parent = new Loader().add(cls("a/A", "java/lang/Object", 0, 1, "a/A"));
        Loader child = new Loader("child", parent);
        child.add(cls("a/C", "a/A", 0, 3));
        Object o = child.load("a.C").getDeclaredConstructor().newInstance();
        System.out.println(Try.call(parent.load("a.A"), "call", o));
    }
}
