// Call sites whose bootstrap method is missing, throws, answers nonsense, asks for itself, or is raced for by eight threads.
import jasm.*;
import java.lang.invoke.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import static jasm.Op.*;

public class HostileSites {
    static final AtomicInteger links = new AtomicInteger();
    static Class<?> hostile;

    public static CallSite plain(MethodHandles.Lookup l, String name, MethodType type) throws Throwable {
        links.incrementAndGet();
        return new ConstantCallSite(MethodHandles.dropArguments(MethodHandles.constant(String.class, name), 0, type.parameterList()));
    }

    public static Object any(MethodHandles.Lookup l, String name, MethodType type) throws Throwable {
        switch (name) {
            case "nothing": return null;
            case "text": return "a string";
            case "handle": return MethodHandles.constant(String.class, "x");
            case "unset": return new MutableCallSite(type);
            case "otherType": return new ConstantCallSite(MethodHandles.identity(long.class));
            case "runtime": throw new IllegalStateException("from the bootstrap method");
            case "checked": throw new java.io.IOException("checked");
            case "bare": throw new Throwable("bare throwable");
            case "error": throw new AssertionError("an error");
            case "linkage": throw new LinkageError("own linkage error");
            case "bootstrapError": throw new BootstrapMethodError("own", new RuntimeException("inner"));
            case "overflow": return any(l, name, type);
            default: throw new InternalError(name);
        }
    }

    public static CallSite recursive(MethodHandles.Lookup l, String name, MethodType type) throws Throwable {
        if (links.incrementAndGet() > 3) {
            return plain(l, name, type);
        }
        return new ConstantCallSite(MethodHandles.constant(String.class, "inner " + Try.call(hostile, "recursive")));
    }

    public static void notASite(MethodHandles.Lookup l, String name, MethodType type) {
    }

    public static CallSite tooFew() {
        return null;
    }

    private static CallSite hidden(MethodHandles.Lookup l, String name, MethodType type) throws Throwable {
        return plain(l, name, type);
    }

    public CallSite instance(MethodHandles.Lookup l, String name, MethodType type) throws Throwable {
        return plain(l, name, type);
    }

    public static CallSite strings(MethodHandles.Lookup l, String name, MethodType type, String... rest) throws Throwable {
        return plain(l, name + Arrays.toString(rest), type);
    }

    public static CallSite two(MethodHandles.Lookup l, String name, MethodType type, int a, long b) throws Throwable {
        return plain(l, name + a + "/" + b, type);
    }

    public static Object value(MethodHandles.Lookup l, String name, Class<?> type) {
        switch (name) {
            case "nil": return null;
            case "wrong": return new Object();
            case "throwing": throw new UnsupportedOperationException("condy");
            default: return name + ":" + type.getName();
        }
    }

    public static Object self(MethodHandles.Lookup l, String name, Class<?> type) throws Throwable {
        return "self " + Try.call(hostile, "selfConstant");
    }

    public static Object with(MethodHandles.Lookup l, String name, Class<?> type, Object argument) {
        return name + "(" + argument + ")";
    }

    static void twice(Class<?> c, String method, Object... args) {
        Try.run(method, () -> Try.call(c, method, args));
        Try.run(method + " again", () -> Try.call(c, method, args));
    }

    public static void main(String[] args) throws Throwable {
        Asm asm = new Asm("Hostile").version(55);
        Pool p = asm.pool;
        String head = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;";
        String site = ")Ljava/lang/invoke/CallSite;";
        String me = "HostileSites";
        Map<String, Integer> boots = new LinkedHashMap<>();
        boots.put("plain", asm.bootstrap(p.methodHandle(6, p.method(me, "plain", head + site))));
        boots.put("noClass", asm.bootstrap(p.methodHandle(6, p.method("no/Such", "boot", head + site))));
        boots.put("noMethod", asm.bootstrap(p.methodHandle(6, p.method(me, "noSuch", head + site))));
        boots.put("privateOne", asm.bootstrap(p.methodHandle(6, p.method(me, "hidden", head + site))));
        boots.put("virtualOne", asm.bootstrap(p.methodHandle(5, p.method(me, "instance", head + site))));
        boots.put("voidOne", asm.bootstrap(p.methodHandle(6, p.method(me, "notASite", head + ")V"))));
        boots.put("tooFew", asm.bootstrap(p.methodHandle(6, p.method(me, "tooFew", "()Ljava/lang/invoke/CallSite;"))));
        boots.put("field", asm.bootstrap(p.methodHandle(2, p.field(me, "links", "Ljava/util/concurrent/atomic/AtomicInteger;"))));
        boots.put("rest0", asm.bootstrap(p.methodHandle(6, p.method(me, "strings", head + "[Ljava/lang/String;" + site))));
        boots.put("rest2", asm.bootstrap(p.methodHandle(6, p.method(me, "strings", head + "[Ljava/lang/String;" + site)), p.string("a"), p.string("b")));
        boots.put("restWrong", asm.bootstrap(p.methodHandle(6, p.method(me, "strings", head + "[Ljava/lang/String;" + site)), p.string("a"), p.integer(3)));
        boots.put("numbers", asm.bootstrap(p.methodHandle(6, p.method(me, "two", head + "IJ" + site)), p.integer(1), p.longInteger(2)));
        boots.put("numbersShort", asm.bootstrap(p.methodHandle(6, p.method(me, "two", head + "IJ" + site)), p.integer(1)));
        boots.put("numbersWrong", asm.bootstrap(p.methodHandle(6, p.method(me, "two", head + "IJ" + site)), p.string("x"), p.longInteger(2)));
        boots.put("missingArgument", asm.bootstrap(p.methodHandle(6, p.method(me, "strings", head + "[Ljava/lang/String;" + site)), p.cls("no/Argument")));
        boots.put("missingType", asm.bootstrap(p.methodHandle(6, p.method(me, "strings", head + "[Ljava/lang/String;" + site)), p.methodType("(Lno/Parameter;)V")));
        for (Map.Entry<String, Integer> e : boots.entrySet()) {
            asm.method(Asm.STATIC, e.getKey(), "()Ljava/lang/String;").invokedynamic(e.getValue(), "n", "()Ljava/lang/String;").op(ARETURN);
        }
        asm.method(Asm.STATIC, "siteType", "()Ljava/lang/String;").op(ACONST_NULL).invokedynamic(boots.get("plain"), "n", "(Lno/Type;)Ljava/lang/String;").op(ARETURN);
        int any = asm.bootstrap(p.methodHandle(6, p.method(me, "any", head + ")Ljava/lang/Object;")));
        List<String> anys = List.of("nothing", "text", "handle", "unset", "otherType", "runtime", "checked", "bare", "error", "linkage", "bootstrapError", "overflow");
        for (String n : anys) {
            asm.method(Asm.STATIC, n, "()Ljava/lang/String;").invokedynamic(any, n, "()Ljava/lang/String;").op(ARETURN);
        }
        int recursive = asm.bootstrap(p.methodHandle(6, p.method(me, "recursive", head + site)));
        asm.method(Asm.STATIC, "recursive", "()Ljava/lang/String;").invokedynamic(recursive, "n", "()Ljava/lang/String;").op(ARETURN);
        String constant = "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;";
        int value = asm.bootstrap(p.methodHandle(6, p.method(me, "value", constant + ")Ljava/lang/Object;")));
        int self = asm.bootstrap(p.methodHandle(6, p.method(me, "self", constant + ")Ljava/lang/Object;")));
        for (String n : List.of("good", "nil", "wrong", "throwing")) {
            asm.method(Asm.STATIC, n, "()Ljava/lang/Object;").ldcEntry(p.dynamic(value, n, "Ljava/lang/String;"), false).op(ARETURN);
        }
        asm.method(Asm.STATIC, "intFromNull", "()I").ldcEntry(p.dynamic(value, "nil", "I"), false).op(IRETURN);
        asm.method(Asm.STATIC, "intFromText", "()I").ldcEntry(p.dynamic(value, "some", "I"), false).op(IRETURN);
        asm.method(Asm.STATIC, "noSuchType", "()Ljava/lang/Object;").ldcEntry(p.dynamic(value, "x", "Lno/Constant;"), false).op(ARETURN);
        asm.method(Asm.STATIC, "selfConstant", "()Ljava/lang/Object;").ldcEntry(p.dynamic(self, "x", "Ljava/lang/Object;"), false).op(ARETURN);
        int with = asm.bootstrap(p.methodHandle(6, p.method(me, "with", constant + "Ljava/lang/Object;)Ljava/lang/Object;")), p.dynamic(value, "inner", "Ljava/lang/Object;"));
        asm.method(Asm.STATIC, "nested", "()Ljava/lang/Object;").ldcEntry(p.dynamic(with, "outer", "Ljava/lang/Object;"), false).op(ARETURN);
        // A constant whose own static argument it is: entry 2 of a chain names entry 1 of it.
        int loopBoot = asm.bootstrap(p.methodHandle(6, p.method(me, "with", constant + "Ljava/lang/Object;)Ljava/lang/Object;")), p.dynamic(with + 1, "loop", "Ljava/lang/Object;"));
        asm.method(Asm.STATIC, "loop", "()Ljava/lang/Object;").ldcEntry(p.dynamic(loopBoot, "loop", "Ljava/lang/Object;"), false).op(ARETURN);
        asm.method(Asm.STATIC, "raced", "()Ljava/lang/String;").invokedynamic(boots.get("plain"), "raced", "()Ljava/lang/String;").op(ARETURN);
        hostile = asm.load();

        for (String n : boots.keySet()) {
            twice(hostile, n);
        }
        twice(hostile, "siteType");
        for (String n : anys) {
            if (!n.equals("overflow")) {
                twice(hostile, n);
            }
        }
        try {
            Try.call(hostile, "overflow");
        } catch (StackOverflowError e) {
            System.out.println("overflow: StackOverflowError");
        }
        links.set(0);
        twice(hostile, "recursive");
        for (String n : List.of("good", "nil", "wrong", "throwing", "intFromNull", "intFromText", "noSuchType", "nested")) {
            twice(hostile, n);
        }
        for (String n : List.of("selfConstant", "loop")) {
            try {
                System.out.println(Try.call(hostile, n));
            } catch (StackOverflowError | BootstrapMethodError e) {
                System.out.println(n + ": " + (e instanceof StackOverflowError || e.getCause() != null));
            }
        }
        race();
    }

    /** All threads must come to the same site, whoever linked it. */
    static void race() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        CyclicBarrier barrier = new CyclicBarrier(8);
        List<Future<Object>> results = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            results.add(pool.submit(() -> {
                barrier.await();
                try {
                    return Try.call(hostile, "raced");
                } catch (Throwable e) {
                    return e;
                }
            }));
        }
        Set<Object> seen = new HashSet<>();
        Map<Object, Boolean> identities = new IdentityHashMap<>();
        for (Future<Object> f : results) {
            Object o = f.get();
            seen.add(o);
            identities.put(o, true);
        }
        pool.shutdown();
        System.out.println(seen + " " + identities.size());
    }
}
