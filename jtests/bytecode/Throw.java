// The athrow, dispatch over handlers, null, order of handlers, handlers that overlap.
import jasm.*;
import static jasm.Op.*;

public class Throw {
    public static void main(String[] args) throws Throwable {
        Asm asm = new Asm("T");
        String t = "(Ljava/lang/Throwable;)I";
        asm.method(Asm.STATIC, "plain", t).op(ALOAD_0, ATHROW);
        asm.method(Asm.STATIC, "nullThrow", "()V").op(ACONST_NULL, ATHROW);
        asm.method(Asm.STATIC, "order", t).label("a").op(ALOAD_0, ATHROW).label("b")
                .label("h1").op(POP).iconst(1).op(IRETURN).label("h2").op(POP).iconst(2).op(IRETURN)
                .label("h3").op(POP).iconst(3).op(IRETURN)
                .handler("a", "b", "h1", "java/lang/RuntimeException").handler("a", "b", "h2", "java/lang/Exception")
                .handler("a", "b", "h3", null);
        asm.method(Asm.STATIC, "wideFirst", t).label("a").op(ALOAD_0, ATHROW).label("b")
                .label("h1").op(POP).iconst(1).op(IRETURN).label("h2").op(POP).iconst(2).op(IRETURN)
                .handler("a", "b", "h2", "java/lang/Exception").handler("a", "b", "h1", "java/lang/RuntimeException");
        // The handler covers itself: throwing again comes back until the counter is used up.
        asm.method(Asm.STATIC, "self", t).iconst(3).op(ISTORE_1).label("a").op(ALOAD_0, ATHROW).label("h")
                .op(ASTORE_0).iinc(1, -1).op(ILOAD_1).jump(IFEQ, "out").op(ALOAD_0, ATHROW).label("b").label("out")
                .iconst(99).op(IRETURN).handler("a", "b", "h", null);
        asm.method(Asm.STATIC, "stackCleared", t).iconst(1).iconst(2).op(LCONST_0).label("a").op(ALOAD_0, ATHROW).label("b")
                .label("h").op(POP).iconst(42).op(IRETURN).handler("a", "b", "h", null);
        asm.method(Asm.STATIC, "missingHandlerClass", t).label("a").op(ALOAD_0, ATHROW).label("b").label("h").op(POP)
                .iconst(1).op(IRETURN).handler("a", "b", "h", "java/lang/Error");
        Class<?> c = asm.load();
        Throwable[] all = {new RuntimeException("r"), new Exception("e"), new Error("x")};
        for (Throwable e : all) {
            for (String m : new String[] {"plain", "order", "wideFirst", "self", "stackCleared", "missingHandlerClass"}) {
                Try.run(m, () -> Try.call(c, m, e));
            }
        }
        Try.run("null", () -> Try.call(c, "nullThrow"));
        Try.run("plain null", () -> Try.call(c, "plain", (Object) null));
    }
}
