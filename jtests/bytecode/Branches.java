// goto, goto_w, backward branches, ifnull, ifnonnull and the boolean operators.
import jasm.*;
import static jasm.Op.*;

public class Branches {
    static int effects;

    static boolean effect(boolean b) {
        effects++;
        return b;
    }

    static String logic(boolean a, boolean b, boolean c) {
        effects = 0;
        boolean r = effect(a) && effect(b) || !effect(c) ^ effect(a) & effect(b) | (effect(c) ? effect(a) : effect(b));
        return r + " " + effects;
    }

    public static void main(String[] args) throws Throwable {
        for (int i = 0; i < 8; i++) {
            System.out.println(logic((i & 4) != 0, (i & 2) != 0, (i & 1) != 0));
        }
        String s = args.length > 0 ? args[0] : null;
        System.out.println(s == null ? "null" : "not");
        System.out.println(s != null ? "not" : "null");

        Asm asm = new Asm("B");
        asm.method(Asm.STATIC, "wide", "(I)I").iconst(0).op(ISTORE_1).label("top").op(ILOAD_0).jump(IFLE, "end")
                .op(ILOAD_1, ILOAD_0, IADD, ISTORE_1).iinc(0, -1).jumpWide(GOTO_W, "top").label("end").op(ILOAD_1, IRETURN);
        Code far = asm.method(Asm.STATIC, "far", "(I)I").jumpWide(GOTO_W, "over");
        far.label("back").iconst(77).op(IRETURN);
        for (int i = 0; i < 60000; i++) {
            far.op(NOP);
        }
        far.label("over").jumpWide(GOTO_W, "back");
        Code chain = asm.method(Asm.STATIC, "spaghetti", "()I").iconst(1).jump(GOTO, "c");
        chain.label("a").iconst(3).op(IMUL).jump(GOTO, "d").label("b").iconst(5).op(IADD).jump(GOTO, "a");
        chain.label("c").iconst(7).op(IADD).jump(GOTO, "b").label("d").op(IRETURN);
        asm.method(Asm.STATIC, "nulls", "(Ljava/lang/Object;)I").op(ALOAD_0).jump(IFNULL, "n").op(ALOAD_0)
                .jump(IFNONNULL, "nn").iconst(0).op(IRETURN).label("n").iconst(1).op(IRETURN).label("nn").iconst(2).op(IRETURN);
        Class<?> c = asm.load();
        System.out.println(Try.call(c, "wide", 100));
        System.out.println(Try.call(c, "far", 1));
        System.out.println(Try.call(c, "spaghetti"));
        System.out.println(Try.call(c, "nulls", (Object) null) + " " + Try.call(c, "nulls", "x"));
    }
}
