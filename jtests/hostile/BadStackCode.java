// Hand-made code that is legal but unusual: dead code, nops, odd jumps, merges of types, null arrays, long switches.
import jasm.*;
import static jasm.Op.*;

public class BadStackCode {
    public static void main(String[] args) throws Throwable {
        Asm a = new Asm("B");
        a.method(Asm.STATIC, "dead", "()I").jump(GOTO, "end").iconst(1).op(POP).label("end").iconst(5).op(IRETURN).iconst(9).op(IRETURN);
        a.method(Asm.STATIC, "merge", "(Z)Ljava/lang/Object;").op(ILOAD_0).jump(IFEQ, "else").ldc("str").jump(GOTO, "end").label("else")
                .iconst(5).invokestatic("java/lang/Integer", "valueOf", "(I)Ljava/lang/Integer;").label("end").op(ARETURN);
        a.method(Asm.STATIC, "mergeNull", "(Z)I").op(ILOAD_0).jump(IFEQ, "else").op(ACONST_NULL).jump(GOTO, "end").label("else").iconst(3).bytes(NEWARRAY, 10).label("end")
                .op(ARRAYLENGTH, IRETURN);
        a.method(Asm.STATIC, "mergeArrays", "(Z)I").op(ILOAD_0).jump(IFEQ, "else").iconst(2).type(ANEWARRAY, "java/lang/String").jump(GOTO, "end").label("else").iconst(4)
                .type(ANEWARRAY, "java/lang/Integer").label("end").op(ARRAYLENGTH, IRETURN);
        a.method(Asm.STATIC, "nullArray", "()I").op(ACONST_NULL).iconst(0).op(IALOAD, IRETURN);
        a.method(Asm.STATIC, "nullField", "()I").op(ACONST_NULL).getfield("java/awt/Point", "x", "I").op(IRETURN);
        a.method(Asm.STATIC, "deepStack", "(I)I").maxs(200, 1).op(ILOAD_0, ILOAD_0, ILOAD_0, ILOAD_0, ILOAD_0, ILOAD_0, ILOAD_0, ILOAD_0, ILOAD_0, ILOAD_0)
                .op(IADD, IADD, IADD, IADD, IADD, IADD, IADD, IADD, IADD, IRETURN);
        a.method(Asm.STATIC, "selfLoop", "(I)I").label("t").iinc(0, -1).op(ILOAD_0).jump(IFGT, "t").op(ILOAD_0, IRETURN);
        a.method(Asm.STATIC, "boolMath", "(ZZ)I").op(ILOAD_0, ILOAD_1, IADD, ILOAD_0, IMUL, IRETURN);
        a.method(Asm.STATIC, "castNull", "()Ljava/lang/String;").op(ACONST_NULL).type(CHECKCAST, "java/lang/String").op(ARETURN);
        a.method(Asm.STATIC, "instanceNull", "()I").op(ACONST_NULL).type(INSTANCEOF, "java/lang/String").op(IRETURN);
        a.method(Asm.STATIC, "stackAcrossBranch", "(I)I").iconst(100).op(ILOAD_0).jump(IFLE, "neg").iconst(1).jump(GOTO, "end").label("neg").iconst(2).label("end").op(IADD, IRETURN);
        a.method(Asm.STATIC, "stackAcrossCall", "()I").iconst(1).iconst(2).iconst(3).invokestatic("java/lang/System", "gc", "()V").op(IADD, IADD, IRETURN);
        a.method(Asm.STATIC, "swapChain", "(II)I").op(ILOAD_0, ILOAD_1, SWAP, ISUB, DUP, DUP_X1, POP, IADD, IRETURN);
        a.method(Asm.STATIC, "newDropped", "()I").type(NEW, "java/lang/Object").op(POP).iconst(4).op(IRETURN);
        a.method(Asm.STATIC, "newTwice", "()Ljava/lang/String;").type(NEW, "java/lang/String").type(NEW, "java/lang/String").op(DUP).ldc("in").invokespecial("java/lang/String", "<init>", "(Ljava/lang/String;)V")
                .op(ASTORE_0, DUP, ALOAD_0).invokespecial("java/lang/String", "<init>", "(Ljava/lang/String;)V").op(ARETURN);
        a.method(Asm.STATIC, "interfaceAsObject", "(Ljava/lang/Object;)V").op(ALOAD_0).invokeinterface("java/lang/Runnable", "run", "()V", 1).op(RETURN);
        a.method(Asm.STATIC, "storeAnything", "(Ljava/lang/Object;)Ljava/lang/Object;").iconst(1).type(ANEWARRAY, "java/lang/String").op(DUP).iconst(0).op(ALOAD_0, AASTORE).iconst(0).op(AALOAD, ARETURN);
        Class<?> c = a.load();
        Object[][] calls = {{"dead"}, {"merge", true}, {"merge", false}, {"mergeNull", true}, {"mergeNull", false}, {"mergeArrays", true}, {"mergeArrays", false}, {"nullArray"}, {"deepStack", 3}, {"selfLoop", 1000},
            {"boolMath", true, true}, {"castNull"}, {"instanceNull"}, {"stackAcrossBranch", 1}, {"stackAcrossBranch", -1}, {"stackAcrossCall"}, {"swapChain", 10, 3}, {"newDropped"}, {"newTwice"},
            {"interfaceAsObject", "no runnable"}, {"interfaceAsObject", null}, {"storeAnything", "s"}, {"storeAnything", 5}};
        for (Object[] call : calls) {
            Try.run(java.util.Arrays.toString(call), () -> Try.call(c, (String) call[0], java.util.Arrays.copyOfRange(call, 1, call.length)));
        }
    }
}
