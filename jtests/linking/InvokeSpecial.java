// invokespecial: super calls with intermediate classes, private methods, interface super calls, ACC_SUPER.
import jasm.*;
import static jasm.Op.*;

public class InvokeSpecial {
    static Asm value(String name, String superName, int flags, int v) {
        Asm asm = new Asm(name).version(52).extending(superName).constructor();
        asm.method(flags, "m", "()I").iconst(v).op(IRETURN);
        return asm;
    }

    static Asm caller(String owner, boolean isInterface, String superName, String... interfaces) {
        Asm asm = new Asm("C").version(52).extending(superName).implementing(interfaces).constructor();
        Code code = asm.method(Asm.PUBLIC, "call", "()I").op(ALOAD_0);
        if (isInterface) {
            code.invokespecialInterface(owner, "m", "()I");
        } else {
            code.invokespecial(owner, "m", "()I");
        }
        code.op(IRETURN);
        asm.method(Asm.PUBLIC | Asm.STATIC, "go", "()I").type(NEW, "C").op(DUP).invokespecial("C", "<init>", "()V")
                .invokevirtual("C", "call", "()I").op(IRETURN);
        return asm;
    }

    static Object run(Asm... all) throws Throwable {
        Loader l = new Loader();
        for (Asm a : all) {
            l.add(a);
        }
        try {
            return Try.call(l.load("C"), "go");
        } catch (VerifyError e) {
            return "VerifyError";
        } catch (LinkageError e) {
            return e.getClass().getSimpleName() + " " + e.getMessage();
        }
    }

    static Asm inter(String name, int v) {
        Asm asm = new Asm(name).asInterface();
        asm.method(Asm.PUBLIC, "m", "()I").iconst(v).op(IRETURN);
        return asm;
    }

    public static void main(String[] args) {
        Try.run("direct", () -> run(caller("A", false, "A"), value("A", "java/lang/Object", Asm.PUBLIC, 1)));
        Try.run("skips to grandparent name", () -> run(caller("A", false, "B"), value("A", "java/lang/Object", Asm.PUBLIC, 1),
                value("B", "A", Asm.PUBLIC, 2)));
        Try.run("without ACC_SUPER", () -> run(caller("A", false, "B").access(Asm.PUBLIC),
                value("A", "java/lang/Object", Asm.PUBLIC, 1), value("B", "A", Asm.PUBLIC, 2)));
        Try.run("inherited by parent", () -> run(caller("B", false, "B"), value("A", "java/lang/Object", Asm.PUBLIC, 1),
                new Asm("B").extending("A").constructor()));
        Try.run("unrelated", () -> run(caller("D", false, "java/lang/Object"), value("D", "java/lang/Object", Asm.PUBLIC, 1)));
        Try.run("private of super", () -> run(caller("A", false, "A"), value("A", "java/lang/Object", Asm.PRIVATE, 1)));
        Try.run("static", () -> run(caller("A", false, "A"), value("A", "java/lang/Object", Asm.PUBLIC | Asm.STATIC, 1)));
        Try.run("missing", () -> run(caller("A", false, "A"), new Asm("A").constructor()));
        Try.run("abstract", () -> run(caller("A", false, "A"), new Asm("A").access(Asm.PUBLIC | Asm.SUPER | Asm.ABSTRACT)
                .constructor().bodiless(Asm.PUBLIC | Asm.ABSTRACT, "m", "()I")));
        Try.run("default of direct interface", () -> run(caller("I", true, "java/lang/Object", "I"), inter("I", 7)));
        Try.run("default of indirect interface", () -> run(caller("I", true, "java/lang/Object", "J"), inter("I", 7),
                new Asm("J").asInterface().implementing("I")));
        Try.run("default inherited by direct", () -> run(caller("J", true, "java/lang/Object", "J"), inter("I", 7),
                new Asm("J").asInterface().implementing("I")));
        Try.run("class reference to interface", () -> run(caller("I", false, "java/lang/Object", "I"), inter("I", 7)));
        Try.run("interface reference to class", () -> run(caller("A", true, "A"), value("A", "java/lang/Object", Asm.PUBLIC, 1)));
        Try.run("conflict", () -> run(caller("K", true, "java/lang/Object", "K"), inter("I", 1), inter("J", 2),
                new Asm("K").asInterface().implementing("I", "J")));
        Try.run("own default", () -> run(caller("C", false, "java/lang/Object", "I"), inter("I", 7)));
        Try.run("own conflict", () -> run(caller("C", false, "java/lang/Object", "I", "J"), inter("I", 1), inter("J", 2)));
        Try.run("own abstract", () -> run(caller("C", false, "java/lang/Object", "I"), nothing("I")));
        Try.run("own default and abstract", () -> run(caller("C", false, "java/lang/Object", "I", "J"), inter("I", 1), nothing("J")));
        Try.run("parent's conflict", () -> run(caller("B", false, "B"), inter("I", 1), inter("J", 2),
                new Asm("B").implementing("I", "J").constructor()));
        Try.run("parent's abstract again", () -> run(caller("B", false, "B"), inter("J", 2),
                nothing("I").implementing("J"), new Asm("B").implementing("I").constructor()));
        Try.run("virtual call below a class with nothing", () -> {
            Asm b = new Asm("B").version(52).implementing("I").constructor();
            Asm c = new Asm("C").version(52).extending("B").constructor();
            c.method(Asm.PUBLIC | Asm.STATIC, "go", "()I").type(NEW, "C").op(DUP).invokespecial("C", "<init>", "()V")
                    .invokevirtual("B", "m", "()I").op(IRETURN);
            return run(c, b, nothing("I").implementing("J"), inter("J", 2));
        });
    }

    static Asm nothing(String name) {
        return new Asm(name).asInterface().bodiless(Asm.PUBLIC | Asm.ABSTRACT, "m", "()I");
    }
}
