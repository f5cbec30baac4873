// JVMS 5.4.3.3 and 5.4.3.4: class against interface references, missing methods, access, static against instance.
import jasm.*;
import static jasm.Op.*;

public class MethodResolution {
    static Object run(Asm first, Asm... rest) throws Throwable {
        Loader l = new Loader().add(first);
        for (Asm a : rest) {
            l.add(a);
        }
        Class<?> c = l.load(first.name.replace('/', '.'));
        Object result = null;
        for (int i = 0; i < 2; i++) {
            try {
                result = Try.call(c, "go");
            } catch (IncompatibleClassChangeError e) {
                result = e.getClass().getSimpleName() + " " + e.getMessage();
            }
        }
        return result;
    }

    /** A user of receiver's method m by the given instruction. */
    static Asm call(int opcode, String receiver, String owner, boolean interfaceRef) {
        Asm asm = new Asm("q/User").version(52).constructor();
        Code code = asm.method(Asm.PUBLIC | Asm.STATIC, "go", "()I");
        if (opcode != INVOKESTATIC) {
            code.type(NEW, receiver).op(DUP).invokespecial(receiver, "<init>", "()V");
        }
        int index = interfaceRef ? asm.pool.interfaceMethod(owner, "m", "()I") : asm.pool.method(owner, "m", "()I");
        code.op2(opcode, index);
        if (opcode == INVOKEINTERFACE) {
            code.bytes(1, 0);
        }
        code.op(IRETURN);
        return asm;
    }

    static Asm cls(String name, int flags, int value) {
        Asm asm = new Asm(name).version(52).constructor();
        asm.method(flags, "m", "()I").iconst(value).op(IRETURN);
        return asm;
    }

    static Asm inter(String name, int flags, int value) {
        Asm asm = new Asm(name).asInterface();
        if ((flags & Asm.ABSTRACT) != 0) {
            asm.bodiless(flags, "m", "()I");
        } else {
            asm.method(flags, "m", "()I").iconst(value).op(IRETURN);
        }
        return asm;
    }

    static Asm impl(String name, String... interfaces) {
        return new Asm(name).version(52).implementing(interfaces).constructor();
    }

    public static void main(String[] args) {
        int pub = Asm.PUBLIC;
        int st = Asm.PUBLIC | Asm.STATIC;
        Try.run("virtual", () -> run(call(INVOKEVIRTUAL, "p/A", "p/A", false), cls("p/A", pub, 1)));
        Try.run("static", () -> run(call(INVOKESTATIC, "p/A", "p/A", false), cls("p/A", st, 2)));
        Try.run("interface", () -> run(call(INVOKEINTERFACE, "p/A", "p/I", true), cls("p/A", pub, 3).implementing("p/I"),
                inter("p/I", pub | Asm.ABSTRACT, 0)));
        Try.run("default", () -> run(call(INVOKEINTERFACE, "p/A", "p/I", true), impl("p/A", "p/I"), inter("p/I", pub, 4)));
        Try.run("default by class", () -> run(call(INVOKEVIRTUAL, "p/A", "p/A", false), impl("p/A", "p/I"), inter("p/I", pub, 5)));
        Try.run("static interface", () -> run(call(INVOKESTATIC, "p/I", "p/I", true), inter("p/I", st, 6)));
        Try.run("static interface by class ref", () -> run(call(INVOKESTATIC, "p/I", "p/I", false), inter("p/I", st, 6)));
        Try.run("virtual on interface", () -> run(call(INVOKEVIRTUAL, "p/A", "p/I", false), impl("p/A", "p/I"), inter("p/I", pub, 7)));
        Try.run("interface on class", () -> run(call(INVOKEINTERFACE, "p/A", "p/A", true), cls("p/A", pub, 8)));
        Try.run("receiver without interface", () -> run(call(INVOKEINTERFACE, "p/A", "p/I", true), cls("p/A", pub, 9),
                inter("p/I", pub | Asm.ABSTRACT, 0)));
        Try.run("missing", () -> run(call(INVOKEVIRTUAL, "p/A", "p/A", false), impl("p/A")));
        Try.run("missing static", () -> run(call(INVOKESTATIC, "p/A", "p/A", false), impl("p/A")));
        Try.run("missing in interface", () -> run(call(INVOKEINTERFACE, "p/A", "p/I", true), impl("p/A", "p/I"),
                new Asm("p/I").asInterface()));
        Try.run("static called virtually", () -> run(call(INVOKEVIRTUAL, "p/A", "p/A", false), cls("p/A", st, 1)));
        Try.run("instance called statically", () -> run(call(INVOKESTATIC, "p/A", "p/A", false), cls("p/A", pub, 1)));
        Try.run("interface static by invokeinterface", () -> run(call(INVOKEINTERFACE, "p/A", "p/I", true), impl("p/A", "p/I"),
                inter("p/I", st, 1)));
        Try.run("interface private", () -> run(call(INVOKEINTERFACE, "p/A", "p/I", true), impl("p/A", "p/I"),
                inter("p/I", Asm.PRIVATE, 1)));
        Try.run("private", () -> run(call(INVOKEVIRTUAL, "p/A", "p/A", false), cls("p/A", Asm.PRIVATE, 1)));
        Try.run("package", () -> run(call(INVOKEVIRTUAL, "p/A", "p/A", false), cls("p/A", 0, 1)));
        Try.run("package static", () -> run(call(INVOKESTATIC, "p/A", "p/A", false), cls("p/A", Asm.STATIC, 1)));
        Try.run("protected", () -> run(call(INVOKEVIRTUAL, "p/A", "p/A", false), cls("p/A", Asm.PROTECTED, 1)));
        Try.run("protected static, subclass", () -> run(call(INVOKESTATIC, "p/A", "p/A", false).extending("p/A"),
                cls("p/A", Asm.PROTECTED | Asm.STATIC, 11)));
        Try.run("abstract, not implemented", () -> run(call(INVOKEVIRTUAL, "p/A", "p/B", false), impl("p/A").extending("p/B"),
                new Asm("p/B").access(pub | Asm.ABSTRACT | Asm.SUPER).constructor().bodiless(pub | Asm.ABSTRACT, "m", "()I")));
        Try.run("interface, not implemented", () -> run(call(INVOKEINTERFACE, "p/A", "p/I", true), impl("p/A", "p/I"),
                inter("p/I", pub | Asm.ABSTRACT, 0)));
        Try.run("implemented not public", () -> run(call(INVOKEINTERFACE, "p/A", "p/I", true), cls("p/A", 0, 1).implementing("p/I"),
                inter("p/I", pub | Asm.ABSTRACT, 0)));
        Try.run("two defaults", () -> run(call(INVOKEVIRTUAL, "p/A", "p/A", false), impl("p/A", "p/I", "p/J"),
                inter("p/I", pub, 1), inter("p/J", pub, 2)));
        Try.run("two defaults by interface", () -> run(call(INVOKEINTERFACE, "p/A", "p/I", true), impl("p/A", "p/I", "p/J"),
                inter("p/I", pub, 1), inter("p/J", pub, 2)));
        Try.run("maximally specific", () -> run(call(INVOKEVIRTUAL, "p/A", "p/A", false), impl("p/A", "p/I", "p/J"),
                inter("p/I", pub, 1), inter("p/J", pub, 2).implementing("p/I")));
        Try.run("default against abstract", () -> run(call(INVOKEVIRTUAL, "p/A", "p/A", false), impl("p/A", "p/I", "p/J"),
                inter("p/I", pub, 1), inter("p/J", pub | Asm.ABSTRACT, 2)));
        Try.run("re-abstracted", () -> run(call(INVOKEINTERFACE, "p/A", "p/I", true), impl("p/A", "p/J"),
                inter("p/I", pub, 1), inter("p/J", pub | Asm.ABSTRACT, 2).implementing("p/I")));
        Try.run("class wins", () -> run(call(INVOKEVIRTUAL, "p/A", "p/A", false), impl("p/A", "p/I").extending("p/B"),
                cls("p/B", pub, 21), inter("p/I", pub, 1)));
        Try.run("missing class", () -> run(call(INVOKESTATIC, "p/A", "p/A", false)));
        Try.run("class not public", () -> run(call(INVOKESTATIC, "p/A", "p/A", false), cls("p/A", st, 1).access(Asm.SUPER)));
    }
}
