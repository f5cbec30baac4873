// fcmpl/fcmpg and dcmpl/dcmpg themselves: the value pushed for each order and for NaN.
import jasm.*;
import static jasm.Op.*;

public class FloatCompareForms {
    public static void main(String[] args) throws Throwable {
        Asm asm = new Asm("F");
        int[] ops = {FCMPL, FCMPG, DCMPL, DCMPG};
        for (int op : ops) {
            boolean d = op >= DCMPL;
            asm.method(Asm.PUBLIC | Asm.STATIC, "m" + op, d ? "(DD)I" : "(FF)I")
                    .op(d ? DLOAD_0 : FLOAD_0, d ? DLOAD_2 : FLOAD_1, op, IRETURN);
        }
        asm.method(Asm.PUBLIC | Asm.STATIC, "l", "(JJ)I").op(LLOAD_0, LLOAD_2, LCMP, IRETURN);
        Class<?> c = asm.load();
        double[] values = {1, 2, 0.0, -0.0, Double.NaN, 1 / 0.0};
        for (double a : values) {
            for (double b : values) {
                System.out.println(a + " " + b + ": " + Try.call(c, "m" + FCMPL, (float) a, (float) b) + " "
                        + Try.call(c, "m" + FCMPG, (float) a, (float) b) + " " + Try.call(c, "m" + DCMPL, a, b) + " "
                        + Try.call(c, "m" + DCMPG, a, b));
            }
        }
        System.out.println(Try.call(c, "l", 1L, 2L) + " " + Try.call(c, "l", 2L, 2L) + " " + Try.call(c, "l", 1L << 40, 2L));
    }
}
