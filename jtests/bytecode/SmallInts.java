// boolean, byte, char and short kept as int: what is stored in fields, arrays and returned is truncated.
import jasm.*;
import static jasm.Op.*;

public class SmallInts {
    public static void main(String[] args) throws Throwable {
        Asm asm = new Asm("S").field(Asm.STATIC, "z", "Z").field(Asm.STATIC, "b", "B").field(Asm.STATIC, "c", "C")
                .field(Asm.STATIC, "s", "S");
        for (String t : new String[] {"b", "c", "s"}) {
            String d = t.toUpperCase();
            asm.method(Asm.STATIC, "static" + d, "(I)I").op(ILOAD_0).putstatic("S", t, d).getstatic("S", t, d).op(IRETURN);
        }
        int[] types = {8, 5, 9};
        int[] stores = {BASTORE, CASTORE, SASTORE};
        int[] loads = {BALOAD, CALOAD, SALOAD};
        for (int i = 0; i < 3; i++) {
            asm.method(Asm.STATIC, "array" + i, "(I)I").iconst(1).bytes(NEWARRAY, types[i]).op(DUP).iconst(0)
                    .op(ILOAD_0, stores[i]).iconst(0).op(loads[i], IRETURN);
        }
        asm.method(Asm.STATIC, "bools", "(I)I").iconst(1).bytes(NEWARRAY, 4).op(DUP).iconst(0).op(ILOAD_0, BASTORE).iconst(0)
                .op(BALOAD, IRETURN);
        asm.method(Asm.STATIC, "conv", "(I)Ljava/lang/String;").type(NEW, "java/lang/StringBuilder").op(DUP)
                .invokespecial("java/lang/StringBuilder", "<init>", "()V")
                .op(ILOAD_0, I2B).invokevirtual("java/lang/StringBuilder", "append", "(I)Ljava/lang/StringBuilder;")
                .op(ILOAD_0, I2C).invokevirtual("java/lang/StringBuilder", "append", "(I)Ljava/lang/StringBuilder;")
                .op(ILOAD_0, I2S).invokevirtual("java/lang/StringBuilder", "append", "(I)Ljava/lang/StringBuilder;")
                .invokevirtual("java/lang/StringBuilder", "toString", "()Ljava/lang/String;").op(ARETURN);
        Class<?> c = asm.load();
        for (int v : new int[] {0, 1, 2, 127, 128, 255, 256, -1, -129, 32767, 32768, 65535, 65536, 0x12345678}) {
            StringBuilder line = new StringBuilder().append(v);
            for (String m : new String[] {"staticB", "staticC", "staticS", "array0", "array1", "array2", "bools", "conv"}) {
                line.append(' ').append(Try.call(c, m, v));
            }
            System.out.println(line);
        }
    }
}
