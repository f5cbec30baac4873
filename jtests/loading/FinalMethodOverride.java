// Linking checks of the class hierarchy: overriding final methods, static against instance, private and package-private.
import jasm.*;
import static jasm.Op.*;

public class FinalMethodOverride {
    static Asm base(String name, int flags) {
        Asm asm = new Asm(name).constructor();
        asm.method(flags, "m", "()I").iconst(1).op(IRETURN);
        return asm;
    }

    static Asm derived(String name, String base, int flags) {
        Asm asm = new Asm(name).extending(base).constructor();
        asm.method(flags, "m", "()I").iconst(2).op(IRETURN);
        return asm;
    }

    static Object run(Asm... all) throws Throwable {
        Loader l = new Loader();
        for (Asm a : all) {
            l.add(a);
        }
        Class<?> c = l.load(all[0].name.replace('/', '.'));
        try {
            return c.getDeclaredConstructor().newInstance().getClass();
        } catch (LinkageError e) {
            return e.getClass() + " " + e.getMessage();
        }
    }

    public static void main(String[] args) {
        Try.run("final", () -> run(derived("A", "B", Asm.PUBLIC), base("B", Asm.PUBLIC | Asm.FINAL)));
        Try.run("final by static", () -> run(derived("A", "B", Asm.PUBLIC | Asm.STATIC), base("B", Asm.PUBLIC | Asm.FINAL)));
        Try.run("final by private", () -> run(derived("A", "B", Asm.PRIVATE), base("B", Asm.PUBLIC | Asm.FINAL)));
        Try.run("private final", () -> run(derived("A", "B", Asm.PUBLIC), base("B", Asm.PRIVATE | Asm.FINAL)));
        Try.run("static final", () -> run(derived("A", "B", Asm.PUBLIC), base("B", Asm.STATIC | Asm.FINAL)));
        Try.run("package final, same package", () -> run(derived("p/A", "p/B", Asm.PUBLIC), base("p/B", Asm.FINAL)));
        Try.run("package final, other package", () -> run(derived("q/A", "p/B", Asm.PUBLIC), base("p/B", Asm.FINAL)));
        Try.run("two levels", () -> run(derived("A", "B", Asm.PUBLIC), new Asm("B").extending("C").constructor(),
                base("C", Asm.PROTECTED | Asm.FINAL)));
        Try.run("narrower access", () -> run(derived("A", "B", Asm.PROTECTED), base("B", Asm.PUBLIC)));
    }
}
