// A method of exactly 65,535 bytes, and one byte more.
import jasm.*;
import static jasm.Op.*;

public class HugeMethod {
    static Asm sized(int bytes) {
        Asm asm = new Asm("H");
        Code code = asm.method(Asm.STATIC, "m", "(I)I");
        while (code.position() + 4 < bytes) {
            if (code.position() + 3 + 4 <= bytes) {
                code.iinc(0, 1);
            } else {
                code.op(NOP);
            }
        }
        while (code.position() + 2 < bytes) {
            code.op(NOP);
        }
        return code.op(ILOAD_0, IRETURN).end();
    }

    public static void main(String[] args) throws Throwable {
        for (int n : new int[] {65534, 65535}) {
            System.out.println(n + " " + Try.call(sized(n).load(), "m", 5));
        }
        Try.run("65536", () -> sized(65536).load());
        Asm branches = new Asm("B");
        Code code = branches.method(Asm.STATIC, "m", "(I)I");
        for (int i = 0; i < 5000; i++) {
            code.op(ILOAD_0).iconst(i).jump(IF_ICMPNE, "n" + i).iinc(0, 1).label("n" + i);
        }
        code.op(ILOAD_0, IRETURN);
        Class<?> c = branches.load();
        System.out.println(Try.call(c, "m", 0) + " " + Try.call(c, "m", 4999) + " " + Try.call(c, "m", -5));
    }
}
