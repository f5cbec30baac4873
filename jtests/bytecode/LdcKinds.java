// ldc of classes, method types, method handles and dynamic constants.
import jasm.*;
import java.lang.invoke.*;
import static jasm.Op.*;

public class LdcKinds {
    public static Object bootstrap(MethodHandles.Lookup lookup, String name, Class<?> type) {
        System.out.println("bootstrap " + name + " " + type.getName());
        if (name.equals("fail")) {
            throw new IllegalStateException("no constant");
        }
        return type == long.class ? (Object) 77L : type == int.class ? 78 : "made " + name;
    }

    public static void main(String[] args) throws Throwable {
        Asm asm = new Asm("C").version(55);
        Pool p = asm.pool;
        int handle = p.methodHandle(6, p.method("LdcKinds", "bootstrap",
                "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;)Ljava/lang/Object;"));
        int b = asm.bootstrap(handle);
        String o = "()Ljava/lang/Object;";
        asm.method(Asm.STATIC, "cls", o).ldc(new Pool.ClassRef("java/util/List")).op(ARETURN);
        asm.method(Asm.STATIC, "array", o).ldc(new Pool.ClassRef("[[J")).op(ARETURN);
        asm.method(Asm.STATIC, "missing", o).ldc(new Pool.ClassRef("no/Such")).op(ARETURN);
        asm.method(Asm.STATIC, "type", o).ldcEntry(p.methodType("(I[Ljava/lang/String;)J"), false).op(ARETURN);
        asm.method(Asm.STATIC, "badType", o).ldcEntry(p.methodType("(Lno/Such;)V"), false).op(ARETURN);
        asm.method(Asm.STATIC, "handle", o).ldcEntry(p.methodHandle(6,
                p.method("java/lang/Integer", "parseInt", "(Ljava/lang/String;)I")), false).op(ARETURN);
        asm.method(Asm.STATIC, "virtual", o).ldcEntry(p.methodHandle(5,
                p.method("java/lang/String", "length", "()I")), false).op(ARETURN);
        asm.method(Asm.STATIC, "getter", o).ldcEntry(p.methodHandle(2,
                p.field("java/lang/Integer", "MAX_VALUE", "I")), false).op(ARETURN);
        asm.method(Asm.STATIC, "maker", o).ldcEntry(p.methodHandle(8,
                p.method("java/util/ArrayList", "<init>", "()V")), false).op(ARETURN);
        asm.method(Asm.STATIC, "noMethod", o).ldcEntry(p.methodHandle(6,
                p.method("java/lang/Integer", "parseInt", "()I")), false).op(ARETURN);
        asm.method(Asm.STATIC, "dynamic", o).ldcEntry(p.dynamic(b, "thing", "Ljava/lang/String;"), false).op(ARETURN);
        asm.method(Asm.STATIC, "dynamicLong", "()J").ldcEntry(p.dynamic(b, "long", "J"), true).op(LRETURN);
        asm.method(Asm.STATIC, "dynamicInt", "()I").ldcEntry(p.dynamic(b, "int", "I"), false).op(IRETURN);
        asm.method(Asm.STATIC, "dynamicFail", o).ldcEntry(p.dynamic(b, "fail", "Ljava/lang/String;"), false).op(ARETURN);
        Class<?> c = asm.load();
        String[] all = {"cls", "array", "missing", "type", "badType", "handle", "virtual", "getter", "maker", "noMethod",
            "dynamic", "dynamic", "dynamicLong", "dynamicInt", "dynamicFail", "dynamicFail"};
        for (String m : all) {
            Try.run(m, () -> Try.call(c, m));
        }
        System.out.println((int) ((MethodHandle) Try.call(c, "handle")).invokeExact("12"));
        System.out.println((int) ((MethodHandle) Try.call(c, "virtual")).invokeExact("12345"));
        System.out.println((int) ((MethodHandle) Try.call(c, "getter")).invokeExact());
        System.out.println(((MethodHandle) Try.call(c, "maker")).invoke());
        System.out.println(Try.call(c, "handle") == Try.call(c, "handle"));
        System.out.println(Try.call(c, "dynamic") == Try.call(c, "dynamic"));
    }
}
