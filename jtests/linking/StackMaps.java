// StackMapTable: missing frames in version 52, fall-back for version 50, wrong frames.
import jasm.*;
import static jasm.Op.*;

public class StackMaps {
    static Asm loop(int version) {
        Asm asm = new Asm("S").version(version);
        asm.method(Asm.PUBLIC | Asm.STATIC, "m", "(I)I").maxs(2, 2).op(ICONST_0, ISTORE_1).label("top").op(ILOAD_0).jump(IFLE, "end")
                .op(ILOAD_1, ILOAD_0, IADD, ISTORE_1).iinc(0, -1).jump(GOTO, "top").label("end").op(ILOAD_1, IRETURN);
        return asm;
    }

    static void run(String label, Asm asm) {
        Try.run(label, () -> {
            try {
                return Try.call(asm.load(), "m", 10);
            } catch (VerifyError e) {
                return "VerifyError " + e.getMessage().lines().findFirst().get();
            }
        });
    }

    static Asm framed(int version, byte... table) {
        Asm asm = new Asm("S").version(version);
        asm.method(Asm.PUBLIC | Asm.STATIC, "m", "(I)I").maxs(2, 2).op(ICONST_0, ISTORE_1).label("top").op(ILOAD_0).jump(IFLE, "end")
                .op(ILOAD_1, ILOAD_0, IADD, ISTORE_1).iinc(0, -1).jump(GOTO, "top").label("end").op(ILOAD_1, IRETURN)
                .codeAttribute("StackMapTable", table);
        return asm;
    }

    public static void main(String[] args) {
        for (int v : new int[] {45, 48, 49, 50, 51, 52, 61}) {
            run("no frames " + v, loop(v));
        }
        // offset 2: append one int (252); offset 16: same (13)
        byte[] good = {0, 2, (byte) 252, 0, 2, 1, 13};
        byte[] wrongType = {0, 2, (byte) 252, 0, 2, 3, 13};
        byte[] wrongOffset = {0, 2, (byte) 252, 0, 3, 1, 12};
        byte[] truncated = {0, 2, (byte) 252, 0, 2};
        byte[] reserved = {0, 2, (byte) 200, 0, 2, 1, 13};
        byte[] tooMany = {0, 3, (byte) 252, 0, 2, 1, 13, 0};
        byte[] beyond = {0, 3, (byte) 252, 0, 2, 1, 13, 60};
        byte[] full = {0, 2, (byte) 255, 0, 2, 0, 2, 1, 1, 0, 0, 13};
        byte[] top = {0, 2, (byte) 255, 0, 2, 0, 2, 1, 0, 0, 0, 13};
        byte[] chop = {0, 2, (byte) 252, 0, 2, 1, (byte) 250, 0, 13};
        for (int v : new int[] {50, 52}) {
            run("good " + v, framed(v, good));
            run("wrong type " + v, framed(v, wrongType));
            run("wrong offset " + v, framed(v, wrongOffset));
            run("truncated " + v, framed(v, truncated));
            run("reserved " + v, framed(v, reserved));
            run("too many " + v, framed(v, tooMany));
            run("beyond " + v, framed(v, beyond));
            run("full " + v, framed(v, full));
            run("top " + v, framed(v, top));
            run("chop " + v, framed(v, chop));
        }
    }
}
