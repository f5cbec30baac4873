// The wide, more than 255 locals of each type, iinc beyond a byte.
import jasm.*;
import static jasm.Op.*;

public class Wide {
    public static void main(String[] args) throws Throwable {
        Asm asm = new Asm("W");
        asm.method(Asm.STATIC, "all", "(IJFDLjava/lang/String;)Ljava/lang/String;").maxs(10, 65535)
                .op(ILOAD_0).var(ISTORE, 300).op(LLOAD_1).var(LSTORE, 301).op(FLOAD_3).var(FSTORE, 4000)
                .var(DLOAD, 4).var(DSTORE, 65532).var(ALOAD, 6).var(ASTORE, 65534)
                .iinc(300, 1000).iinc(300, -32768).iinc(300, 32767).iinc(0, 127).iinc(0, 128)
                .type(NEW, "java/lang/StringBuilder").op(DUP).invokespecial("java/lang/StringBuilder", "<init>", "()V")
                .var(ILOAD, 300).invokevirtual("java/lang/StringBuilder", "append", "(I)Ljava/lang/StringBuilder;")
                .var(LLOAD, 301).invokevirtual("java/lang/StringBuilder", "append", "(J)Ljava/lang/StringBuilder;")
                .var(FLOAD, 4000).invokevirtual("java/lang/StringBuilder", "append", "(F)Ljava/lang/StringBuilder;")
                .var(DLOAD, 65532).invokevirtual("java/lang/StringBuilder", "append", "(D)Ljava/lang/StringBuilder;")
                .var(ALOAD, 65534)
                .invokevirtual("java/lang/StringBuilder", "append", "(Ljava/lang/String;)Ljava/lang/StringBuilder;")
                .op(ILOAD_0).invokevirtual("java/lang/StringBuilder", "append", "(I)Ljava/lang/StringBuilder;")
                .invokevirtual("java/lang/StringBuilder", "toString", "()Ljava/lang/String;").op(ARETURN);
        // wide forms with small indices are legal too
        asm.method(Asm.STATIC, "small", "(I)I").bytes(WIDE, ILOAD, 0, 0).bytes(WIDE, IINC, 0, 0, 0, 5).bytes(WIDE, ILOAD, 0, 0)
                .op(IADD, IRETURN);
        Class<?> c = asm.load();
        System.out.println(Try.call(c, "all", 7, 8L, 1.5f, 2.5, "s"));
        System.out.println(Try.call(c, "small", 10));
    }
}
