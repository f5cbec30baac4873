// JVMS 5.3.4: two loaders that disagree about a class in a shared signature.
import jasm.*;
import static jasm.Op.*;

public class LoadingConstraints {
    static Asm shared() {
        return new Asm("Shared").constructor();
    }

    static Asm server() {
        Asm asm = new Asm("Server").constructor().field(Asm.PUBLIC | Asm.STATIC, "f", "LShared;");
        asm.method(Asm.PUBLIC | Asm.STATIC, "make", "()LShared;").type(NEW, "Shared").op(DUP)
                .invokespecial("Shared", "<init>", "()V").op(ARETURN);
        asm.method(Asm.PUBLIC, "take", "(LShared;)V").op(RETURN);
        return asm;
    }

    static Asm client() {
        Asm asm = new Asm("Client").constructor();
        asm.method(Asm.PUBLIC | Asm.STATIC, "useStatic", "()Z").invokestatic("Server", "make", "()LShared;")
                .type(INSTANCEOF, "Shared").op(IRETURN);
        asm.method(Asm.PUBLIC | Asm.STATIC, "useField", "()Z").getstatic("Server", "f", "LShared;").type(INSTANCEOF, "Shared")
                .op(IRETURN);
        asm.method(Asm.PUBLIC | Asm.STATIC, "useVirtual", "()V").type(NEW, "Server").op(DUP)
                .invokespecial("Server", "<init>", "()V").op(ACONST_NULL).invokevirtual("Server", "take", "(LShared;)V").op(RETURN);
        asm.method(Asm.PUBLIC | Asm.STATIC, "touch", "()Ljava/lang/Object;").ldc(new Pool.ClassRef("Shared")).op(ARETURN);
        return asm;
    }

    static Asm overrider() {
        Asm asm = new Asm("Client").extending("Server").constructor();
        asm.method(Asm.PUBLIC, "take", "(LShared;)V").op(RETURN);
        return asm;
    }

    static void check(String label, Class<?> c, String method) {
        Try.run(label, () -> {
            try {
                return Try.call(c, method);
            } catch (LinkageError e) {
                return e.getClass() + " " + e.getMessage();
            }
        });
    }

    public static void main(String[] args) {
        for (String m : new String[] {"useStatic", "useField", "useVirtual"}) {
            Loader parent = new Loader("parent", LoadingConstraints.class.getClassLoader());
            parent.add(shared()).add(server());
            Loader child = new Loader("child", parent);
            child.add(shared()).add(client());
            parent.load("Shared");
            Class<?> c = child.load("Client");
            check(m + " touch", c, "touch");
            check(m, c, m);
            check(m + " again", c, m);
        }
        Loader parent = new Loader("parent", LoadingConstraints.class.getClassLoader());
        parent.add(shared()).add(server());
        Loader child = new Loader("child", parent);
        child.add(client());
        for (String m : new String[] {"useStatic", "useField", "useVirtual"}) {
            check("agreeing " + m, child.load("Client"), m);
        }
        Loader p2 = new Loader("parent", LoadingConstraints.class.getClassLoader());
        p2.add(shared()).add(server());
        Loader c2 = new Loader("child", p2);
        c2.add(shared()).add(overrider());
        p2.load("Shared");
        c2.load("Shared");
        Try.run("override", () -> {
            try {
                return c2.load("Client").getDeclaredConstructor().newInstance().getClass();
            } catch (LinkageError e) {
                return e.getClass() + " " + e.getMessage();
            }
        });
    }
}
