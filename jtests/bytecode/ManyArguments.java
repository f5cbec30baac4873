// 255 argument slots, static and virtual; results of each category.
import jasm.*;
import static jasm.Op.*;

public class ManyArguments {
    public static void main(String[] args) throws Throwable {
        Asm asm = new Asm("M").constructor();
        Code ints = asm.method(Asm.STATIC, "ints", "(" + "I".repeat(255) + ")I").maxs(2, 255).iconst(0);
        for (int i = 0; i < 255; i++) {
            ints.var(ILOAD, i).op(IADD);
        }
        ints.op(IRETURN);
        Code callInts = asm.method(Asm.STATIC, "callInts", "()I").maxs(256, 1);
        for (int i = 0; i < 255; i++) {
            callInts.iconst(i * 3);
        }
        callInts.invokestatic("M", "ints", "(" + "I".repeat(255) + ")I").op(IRETURN);
        String longs = "(" + "J".repeat(127) + ")J";
        Code virtual = asm.method(Asm.PUBLIC, "longs", longs).maxs(4, 255).op(LCONST_0);
        for (int i = 0; i < 127; i++) {
            virtual.var(LLOAD, 1 + 2 * i).op(LXOR);
        }
        virtual.op(LRETURN);
        Code callLongs = asm.method(Asm.STATIC, "callLongs", "()J").maxs(256, 1).type(NEW, "M").op(DUP)
                .invokespecial("M", "<init>", "()V");
        for (int i = 0; i < 127; i++) {
            callLongs.ldc(i * 0x123456789L);
        }
        callLongs.invokevirtual("M", "longs", longs).op(LRETURN);
        Class<?> c = asm.load();
        System.out.println(Try.call(c, "callInts") + " " + Try.call(c, "callLongs"));
    }
}
