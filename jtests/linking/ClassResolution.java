// JVMS 5.4.3.1: access to classes of other packages and modules, arrays of missing classes, repeated failure.
import jasm.*;
import static jasm.Op.*;

public class ClassResolution {
    static Asm user(int opcode, String type) {
        Asm asm = new Asm("q/User");
        Code code = asm.method(Asm.PUBLIC | Asm.STATIC, "go", "()Ljava/lang/Object;");
        switch (opcode) {
            case ANEWARRAY: code.iconst(0).type(ANEWARRAY, type); break;
            case CHECKCAST: code.ldc("x").type(CHECKCAST, type); break;
            case INSTANCEOF: code.ldc("x").type(INSTANCEOF, type).op(POP, ACONST_NULL); break;
            case NEW: code.type(NEW, type).op(POP, ACONST_NULL); break;
            case LDC: code.ldc(new Pool.ClassRef(type)); break;
            default: code.op(ACONST_NULL).type(CHECKCAST, type);
        }
        code.op(ARETURN);
        return asm;
    }

    static void run(String label, int opcode, String type, Asm... rest) {
        Loader l = new Loader().add(user(opcode, type));
        for (Asm a : rest) {
            l.add(a);
        }
        Class<?> c = l.load("q.User");
        for (int i = 0; i < 2; i++) {
            Try.run(label, () -> {
                try {
                    Object o = Try.call(c, "go");
                    return o == null ? "null" : o instanceof Class ? o : o.getClass();
                } catch (LinkageError | ClassCastException e) {
                    return e.getClass().getSimpleName() + " " + e.getMessage()
                            + (e.getCause() == null ? "" : " <- " + e.getCause());
                }
            });
        }
    }

    public static void main(String[] args) {
        Asm hidden = new Asm("p/Hidden").access(Asm.SUPER).constructor();
        Asm pub = new Asm("p/Pub").constructor();
        int[] ops = {NEW, ANEWARRAY, CHECKCAST, INSTANCEOF, LDC, ACONST_NULL};
        for (int op : ops) {
            run(op + " public", op, "p/Pub", pub);
            run(op + " hidden", op, "p/Hidden", hidden);
            run(op + " missing", op, "p/Missing");
            run(op + " internal", op, "jdk/internal/misc/VM");
            if (op != NEW) {
                run(op + " array of hidden", op, "[Lp/Hidden;", hidden);
                run(op + " array of missing", op, "[[Lp/Missing;");
                run(op + " primitive array", op, "[J");
            }
        }
    }
}
