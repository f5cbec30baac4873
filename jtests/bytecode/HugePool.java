// A constant pool of 65,534 entries, used from end to end.
import jasm.*;
import static jasm.Op.*;

public class HugePool {
    public static void main(String[] args) throws Throwable {
        Asm asm = new Asm("P");
        Code code = asm.method(Asm.STATIC, "m", "()I").iconst(0);
        int used = 0;
        for (int i = 0; asm.pool.count() < 65500; i++) {
            int index = asm.pool.integer(i * 7919);
            if (i % 16 == 0) {
                code.ldcEntry(index, false).op(IADD);
                used++;
            }
        }
        code.op(IRETURN);
        asm.method(Asm.STATIC, "text", "()Ljava/lang/String;").ldc("last").op(ARETURN);
        Class<?> c = asm.load();
        System.out.println(Try.call(c, "m") + " " + Try.call(c, "text") + " " + used);
        while (asm.pool.count() < 65535) {
            asm.pool.integer(-asm.pool.count());
        }
        System.out.println(Try.call(asm.load(), "text"));
    }
}
