// Exception tables that javac does not write: empty catch types, handler inside the range, shared handlers, many entries.
import jasm.*;
import static jasm.Op.*;

public class FallThroughHandlers {
    public static void main(String[] args) throws Throwable {
        Asm asm = new Asm("E");
        Code code = asm.method(Asm.STATIC, "many", "(I)I");
        int n = 300;
        for (int i = 0; i < n; i++) {
            code.label("s" + i).op(ILOAD_0).iconst(i).op(ISUB, ISTORE_1).iconst(1).op(ILOAD_1, IDIV, POP).label("e" + i);
        }
        code.iconst(-1).op(IRETURN);
        for (int i = 0; i < n; i++) {
            code.label("h" + i).op(POP).iconst(i * 2).op(IRETURN);
            code.handler("s" + i, "e" + i, "h" + i, "java/lang/ArithmeticException");
        }
        asm.method(Asm.STATIC, "inside", "(I)I").iconst(5).op(ISTORE_1).jump(GOTO, "try").label("h").op(POP).iinc(0, 1)
                .label("try").label("a").iinc(1, -1).op(ILOAD_1).jump(IFEQ, "done").iconst(10).op(ILOAD_0, IDIV, IRETURN)
                .label("b").label("done").iconst(-7).op(IRETURN).handler("a", "b", "h", "java/lang/ArithmeticException");
        Class<?> c = asm.load();
        for (int i : new int[] {-1, 0, 1, 150, 299, 300}) {
            System.out.println(Try.call(c, "many", i));
        }
        System.out.println(Try.call(c, "inside", 0) + " " + Try.call(c, "inside", -2) + " " + Try.call(c, "inside", -9));
    }
}
