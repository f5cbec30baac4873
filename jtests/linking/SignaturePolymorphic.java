// Signature polymorphic calls linked by hand-made class files with odd descriptors.
import jasm.*;
import static jasm.Op.*;
import java.lang.invoke.*;

public class SignaturePolymorphic {
    public static String target(int a, long b, String c) {
        return a + "," + b + "," + c;
    }

    public static void main(String[] args) throws Throwable {
        MethodHandle h = MethodHandles.lookup().findStatic(SignaturePolymorphic.class, "target", MethodType.methodType(String.class, int.class, long.class, String.class));
        String mh = "java/lang/invoke/MethodHandle";
        String[] descriptors = {"(IJLjava/lang/String;)Ljava/lang/String;", "(SJLjava/lang/String;)Ljava/lang/String;", "(IILjava/lang/String;)Ljava/lang/Object;", "(IJLjava/lang/Object;)Ljava/lang/Object;",
            "(IJLjava/lang/String;)V", "(IJ)Ljava/lang/String;", "(IJLjava/lang/String;)I", "(IJLno/Such;)Ljava/lang/String;"};
        for (String d : descriptors) {
            for (String name : new String[] {"invokeExact", "invoke"}) {
                Asm a = new Asm("P").version(51);
                Code c = a.method(Asm.STATIC, "m", "(L" + mh + ";)Ljava/lang/Object;").op(ALOAD_0).iconst(1);
                if (d.startsWith("(II")) {
                    c.iconst(2);
                } else {
                    c.ldc(2L);
                }
                if (d.contains("Such")) {
                    c.op(ACONST_NULL);
                } else if (!d.startsWith("(IJ)")) {
                    c.ldc("s");
                }
                c.invokevirtual(mh, name, d);
                char r = d.charAt(d.length() - 1);
                if (r == 'V') {
                    c.op(ACONST_NULL);
                } else if (r == 'I') {
                    c.op(POP, ACONST_NULL);
                }
                c.op(ARETURN);
                Class<?> k = a.load();
                Try.run(name + d, () -> Try.call(k, "m", h));
            }
        }
        Asm a = new Asm("Q").version(51);
        a.method(Asm.STATIC, "m", "()V").op(ACONST_NULL).invokevirtual(mh, "nope", "()V").op(RETURN);
        a.method(Asm.STATIC, "n", "()V").op(ACONST_NULL).type(CHECKCAST, mh).invokevirtual(mh, "invokeExact", "()V").op(RETURN);
        Class<?> k = a.load();
        Try.run("nope", () -> Try.call(k, "m"));
        Try.run("null", () -> Try.call(k, "n"));
        try {
            MethodHandle.class.getMethod("invokeExact", Object[].class).invoke(h, (Object) new Object[] {1, 2L, "x"});
        } catch (java.lang.reflect.InvocationTargetException e) {
            System.out.println(e.getCause());
        }
    }
}
