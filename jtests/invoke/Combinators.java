// MethodHandles: combinators and loops, what they throw for wrong types, how they describe themselves.
import java.lang.invoke.*;
import java.util.*;
import static java.lang.invoke.MethodHandles.*;
import static java.lang.invoke.MethodType.*;

public class Combinators {
    static String clean(Object o) { return String.valueOf(o).replaceAll("@[0-9a-f]{5,8}", "@#"); }
    interface Body { Object run() throws Throwable; }
    static void check(String name, Body b) {
        try { Object o = b.run(); System.out.println(name + ": " + (o instanceof Object[] x ? Arrays.deepToString(x) : clean(o))); } catch (Throwable e) { System.out.println(name + ": " + e.getClass().getName() + ": " + clean(e.getMessage())); }
    }
    static String cat(Object... a) { return Arrays.toString(a); }
    static String three(String a, int b, long c) { return a + b + c; }
    static int inc(int x) { return x + 1; }
    static boolean less(int x, int y) { return x < y; }
    static boolean pos(int x) { return x > 0; }
    static void log(Object o) { System.out.println("log " + o); }
    static String boom(String s) throws Exception { if (s.startsWith("b")) throw new Exception(s); return "ok " + s; }
    static String caught(Exception e, String s) { return "caught " + e.getMessage() + s; }
    static String fin(Throwable t, String r, String s) { return t + "/" + r + "/" + s; }
    static int step(int v, int i, int n) { return v + i * n; }
    static long sum(long acc, Integer x, String tag) { System.out.println(tag + x); return acc + x; }
    static MethodHandle find(String n, Class<?> r, Class<?>... p) throws Exception { return lookup().findStatic(Combinators.class, n, methodType(r, p)); }
    public static void main(String[] args) throws Throwable {
        MethodHandle cat = find("cat", String.class, Object[].class), three = find("three", String.class, String.class, int.class, long.class), inc = find("inc", int.class, int.class), less = find("less", boolean.class, int.class, int.class), pos = find("pos", boolean.class, int.class), log = find("log", void.class, Object.class), boom = find("boom", String.class, String.class), caught = find("caught", String.class, Exception.class, String.class), fin = find("fin", String.class, Throwable.class, String.class, String.class);
        check("varargs", () -> cat.invoke() + (String) cat.invoke(1) + cat.invoke(1, "b", 'c') + cat.invoke((Object) new Object[] {1}) + cat.invoke(new Object[] {2}) + cat.invoke((Object[]) null == null ? "n" : "m"));
        check("isVarargs", () -> cat.isVarargsCollector() + " " + cat.asFixedArity().isVarargsCollector() + cat.asType(methodType(String.class, int.class)).isVarargsCollector() + cat);
        check("fixed", () -> cat.asFixedArity().invoke(1));
        check("collector", () -> cat.asFixedArity().asCollector(Object[].class, 3).invoke(1, 2, 3));
        check("collector at", () -> three.asSpreader(1, Object[].class, 2).invoke("s", new Object[] {1, 2L}));
        check("collector at 0", () -> cat.asFixedArity().asCollector(0, Object[].class, 2).type());
        check("spreader", () -> three.asSpreader(Object[].class, 3).invoke(new Object[] {"s", 1, 2L}));
        check("spreader short", () -> three.asSpreader(Object[].class, 3).invoke(new Object[] {"s", 1}));
        check("spreader null", () -> three.asSpreader(Object[].class, 3).invoke((Object[]) null));
        check("spreader 0 null", () -> three.asSpreader(Object[].class, 0).invoke("x", 1, 2L, (Object[]) null));
        check("spreader bad", () -> three.asSpreader(Object[].class, 3).invoke(new Object[] {1, 1, 2L}));
        check("spreader prim", () -> find("less", boolean.class, int.class, int.class).asSpreader(int[].class, 2).invoke(new int[] {1, 2}));
        check("spreader count", () -> three.asSpreader(Object[].class, 4));
        check("bind", () -> three.bindTo("q").invoke(1, 2L));
        check("bind bad", () -> three.bindTo(5));
        check("bind prim", () -> inc.bindTo(5));
        check("insert", () -> insertArguments(three, 1, 9, 8L).invoke("z"));
        check("insert cast", () -> insertArguments(three, 2, 8).invoke("z", 1));
        check("insert many", () -> insertArguments(three, 1, 1, 2L, 3));
        check("drop", () -> dropArguments(three, 1, double.class, Object.class).type() + " " + dropArguments(three, 1, double.class).invoke("a", 1.5, 2, 3L));
        check("drop void", () -> dropArguments(three, 1, void.class));
        check("dropReturn", () -> dropReturn(inc).type());
        check("dropToMatch", () -> dropArgumentsToMatch(inc, 0, List.of(String.class, int.class, long.class), 1).type());
        check("dropToMatch bad", () -> dropArgumentsToMatch(inc, 0, List.of(String.class), 0).type());
        check("permute", () -> permuteArguments(three, methodType(String.class, long.class, String.class, int.class), 1, 2, 0).invoke(1L, "p", 2));
        check("permute dup", () -> permuteArguments(less, methodType(boolean.class, int.class), 0, 0).invoke(1));
        check("permute bad", () -> permuteArguments(three, methodType(String.class, long.class), 0, 0, 0));
        check("permute index", () -> permuteArguments(less, methodType(boolean.class, int.class), 0, 1));
        check("filter", () -> filterArguments(three, 1, inc).invoke("f", 1, 2L));
        check("filter null", () -> filterArguments(three, 0, null, inc, null).invoke("f", 1, 2L));
        check("filter bad", () -> filterArguments(three, 0, inc));
        check("filterReturn", () -> filterReturnValue(less, lookup().findStatic(String.class, "valueOf", methodType(String.class, boolean.class))).invoke(1, 2));
        check("filterReturn void", () -> filterReturnValue(log, constant(int.class, 4)).invoke((Object) "x"));
        check("fold", () -> foldArguments(three, dropArguments(constant(String.class, "c"), 0, int.class)).invoke(3, 4L));
        check("fold void", () -> foldArguments(less, log.asType(methodType(void.class, int.class))).invoke(1, 2));
        check("fold at", () -> foldArguments(three, 1, inc.asType(methodType(int.class, long.class).changeReturnType(int.class)).type() == null ? null : explicitCastArguments(inc, methodType(int.class, long.class))).invoke("a", 5L));
        check("collectArgs", () -> collectArguments(three, 1, find("less", boolean.class, int.class, int.class).asType(methodType(boolean.class, int.class, int.class)).type() == null ? null : explicitCastArguments(less, methodType(int.class, int.class, int.class))).invoke("a", 1, 2, 3L));
        check("guard", () -> { MethodHandle g = guardWithTest(pos, inc, constant(int.class, -7).asType(methodType(int.class)).type() == null ? null : dropArguments(constant(int.class, -7), 0, int.class)); return (int) g.invoke(5) + " " + g.invoke(-5); });
        check("guard bad", () -> guardWithTest(pos, inc, pos));
        check("guard test", () -> guardWithTest(inc, inc, inc));
        check("catch", () -> { MethodHandle c = catchException(boom, Exception.class, caught); return c.invoke("bad") + " " + c.invoke("good"); });
        check("catch other", () -> catchException(boom, IllegalStateException.class, caught));
        check("catch miss", () -> catchException(boom, RuntimeException.class, dropArguments(constant(String.class, "never"), 0, RuntimeException.class)).invoke("bad"));
        check("tryFinally", () -> { MethodHandle c = tryFinally(boom, fin); try { return c.invoke("good") + " " + c.invoke("bad"); } catch (Exception e) { return "thrown " + e.getMessage(); } });
        check("throw", () -> throwException(int.class, Exception.class).invoke(new Exception("t")));
        check("countedLoop", () -> countedLoop(constant(int.class, 5), constant(int.class, 100), find("step", int.class, int.class, int.class, int.class).asType(methodType(int.class, int.class, int.class, int.class)).type() == null ? null : insertArguments(find("step", int.class, int.class, int.class, int.class), 2, 10)).invoke());
        check("countedLoop2", () -> countedLoop(constant(int.class, 2), constant(int.class, 5), null, log.asType(methodType(void.class, int.class))).invoke());
        check("iterated", () -> iteratedLoop(null, constant(long.class, 5L).asType(methodType(long.class)).type() == null ? null : dropArguments(constant(long.class, 5L), 0, List.class, String.class), find("sum", long.class, long.class, Integer.class, String.class).asType(methodType(long.class, long.class, Object.class, String.class)).type() == null ? null : permuteArguments(find("sum", long.class, long.class, Integer.class, String.class).asType(methodType(long.class, long.class, Object.class, String.class)), methodType(long.class, long.class, Object.class, List.class, String.class), 0, 1, 3)).invoke(List.of(1, 2, 3), "t"));
        check("while", () -> whileLoop(constant(int.class, 0), insertArguments(less, 1, 5), inc).invoke());
        check("doWhile", () -> doWhileLoop(constant(int.class, 9), inc, insertArguments(less, 1, 5)).invoke());
        check("loop", () -> loop(new MethodHandle[] {constant(int.class, 1), inc, insertArguments(less, 1, 8), identity(int.class)}).invoke());
        check("loop none", () -> loop());
        check("loop no predicate", () -> loop(new MethodHandle[] {null, inc}));
        check("tableSwitch", () -> { MethodHandle t = tableSwitch(dropArguments(constant(String.class, "dflt"), 0, int.class), dropArguments(constant(String.class, "zero"), 0, int.class), dropArguments(constant(String.class, "one"), 0, int.class)); return t.invoke(0) + " " + t.invoke(1) + " " + t.invoke(2) + t.invoke(-1) + t; });
        check("zero", () -> zero(int.class).invoke() + " " + zero(String.class).invoke() + zero(boolean.class).invoke() + " " + empty(methodType(double.class, int.class)).invoke(1));
        check("identity", () -> identity(long.class).invoke(5) + " " + identity(String.class).type());
        check("constant", () -> constant(Integer.class, 5).invoke() + " " + constant(long.class, 5).invoke() + constant(String.class, null).invoke());
        check("constant bad", () -> constant(String.class, 5));
        check("constant void", () -> constant(void.class, null));
        check("arrays", () -> { int[] x = (int[]) arrayConstructor(int[].class).invoke(3); arrayElementSetter(int[].class).invoke(x, 1, 7); return arrayElementGetter(int[].class).invoke(x, 1) + " " + arrayLength(int[].class).invoke(x); });
        check("array negative", () -> arrayConstructor(int[].class).invoke(-3));
        check("array null length", () -> arrayLength(int[].class).invoke((int[]) null));
        check("asType", () -> inc.asType(methodType(Object.class, Object.class)).invoke((Object) 5) + " " + inc.asType(methodType(long.class, Integer.class)).invoke((Integer) 5) + inc.asType(methodType(double.class, short.class)).invoke((short) 4) + inc.asType(methodType(void.class, byte.class)).invoke((byte) 1));
        check("asType bad", () -> inc.asType(methodType(String.class, int.class)));
        check("asType null", () -> inc.asType(methodType(int.class, Integer.class)).invoke((Integer) null));
        check("asType cce", () -> inc.asType(methodType(int.class, Object.class)).invoke((Object) "s"));
        check("asType narrow", () -> inc.asType(methodType(int.class, long.class)));
        check("asType object long", () -> inc.asType(methodType(int.class, Object.class)).invoke((Object) 5L));
        check("asType object byte", () -> inc.asType(methodType(int.class, Object.class)).invoke((Object) (byte) 5));
        check("explicit", () -> explicitCastArguments(inc, methodType(byte.class, double.class)).invoke(254.9) + " " + explicitCastArguments(pos, methodType(int.class, boolean.class)).invoke(true) + explicitCastArguments(inc, methodType(boolean.class, Object.class)).invoke((Object) null) + explicitCastArguments(inc, methodType(char.class, long.class)).invoke(0x100000040L));
        check("invokeExact", () -> (int) inc.invokeExact(5));
        check("invokeExact wrong", () -> inc.invokeExact(5));
        check("invokeExact byte", () -> (int) inc.invokeExact((byte) 5));
        check("invokers", () -> exactInvoker(inc.type()).invoke(inc, 5) + " " + invoker(methodType(Object.class, Object.class)).invoke(inc, 5) + " " + spreadInvoker(three.type(), 1).type() + spreadInvoker(three.type(), 1).invoke(three, "x", new Object[] {1, 2L}));
        check("withVarargs", () -> cat.asFixedArity().withVarargs(true).invoke(1, 2) + "" + three.withVarargs(false).isVarargsCollector());
        check("withVarargs bad", () -> three.withVarargs(true));
        check("asVarargs", () -> cat.asFixedArity().asVarargsCollector(Object[].class).invokeWithArguments(List.of(1, 2)) + " " + cat.asVarargsCollector(Integer[].class));
        check("invokeWithArguments", () -> three.invokeWithArguments("a", 1, 2) + " " + cat.invokeWithArguments(1, 2, 3) + cat.invokeWithArguments());
        check("invokeWithArguments count", () -> three.invokeWithArguments("a"));
        check("toString", () -> List.of(inc, cat, three.bindTo("x"), identity(int.class), constant(int.class, 1)));
        check("types", () -> genericMethodType(3) + " " + genericMethodType(1, true) + methodType(int.class, String[].class).toMethodDescriptorString() + fromMethodDescriptorString("(I[Ljava/lang/String;J)V", null) + methodType(int.class, long.class).wrap() + methodType(Integer.class, Void.class).unwrap() + methodType(String.class, int.class).erase() + methodType(String.class, int.class).generic() + methodType(void.class).insertParameterTypes(0, int.class, long.class).dropParameterTypes(0, 1).changeParameterType(0, byte.class).appendParameterTypes(char.class) + methodType(int.class).hasPrimitives() + methodType(Integer.class).hasWrappers());
        check("type bad", () -> methodType(int.class, void.class));
        check("type bad desc", () -> fromMethodDescriptorString("(I", null));
        check("type missing", () -> fromMethodDescriptorString("(Lno/Such;)V", null));
        check("type index", () -> methodType(int.class).parameterType(0));
        check("too many", () -> genericMethodType(256));
        check("reveal", () -> { var info = lookup().revealDirect(three); return info + " " + info.getReferenceKind() + info.getName() + info.getMethodType() + info.getDeclaringClass() + info.getModifiers() + info.isVarArgs() + info.reflectAs(java.lang.reflect.Method.class, lookup()); });
        check("reveal bound", () -> lookup().revealDirect(three.bindTo("x")));
        check("describe", () -> three.describeConstable() + " " + three.bindTo("x").describeConstable());
    }
}
