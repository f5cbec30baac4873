// Returns of every type, truncation of int to boolean, byte, char, short by ireturn and by calls through reflection.
import jasm.*;
import static jasm.Op.*;

public class ReturnKinds {
    public static void main(String[] args) throws Throwable {
        Asm a = new Asm("R");
        for (String d : new String[] {"Z", "B", "C", "S", "I"}) {
            a.method(Asm.PUBLIC | Asm.STATIC, "m" + d, "(I)" + d).op(ILOAD_0, IRETURN);
            a.method(Asm.PUBLIC | Asm.STATIC, "call" + d, "(I)I").op(ILOAD_0).invokestatic("R", "m" + d, "(I)" + d).op(IRETURN);
        }
        a.method(Asm.STATIC, "l", "(J)J").op(LLOAD_0, LRETURN);
        a.method(Asm.STATIC, "f", "(F)F").op(FLOAD_0, FRETURN);
        a.method(Asm.STATIC, "d", "(D)D").op(DLOAD_0, DRETURN);
        a.method(Asm.STATIC, "a", "(Ljava/lang/Object;)Ljava/lang/Object;").op(ALOAD_0, ARETURN);
        a.method(Asm.STATIC, "v", "()V").op(RETURN);
        a.method(Asm.STATIC, "deep", "()I").iconst(1).iconst(2).iconst(3).op(IRETURN);
        a.method(Asm.STATIC | Asm.SYNCHRONIZED, "sync", "(J)J").op(LLOAD_0, LRETURN);
        Class<?> c = a.load();
        for (int v : new int[] {0, 1, 2, 3, 255, 128, 65535, 65536, -1, 0x12348765}) {
            StringBuilder s = new StringBuilder().append(v);
            for (String d : new String[] {"B", "C", "S", "I"}) {
                Object o = Try.call(c, "m" + d, v);
                s.append(' ').append(o instanceof Character ? (int) (Character) o : o).append(' ').append(Try.call(c, "call" + d, v));
            }
            s.append(' ').append(Try.call(c, "callZ", v & 1));
            System.out.println(s);
        }
        System.out.println(Try.call(c, "l", Long.MIN_VALUE) + " " + Try.call(c, "f", 1.5f) + " " + Try.call(c, "d", -0.0) + " " + Try.call(c, "a", "o") + " " + Try.call(c, "v") + " " + Try.call(c, "deep") + " " + Try.call(c, "sync", 7L));
    }
}
