// jsr, jsr_w, ret: subroutines of old class files, nested and called from several places.
import jasm.*;
import static jasm.Op.*;

public class JsrRet {
    public static void main(String[] args) throws Throwable {
        Asm asm = new Asm("J").version(48);
        asm.method(Asm.STATIC, "twice", "(I)I").jump(JSR, "sub").jump(JSR, "sub").op(ILOAD_0, IRETURN)
                .label("sub").op(ASTORE_1).iinc(0, 10).var(RET, 1);
        asm.method(Asm.STATIC, "wide", "(I)I").jumpWide(JSR_W, "sub").op(ILOAD_0, IRETURN)
                .label("sub").var(ASTORE, 300).iinc(0, 1).var(RET, 300).maxs(4, 301);
        asm.method(Asm.STATIC, "nested", "(I)I").jump(JSR, "outer").op(ILOAD_0, IRETURN)
                .label("outer").op(ASTORE_1).iinc(0, 100).jump(JSR, "inner").jump(JSR, "inner").var(RET, 1)
                .label("inner").op(ASTORE_2).iinc(0, 1).var(RET, 2);
        // A finally block as compilers before 1.4 wrote it.
        asm.method(Asm.STATIC, "fin", "(I)I").label("a").iconst(100).op(ILOAD_0, IDIV, ISTORE_3).jump(JSR, "fin")
                .op(ILOAD_3, IRETURN).label("b").label("any").op(ASTORE_1).jump(JSR, "fin").op(ALOAD_1, ATHROW)
                .label("fin").op(ASTORE_2).getstatic("java/lang/System", "out", "Ljava/io/PrintStream;").ldc("finally")
                .invokevirtual("java/io/PrintStream", "println", "(Ljava/lang/String;)V").var(RET, 2)
                .handler("a", "b", "any", null);
        asm.method(Asm.STATIC, "loop", "(I)I").iconst(0).op(ISTORE_1).label("top").op(ILOAD_0).jump(IFEQ, "end")
                .jump(JSR, "sub").iinc(0, -1).jump(GOTO, "top").label("end").op(ILOAD_1, IRETURN)
                .label("sub").op(ASTORE_2, ILOAD_1, ILOAD_0, IADD, ISTORE_1).var(RET, 2);
        Class<?> c = asm.load();
        System.out.println(Try.call(c, "twice", 1));
        System.out.println(Try.call(c, "wide", 1));
        System.out.println(Try.call(c, "nested", 1));
        Try.run("fin 5", () -> Try.call(c, "fin", 5));
        Try.run("fin 0", () -> Try.call(c, "fin", 0));
        System.out.println(Try.call(c, "loop", 100));
        Asm tooNew = new Asm("J51").version(51);
        tooNew.method(Asm.STATIC, "m", "()V").jump(JSR, "s").op(RETURN).label("s").op(ASTORE_0).var(RET, 0);
        try {
            Try.call(tooNew.load(), "m");
        } catch (VerifyError e) {
            System.out.println("VerifyError");
        }
    }
}
