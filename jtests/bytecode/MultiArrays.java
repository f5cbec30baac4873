// The multianewarray, partial dimensions, zero and negative sizes, 255 dimensions.
import jasm.*;
import static jasm.Op.*;

public class MultiArrays {
    static void show(Object a) {
        System.out.println(java.util.Arrays.deepToString(new Object[] {a}));
    }

    public static void main(String[] args) throws Throwable {
        show(new int[2][3]);
        show(new int[2][][]);
        show(new long[2][1][2]);
        show(new String[1][2][0][5]);
        show(new boolean[0][7]);
        int[][] jagged = {{1}, {2, 3}, {}, null};
        show(jagged);
        jagged[3] = jagged[1];
        jagged[3][0] = 9;
        show(jagged);
        int minus = args.length - 1;
        Try.run("negative first", () -> new int[minus][3]);
        Try.run("negative second", () -> new int[2][minus]);
        Try.run("negative after zero", () -> new int[0][minus].length);
        Try.run("both", () -> new int[minus][minus - 1]);

        Asm asm = new Asm("M");
        String deep = "[".repeat(255) + "I";
        Code code = asm.method(Asm.STATIC, "deep", "()Ljava/lang/Object;").maxs(300, 1);
        for (int i = 0; i < 255; i++) {
            code.iconst(1);
        }
        code.type(MULTIANEWARRAY, deep).bytes(255).op(ARETURN);
        asm.method(Asm.STATIC, "one", "(I)Ljava/lang/Object;").op(ILOAD_0).type(MULTIANEWARRAY, "[[Ljava/lang/String;")
                .bytes(1).op(ARETURN);
        asm.method(Asm.STATIC, "full", "()Ljava/lang/Object;").iconst(1).type(ANEWARRAY, "[".repeat(254) + "I").op(ARETURN);
        asm.method(Asm.STATIC, "tooDeep", "()Ljava/lang/Object;").iconst(1).type(ANEWARRAY, "[I").op(ARETURN);
        Class<?> c = asm.load();
        Object o = Try.call(c, "deep");
        int depth = 0;
        while (o instanceof Object[]) {
            o = ((Object[]) o)[0];
            depth++;
        }
        System.out.println(depth + " " + o.getClass() + " " + ((int[]) o).length);
        show(Try.call(c, "one", 2));
        System.out.println(Try.call(c, "full").getClass().getName().length());
        System.out.println(Try.call(c, "tooDeep").getClass());
    }
}
