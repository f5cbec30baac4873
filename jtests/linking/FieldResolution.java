// JVMS 5.4.3.2: lookup order, access, static against instance, missing fields, descriptors that differ.
import jasm.*;
import static jasm.Op.*;

public class FieldResolution {
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

    static Asm get(String owner, String name, String descriptor) {
        Asm asm = new Asm("q/User");
        asm.method(Asm.PUBLIC | Asm.STATIC, "go", "()" + descriptor).getstatic(owner, name, descriptor)
                .op(descriptor.equals("I") ? IRETURN : descriptor.equals("J") ? LRETURN : ARETURN);
        return asm;
    }

    static Asm put(String owner, String name, boolean isStatic) {
        Asm asm = new Asm("q/User");
        Code code = asm.method(Asm.PUBLIC | Asm.STATIC, "go", "()V");
        if (isStatic) {
            code.iconst(3).putstatic(owner, name, "I").op(RETURN);
        } else {
            code.type(NEW, owner).op(DUP).invokespecial(owner, "<init>", "()V").iconst(3).putfield(owner, name, "I").op(RETURN);
        }
        return asm;
    }

    static Asm with(String name, int flags, Object value) {
        return new Asm(name).constructor().constantField(flags | Asm.STATIC, "f", "I", value);
    }

    public static void main(String[] args) {
        Try.run("plain", () -> run(get("p/A", "f", "I"), with("p/A", Asm.PUBLIC, 1)));
        Try.run("inherited", () -> run(get("p/B", "f", "I"), new Asm("p/B").extending("p/A"), with("p/A", Asm.PUBLIC, 2)));
        Try.run("interface before superclass", () -> run(get("p/B", "f", "I"), new Asm("p/B").extending("p/A").implementing("p/I"),
                with("p/A", Asm.PUBLIC, 2), new Asm("p/I").asInterface()
                        .constantField(Asm.PUBLIC | Asm.STATIC | Asm.FINAL, "f", "I", 3)));
        Try.run("own before interface", () -> run(get("p/B", "f", "I"), with("p/B", Asm.PUBLIC, 4).implementing("p/I"),
                new Asm("p/I").asInterface().constantField(Asm.PUBLIC | Asm.STATIC | Asm.FINAL, "f", "I", 3)));
        Try.run("missing", () -> run(get("p/A", "g", "I"), with("p/A", Asm.PUBLIC, 1)));
        Try.run("other descriptor", () -> run(get("p/A", "f", "J"), with("p/A", Asm.PUBLIC, 1)));
        Try.run("overload by descriptor", () -> run(get("p/A", "f", "J"), with("p/A", Asm.PUBLIC, 1)
                .constantField(Asm.PUBLIC | Asm.STATIC, "f", "J", 99L)));
        Try.run("private", () -> run(get("p/A", "f", "I"), with("p/A", Asm.PRIVATE, 1)));
        Try.run("package", () -> run(get("p/A", "f", "I"), with("p/A", 0, 1)));
        Try.run("same package", () -> run(get("q/A", "f", "I"), with("q/A", 0, 1)));
        Try.run("same package private", () -> run(get("q/A", "f", "I"), with("q/A", Asm.PRIVATE, 1)));
        Try.run("protected", () -> run(get("p/A", "f", "I"), with("p/A", Asm.PROTECTED, 1)));
        Try.run("protected by subclass", () -> run(get("p/A", "f", "I").extending("p/A"), with("p/A", Asm.PROTECTED, 8)));
        Try.run("private hides public", () -> run(get("p/B", "f", "I"), with("p/B", Asm.PRIVATE, 1).extending("p/A"),
                with("p/A", Asm.PUBLIC, 5)));
        Try.run("class not public", () -> run(get("p/A", "f", "I"), with("p/A", Asm.PUBLIC, 1).access(Asm.SUPER)));
        Try.run("missing class", () -> run(get("p/A", "f", "I")));
        Try.run("getstatic of instance field", () -> run(get("p/A", "f", "I"), new Asm("p/A").field(Asm.PUBLIC, "f", "I")));
        Try.run("putstatic of instance field", () -> run(put("p/A", "f", true), new Asm("p/A").field(Asm.PUBLIC, "f", "I")));
        Try.run("putfield of static field", () -> run(put("p/A", "f", false), with("p/A", Asm.PUBLIC, 1)));
        Try.run("putstatic of final", () -> run(put("p/A", "f", true), with("p/A", Asm.PUBLIC | Asm.FINAL, 1)));
        Try.run("putfield of final", () -> run(put("p/A", "f", false),
                new Asm("p/A").constructor().field(Asm.PUBLIC | Asm.FINAL, "f", "I")));
        Try.run("putstatic of interface constant", () -> run(put("p/I", "f", true),
                new Asm("p/I").asInterface().constantField(Asm.PUBLIC | Asm.STATIC | Asm.FINAL, "f", "I", 3)));
        Try.run("library field", () -> run(get("java/lang/Integer", "MAX_VALUE", "I")));
        Try.run("array length", () -> run(get("[I", "length", "I")));
    }
}
