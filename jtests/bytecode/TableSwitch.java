// tableswitch at every alignment, with extreme bounds.
import jasm.*;
import static jasm.Op.*;

public class TableSwitch {
    public static void main(String[] args) throws Throwable {
        Asm asm = new Asm("T");
        int[] lows = {0, -3, Integer.MIN_VALUE, Integer.MAX_VALUE - 2};
        for (int pad = 0; pad < 4; pad++) {
            Code code = asm.method(Asm.STATIC, "pad" + pad, "(I)I");
            for (int i = 0; i < pad; i++) {
                code.op(NOP);
            }
            code.op(ILOAD_0).tableswitch(lows[pad], "other", "a", "b", "c");
            code.label("a").iconst(10).op(IRETURN).label("b").iconst(11).op(IRETURN).label("c").iconst(12).op(IRETURN);
            code.label("other").iconst(-1).op(IRETURN);
        }
        String[] same = new String[5000];
        Code big = asm.method(Asm.STATIC, "big", "(I)I").op(ILOAD_0);
        for (int i = 0; i < same.length; i++) {
            same[i] = i % 3 == 0 ? "z" : i % 3 == 1 ? "o" : "other";
        }
        big.tableswitch(-2500, "other", same).label("z").iconst(0).op(IRETURN).label("o").iconst(1).op(IRETURN)
                .label("other").iconst(2).op(IRETURN);
        asm.method(Asm.STATIC, "loop", "(I)I").label("top").op(ILOAD_0).tableswitch(0, "out", "top1", "top1")
                .label("top1").iinc(0, 1).jump(GOTO, "top").label("out").op(ILOAD_0, IRETURN);
        Class<?> c = asm.load();
        for (int pad = 0; pad < 4; pad++) {
            for (int d = -2; d < 5; d++) {
                System.out.print(Try.call(c, "pad" + pad, lows[pad] + d) + " ");
            }
            System.out.println(Try.call(c, "pad" + pad, 1 << 30));
        }
        for (int i : new int[] {-2501, -2500, -2499, -2498, 0, 2498, 2499, 2500, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            System.out.print(Try.call(c, "big", i) + " ");
        }
        System.out.println();
        System.out.println(Try.call(c, "loop", 0) + " " + Try.call(c, "loop", -5));
    }
}
