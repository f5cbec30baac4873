// Step 3 and 4 of JVMS 5.3.5: superclass that is final, an interface, missing, inaccessible; superinterface that is a class.
import jasm.*;

public class SuperclassChecks {
    static Object load(Asm... all) {
        Loader l = new Loader() {
            @Override
            public String toString() {
                return "L";
            }
        };
        for (Asm a : all) {
            l.add(a);
        }
        try {
            return l.load(all[0].name.replace('/', '.'));
        } catch (LinkageError e) {
            return e.getClass().getName() + ": " + String.valueOf(e.getMessage())
                    + (e.getCause() == null ? "" : " <- " + e.getCause());
        }
    }

    public static void main(String[] args) {
        Try.run("final", () -> load(new Asm("A").extending("java/lang/String")));
        Try.run("own final", () -> load(new Asm("A").extending("B"), new Asm("B").access(Asm.PUBLIC | Asm.FINAL | Asm.SUPER)));
        Try.run("interface", () -> load(new Asm("A").extending("java/lang/Runnable")));
        Try.run("missing", () -> load(new Asm("A").extending("no/Such")));
        Try.run("array", () -> load(new Asm("A").extending("[I")));
        Try.run("class as interface", () -> load(new Asm("A").implementing("java/lang/Number")));
        Try.run("missing interface", () -> load(new Asm("A").implementing("no/Such")));
        Try.run("package-private super", () -> load(new Asm("A").extending("p/B"), new Asm("p/B").access(Asm.SUPER)));
        Try.run("package-private interface", () -> load(new Asm("A").implementing("p/I"),
                new Asm("p/I").access(Asm.INTERFACE | Asm.ABSTRACT)));
        Try.run("same package", () -> load(new Asm("p/A").extending("p/B"), new Asm("p/B").access(Asm.SUPER)));
        Try.run("not exported", () -> load(new Asm("A").extending("jdk/internal/misc/Unsafe")));
        Try.run("not exported open super", () -> load(new Asm("A").extending("sun/security/util/Debug")));
        Try.run("interface with superclass", () -> load(new Asm("A").asInterface().extending("java/lang/Number")));
        Try.run("enum super", () -> load(new Asm("A").extending("java/lang/Enum")));
        Try.run("record super", () -> load(new Asm("A").extending("java/lang/Record")));
        Try.run("twice the same interface", () -> load(new Asm("A").implementing("java/lang/Runnable", "java/lang/Runnable")));
        Try.run("sealed, permitted", () -> load(new Asm("A").version(61).extending("B"),
                new Asm("B").version(61).permittedSubclasses("A")));
        Try.run("sealed, not permitted", () -> load(new Asm("A").version(61).extending("B"),
                new Asm("B").version(61).permittedSubclasses("C")));
        Try.run("sealed interface, not permitted", () -> load(new Asm("A").version(61).implementing("B"),
                new Asm("B").version(61).asInterface().permittedSubclasses("C")));
        Try.run("sealed, other package", () -> load(new Asm("q/A").version(61).extending("p/B"),
                new Asm("p/B").version(61).permittedSubclasses("q/A")));
    }
}
