// pop, pop2, dup, dup_x1, dup_x2, dup2, dup2_x1, dup2_x2, swap in each form of JVMS 6.5.
import jasm.*;
import static jasm.Op.*;

public class StackOps {
    static int next;

    public static void show(int a) {
        System.out.print(a + " ");
    }

    public static void showLong(long a) {
        System.out.print(a + "L ");
    }

    static void run(String label, String types, int... ops) throws Throwable {
        Asm asm = new Asm("S" + next++);
        Code code = asm.method(Asm.PUBLIC | Asm.STATIC, "m", "()V");
        int value = 1;
        StringBuilder stack = new StringBuilder();
        for (char c : types.substring(0, types.indexOf('>')).toCharArray()) {
            if (c == 'J') {
                code.ldc((long) value++);
            } else {
                code.iconst(value++);
            }
        }
        code.op(ops);
        String after = types.substring(types.indexOf('>') + 1);
        for (int i = after.length() - 1; i >= 0; i--) {
            boolean wide = after.charAt(i) == 'J';
            code.invokestatic("StackOps", wide ? "showLong" : "show", wide ? "(J)V" : "(I)V");
        }
        code.op(RETURN);
        System.out.print(label + " " + types + ": ");
        Try.call(asm.load(), "m");
        System.out.println();
    }

    public static void main(String[] args) throws Throwable {
        run("pop", "III>II", POP);
        run("pop2 form 1", "III>I", POP2);
        run("pop2 form 2", "IJ>I", POP2);
        run("dup", "II>III", DUP);
        run("dup_x1", "III>IIII", DUP_X1);
        run("dup_x2 form 1", "IIII>IIIII", DUP_X2);
        run("dup_x2 form 2", "IJI>IIJI", DUP_X2);
        run("dup2 form 1", "III>IIIII", DUP2);
        run("dup2 form 2", "IJ>IJJ", DUP2);
        run("dup2_x1 form 1", "IIII>IIIIII", DUP2_X1);
        run("dup2_x1 form 2", "IIJ>IJIJ", DUP2_X1);
        run("dup2_x2 form 1", "IIIII>IIIIIII", DUP2_X2);
        run("dup2_x2 form 2", "IIIJ>IJIIJ", DUP2_X2);
        run("dup2_x2 form 3", "IJII>IIIJII", DUP2_X2);
        run("dup2_x2 form 4", "IJJ>IJJJ", DUP2_X2);
        run("swap", "III>III", SWAP);
        run("swap swap dup_x1 pop", "IIII>IIII", SWAP, SWAP, DUP_X1, POP);
        run("dup2_x1 pop2", "IIJ>IJI", DUP2_X1, POP2, NOP);
        run("dup_x2 pop", "IIII>IIII", DUP_X2, POP);
        run("dup2_x2 pop2", "IIIII>IIIII", DUP2_X2, POP2);
    }
}
