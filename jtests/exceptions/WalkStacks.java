// StackWalker: options, callers through reflection, handles and lambdas; what frames say; laziness; limits.
import java.lang.StackWalker.*;
import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public class WalkStacks {
    static final StackWalker PLAIN = StackWalker.getInstance(), CLASSES = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE),
        REFLECT = StackWalker.getInstance(Set.of(Option.RETAIN_CLASS_REFERENCE, Option.SHOW_REFLECT_FRAMES), 8),
        HIDDEN = StackWalker.getInstance(EnumSet.allOf(Option.class));
    static String show(StackFrame f) { return f.getClassName() + "." + f.getMethodName() + ":" + f.getLineNumber() + (f.isNativeMethod() ? "N" : ""); }
    static boolean own(StackFrame f) { return f.getClassName().startsWith("WalkStacks"); }
    static List<String> frames(StackWalker w) { return w.walk(s -> s.filter(WalkStacks::own).map(WalkStacks::show).collect(Collectors.toList())); }
    static Class<?> caller() { return CLASSES.getCallerClass(); }
    static class Other { static Class<?> call() { return caller(); } static Class<?> viaLambda() { Supplier<Class<?>> s = () -> caller(); return s.get(); } static Class<?> viaRef() { Supplier<Class<?>> s = WalkStacks::caller; return s.get(); } }
    interface Def { default Class<?> def() { return caller(); } static Class<?> stat() { return caller(); } }
    static int depth(int n) { return n == 0 ? PLAIN.walk(s -> (int) s.filter(f -> f.getMethodName().equals("depth")).count()) : depth(n - 1); }
    static Object info(int a, String b, int[] c) {
        StackFrame f = HIDDEN.walk(s -> s.skip(0).findFirst().get());
        return f.getDescriptor() + " " + f.getMethodType() + " " + f.getDeclaringClass() + " " + f.getFileName() + " " + (f.getByteCodeIndex() > 0) + " " + f.toStackTraceElement() + " " + f;
    }
    interface Body { Object run() throws Throwable; }
    static void check(String name, Body b) {
        try { System.out.println(name + ": " + b.run()); } catch (Throwable e) { System.out.println(name + ": " + e.getClass().getName() + ": " + e.getMessage() + (e.getCause() == null ? "" : " <- " + e.getCause())); }
    }
    public static Object viaReflection() { return frames(REFLECT) + " " + HIDDEN.walk(s -> s.anyMatch(f -> f.getClassName().equals("java.lang.reflect.Method"))) + REFLECT.walk(s -> s.anyMatch(f -> f.getClassName().equals("java.lang.reflect.Method"))) + PLAIN.walk(s -> s.anyMatch(f -> f.getClassName().equals("java.lang.reflect.Method"))); }
    public WalkStacks() {}
    public WalkStacks(int x) { System.out.println(frames(PLAIN)); }
    static final Object INIT = frames(PLAIN);

    public static void main(String[] args) throws Throwable {
        System.out.println(INIT);
        System.out.println(frames(PLAIN));
        System.out.println(Other.call() + " " + Other.viaLambda() + " " + Other.viaRef() + " " + Def.stat() + " " + new Def() {}.def());
        System.out.println(depth(0) + " " + depth(1) + " " + depth(100) + " " + depth(1000));
        System.out.println(info(1, "", null));
        Method m = WalkStacks.class.getMethod("viaReflection");
        System.out.println(m.invoke(null));
        Method caller = WalkStacks.class.getDeclaredMethod("caller");
        System.out.println(caller.invoke(null));
        MethodHandle mh = MethodHandles.lookup().findStatic(WalkStacks.class, "caller", MethodType.methodType(Class.class));
        System.out.println(mh.invoke() + " " + (Class<?>) mh.invokeExact() + " " + mh.invokeWithArguments());
        System.out.println(MethodHandles.lookup().findStatic(Other.class, "call", MethodType.methodType(Class.class)).invoke());
        WalkStacks.class.getConstructor(int.class).newInstance(1);
        MethodHandles.lookup().findConstructor(WalkStacks.class, MethodType.methodType(void.class, int.class)).invoke(2);
        check("no class", () -> PLAIN.getCallerClass());
        check("no class in frame", () -> PLAIN.walk(s -> s.findFirst().get().getDeclaringClass()));
        check("method type", () -> PLAIN.walk(s -> s.findFirst().get().getMethodType()));
        check("escaped stream", () -> PLAIN.walk(s -> s).count());
        check("null", () -> PLAIN.walk(null));
        check("estimate", () -> StackWalker.getInstance(Set.of(), 0));
        check("throws", () -> PLAIN.walk(s -> { throw new IllegalStateException("in walk"); }));
        check("for each", () -> { var b = new StringBuilder(); PLAIN.forEach(f -> { if (own(f)) b.append(f.getMethodName()).append(' '); }); return b; });
        check("nested", () -> PLAIN.walk(s -> s.filter(WalkStacks::own).map(f -> PLAIN.walk(t -> t.filter(WalkStacks::own).count())).collect(Collectors.toList())));
        check("limit", () -> PLAIN.walk(s -> s.limit(1).map(StackFrame::getMethodName).collect(Collectors.toList())));
        check("iterator", () -> PLAIN.walk(s -> { var it = s.iterator(); it.next(); return it.hasNext() ? it.next().getMethodName().startsWith("lambda") || true : false; }));
        check("stream", () -> Stream.of(1, 2).map(i -> frames(PLAIN).size()).collect(Collectors.toList()));
        check("compare", () -> Stream.of("b", "a").sorted((x, y) -> { System.out.println(frames(PLAIN)); return x.compareTo(y); }).collect(Collectors.toList()));
        Thread t = new Thread(() -> { check("thread", () -> CLASSES.walk(s -> s.map(f -> f.getDeclaringClass().getSimpleName() + "." + f.getMethodName()).filter(x -> !x.contains("lambda")).collect(Collectors.toList()))); check("top", () -> CLASSES.getCallerClass()); });
        t.start(); t.join();
        check("lazy", () -> { int[] n = {0}; PLAIN.walk(s -> s.peek(f -> n[0]++).filter(f -> f.getMethodName().equals("check")).findFirst()); return n[0] <= 4; });
        Iterator<?> proxy = (Iterator<?>) Proxy.newProxyInstance(null, new Class<?>[] {Iterator.class}, (p, me, a) -> { System.out.println(frames(PLAIN).size() + " " + HIDDEN.walk(s -> s.map(f -> f.getDeclaringClass()).anyMatch(Proxy::isProxyClass))); return true; });
        proxy.hasNext();
        StackTraceElement[] st = new Throwable().getStackTrace();
        System.out.println(st.length + " " + st[0] + " " + PLAIN.walk(s -> s.skip(0).map(StackFrame::toStackTraceElement).filter(e -> e.getMethodName().equals("main")).findFirst().get().getLineNumber() - st[0].getLineNumber()));
    }
}
