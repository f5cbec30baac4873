// Code that the verifiers must refuse, with type inference (49) and with the type checker (51, no branches).
import jasm.*;
import static jasm.Op.*;

public class VerifyErrors {
    interface Body {
        void write(Code code);
    }

    static void bad(String label, String descriptor, Body body) {
        for (int version : new int[] {49, 52}) {
            Asm asm = new Asm("V").version(version).constructor();
            Code code = asm.method(Asm.STATIC, "m", descriptor).maxs(4, 6);
            body.write(code);
            String result;
            try {
                Class.forName("V", true, new Loader().add(asm));
                result = "accepted";
            } catch (VerifyError e) {
                // The texts of the old verifier are its own; those of the type checker are compared.
                result = version == 49 ? "VerifyError" : "VerifyError " + e.getMessage().lines().findFirst().get();
            } catch (ClassNotFoundException | LinkageError e) {
                result = e.toString();
            }
            System.out.println(label + " " + version + ": " + result);
        }
    }

    public static void main(String[] args) {
        bad("fine", "()V", c -> c.op(RETURN));
        bad("falls off the end", "()V", c -> c.op(NOP));
        bad("underflow", "()V", c -> c.op(POP, RETURN));
        bad("overflow", "()V", c -> c.op(ICONST_0, ICONST_0, ICONST_0, ICONST_0, ICONST_0, RETURN));
        bad("int as reference", "()V", c -> c.op(ICONST_0, MONITORENTER, RETURN));
        bad("reference as int", "()I", c -> c.op(ACONST_NULL, IRETURN));
        bad("wrong return", "()I", c -> c.op(RETURN));
        bad("wrong return kind", "()I", c -> c.op(LCONST_0, LRETURN));
        bad("return type", "()Ljava/lang/String;", c -> c.type(NEW, "java/lang/Object").op(DUP)
                .invokespecial("java/lang/Object", "<init>", "()V").op(ARETURN));
        bad("unset local", "()I", c -> c.op(ILOAD_3, IRETURN));
        bad("local out of range", "()I", c -> c.var(ILOAD, 6).op(IRETURN));
        bad("half a long", "(J)I", c -> c.op(ILOAD_0, IRETURN));
        bad("long split by store", "(J)J", c -> c.op(ICONST_0, ISTORE_1, LLOAD_0, LRETURN));
        bad("pop half a long", "()V", c -> c.op(LCONST_0, POP, RETURN));
        bad("swap long", "()V", c -> c.op(LCONST_0, ICONST_0, SWAP, RETURN));
        bad("uninitialised use", "()V", c -> c.type(NEW, "java/lang/Object").invokevirtual("java/lang/Object", "hashCode", "()I")
                .op(POP, RETURN));
        bad("uninitialised return", "()Ljava/lang/Object;", c -> c.type(NEW, "java/lang/Object").op(ARETURN));
        bad("init twice", "()V", c -> c.type(NEW, "java/lang/Object").op(DUP, DUP)
                .invokespecial("java/lang/Object", "<init>", "()V").invokespecial("java/lang/Object", "<init>", "()V").op(RETURN));
        bad("argument type", "()V", c -> c.ldc("s").invokestatic("java/lang/Math", "abs", "(I)I").op(POP, RETURN));
        bad("receiver type", "()V", c -> c.ldc("s").invokevirtual("java/lang/Integer", "intValue", "()I").op(POP, RETURN));
        bad("interface receiver", "()V", c -> c.ldc("s").invokeinterface("java/lang/Runnable", "run", "()V", 1).op(RETURN));
        bad("throw non-throwable", "()V", c -> c.ldc("s").op(ATHROW));
        bad("float arithmetic", "()V", c -> c.op(ICONST_0, FCONST_0, IADD, POP, RETURN));
        bad("array kind", "()V", c -> c.op(ICONST_1).bytes(NEWARRAY, 10).op(ICONST_0, BALOAD, POP, RETURN));
        bad("array of what", "()V", c -> c.ldc("s").op(ARRAYLENGTH, POP, RETURN));
        bad("branch into the middle", "()V", c -> c.bytes(GOTO, 0, 4, SIPUSH, RETURN, RETURN, RETURN));
        bad("branch out", "()V", c -> c.bytes(GOTO, 0, 100));
        bad("branch before", "()V", c -> c.bytes(GOTO, 255, 0));
        bad("bad opcode", "()V", c -> c.bytes(203, RETURN));
        bad("reserved opcode", "()V", c -> c.bytes(254, RETURN));
        bad("truncated", "()V", c -> c.bytes(SIPUSH, 1));
        bad("empty", "()V", c -> { });
        bad("bad newarray type", "()V", c -> c.op(ICONST_1).bytes(NEWARRAY, 3).op(POP, RETURN));
        bad("bad pool index", "()V", c -> c.bytes(LDC, 200, POP, RETURN));
        bad("wrong pool kind", "()V", c -> c.bytes(GETSTATIC, 0, 1, POP, RETURN));
        bad("wide of what", "()V", c -> c.bytes(WIDE, NOP, 0, 0, RETURN));
        bad("call to <init>", "()V", c -> c.ldc("s").invokevirtual("java/lang/Object", "<init>", "()V").op(RETURN));
        bad("call to <clinit>", "()V", c -> c.invokestatic("V", "<clinit>", "()V").op(RETURN));
        bad("interface count", "()V", c -> c.op(ACONST_NULL).invokeinterface("java/lang/Runnable", "run", "()V", 2).op(RETURN));
        bad("multianewarray 0", "()V", c -> c.type(MULTIANEWARRAY, "[[I").bytes(0).op(POP, RETURN));
        bad("multianewarray 3", "()V", c -> c.op(ICONST_1, ICONST_1, ICONST_1).type(MULTIANEWARRAY, "[[I").bytes(3).op(POP, RETURN));
    }
}
