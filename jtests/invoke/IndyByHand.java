// invokedynamic with own bootstrap methods: linkage once for each site, arguments, failures.
import jasm.*;
import java.lang.invoke.*;
import java.util.Arrays;
import static jasm.Op.*;

public class IndyByHand {
    static int links;

    public static CallSite boot(MethodHandles.Lookup l, String name, MethodType type) throws Exception {
        System.out.println("link " + name + type + " " + ++links);
        return new ConstantCallSite(MethodHandles.lookup().findStatic(IndyByHand.class, name, type));
    }

    public static CallSite args(MethodHandles.Lookup l, String name, MethodType type, Object... rest) {
        return new ConstantCallSite(MethodHandles.constant(String.class, name + Arrays.toString(rest)));
    }

    public static Object bad(MethodHandles.Lookup l, String name, MethodType type) {
        switch (name) {
            case "nullSite": return null;
            case "notSite": return "string";
            case "wrongType": return new ConstantCallSite(MethodHandles.constant(int.class, 1));
            case "throwsRuntime": throw new IllegalStateException("bootstrap");
            case "throwsError": throw new AssertionError("bootstrap error");
            default: throw new LinkageError("linkage");
        }
    }

    public static int add(int a, int b) {
        return a + b;
    }

    public static String text(long a, double b, String c) {
        return a + "," + b + "," + c;
    }

    public static int lookupClassName() {
        return 1;
    }

    public static void main(String[] args) throws Throwable {
        Asm asm = new Asm("D").version(52);
        Pool p = asm.pool;
        String head = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;";
        String tail = ")Ljava/lang/invoke/CallSite;";
        int boot = asm.bootstrap(p.methodHandle(6, p.method("IndyByHand", "boot", head + tail)));
        int rest = asm.bootstrap(p.methodHandle(6, p.method("IndyByHand", "args", head + "[Ljava/lang/Object;" + tail)),
                p.integer(5), p.longInteger(6), p.floating(1.5f), p.doubleFloating(2.5), p.string("str"), p.cls("java/util/List"), p.methodType("(I)V"));
        int bad = asm.bootstrap(p.methodHandle(6, p.method("IndyByHand", "bad", head + ")Ljava/lang/Object;")));
        int missing = asm.bootstrap(p.methodHandle(6, p.method("IndyByHand", "nowhere", head + tail)));
        asm.method(Asm.STATIC, "add", "(II)I").op(ILOAD_0, ILOAD_1).invokedynamic(boot, "add", "(II)I").op(IRETURN);
        asm.method(Asm.STATIC, "addTwoSites", "(II)I").op(ILOAD_0, ILOAD_1).invokedynamic(boot, "add", "(II)I").op(ILOAD_1)
                .invokedynamic(boot, "add", "(II)I").op(IRETURN);
        asm.method(Asm.STATIC, "text", "()Ljava/lang/String;").ldc(3L).ldc(4.5).ldc("x").invokedynamic(boot, "text",
                "(JDLjava/lang/String;)Ljava/lang/String;").op(ARETURN);
        asm.method(Asm.STATIC, "rest", "()Ljava/lang/String;").invokedynamic(rest, "restName", "()Ljava/lang/String;").op(ARETURN);
        for (String n : new String[] {"nullSite", "notSite", "wrongType", "throwsRuntime", "throwsError", "throwsLinkage"}) {
            asm.method(Asm.STATIC, n, "()Ljava/lang/String;").invokedynamic(bad, n, "()Ljava/lang/String;").op(ARETURN);
        }
        asm.method(Asm.STATIC, "missing", "()V").invokedynamic(missing, "m", "()V").op(RETURN);
        asm.method(Asm.STATIC, "noTarget", "()V").invokedynamic(boot, "noTarget", "()V").op(RETURN);
        Class<?> c = asm.load();
        for (int i = 0; i < 3; i++) {
            System.out.println(Try.call(c, "add", i, 10));
        }
        System.out.println(Try.call(c, "addTwoSites", 1, 2) + " " + Try.call(c, "text") + " " + Try.call(c, "rest"));
        for (String n : new String[] {"nullSite", "notSite", "wrongType", "throwsRuntime", "throwsError", "throwsLinkage", "missing", "noTarget"}) {
            Try.run(n, () -> Try.call(c, n));
            Try.run(n, () -> Try.call(c, n));
        }
    }
}
