// Methods with jumps over more than 32 KiB through goto_w, large switches in loops, handlers far away.
import jasm.*;
import static jasm.Op.*;

public class LongOffsets {
    public static void main(String[] args) throws Throwable {
        Asm a = new Asm("L");
        Code c = a.method(Asm.STATIC, "far", "(I)I").label("s").op(ILOAD_0).jump(IFNE, "go").iconst(-1).op(IRETURN).label("go").jumpWide(GOTO_W, "body").label("back").iconst(1).op(ILOAD_0, ISUB, IRETURN);
        for (int i = 0; i < 8000; i++) {
            c.iinc(0, 1).op(NOP);
        }
        c.label("body").iconst(10).op(ILOAD_0, IDIV, POP).jumpWide(GOTO_W, "back").label("e").handler("s", "e", "h", "java/lang/ArithmeticException");
        c.label("h").op(POP).iconst(-99).op(IRETURN);
        Code d = a.method(Asm.STATIC, "jsrFar", "(I)I").jumpWide(JSR_W, "sub").op(ILOAD_0, IRETURN);
        for (int i = 0; i < 40000; i++) {
            d.op(NOP);
        }
        d.label("sub").op(ASTORE_1).iinc(0, 5).var(RET, 1);
        Class<?> k = a.load();
        System.out.println(Try.call(k, "far", 0) + " " + Try.call(k, "far", 3) + " " + Try.call(k, "jsrFar", 1));
    }
}
