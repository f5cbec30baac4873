// Combinators: insert, drop, permute, filter, fold, guard, loops, catch, spread, collect, asType.
import java.lang.invoke.*;
import java.util.*;
import static java.lang.invoke.MethodHandles.*;
import static java.lang.invoke.MethodType.*;

public class MethodHandles2 {
    static String cat(String a, int b, long c) { return a + "|" + b + "|" + c; }
    static int twice(int x) { return x * 2; }
    static boolean positive(int x) { return x > 0; }
    static String pos(int x) { return "pos" + x; }
    static String neg(int x) { return "neg" + x; }
    static String fail(int x) { throw new IllegalStateException("f" + x); }
    static String handler(IllegalStateException e, int x) { return "caught " + e.getMessage() + x; }
    static int len(String s) { return s.length(); }
    static String cleanup(Throwable t, String r, int x) { return "clean " + (t == null) + r + x; }
    static int step(int acc, int i) { return acc + i * i; }
    static boolean less(int acc, int i) { return acc < 100; }

    public static void main(String[] args) throws Throwable {
        Lookup l = lookup();
        MethodType ii = methodType(int.class, int.class), si = methodType(String.class, int.class);
        MethodHandle cat = l.findStatic(MethodHandles2.class, "cat", methodType(String.class, String.class, int.class, long.class));
        MethodHandle twice = l.findStatic(MethodHandles2.class, "twice", ii);
        MethodHandle positive = l.findStatic(MethodHandles2.class, "positive", methodType(boolean.class, int.class));
        MethodHandle pos = l.findStatic(MethodHandles2.class, "pos", si), neg = l.findStatic(MethodHandles2.class, "neg", si);
        MethodHandle fail = l.findStatic(MethodHandles2.class, "fail", si);
        System.out.println(insertArguments(cat, 1, 5).invoke("a", 6L));
        System.out.println(dropArguments(cat, 1, double.class, Object.class).invoke("a", 1.0, null, 2, 3L));
        System.out.println(permuteArguments(cat, methodType(String.class, long.class, String.class, int.class), 1, 2, 0).invoke(7L, "p", 8));
        System.out.println(filterArguments(cat, 1, twice).invoke("f", 21, 0L));
        System.out.println(filterReturnValue(twice, pos).invoke(4));
        System.out.println(foldArguments(l.findStatic(MethodHandles2.class, "step", methodType(int.class, int.class, int.class)), twice).invoke(3));
        MethodHandle guard = guardWithTest(positive, pos, neg);
        System.out.println(guard.invoke(1) + " " + guard.invoke(-1));
        MethodHandle caught = catchException(fail, IllegalStateException.class,
                l.findStatic(MethodHandles2.class, "handler", methodType(String.class, IllegalStateException.class, int.class)));
        System.out.println(caught.invoke(9));
        System.out.println(tryFinally(pos, l.findStatic(MethodHandles2.class, "cleanup", methodType(String.class, Throwable.class, String.class, int.class))).invoke(3));
        System.out.println(cat.asSpreader(Object[].class, 3).invoke(new Object[] {"s", 1, 2L}));
        System.out.println(cat.asSpreader(Object[].class, 2).invoke("s", new Object[] {1, 2L}));
        System.out.println(identity(int.class).asCollector(0, int[].class, 0).type());
        MethodHandle list = l.findStatic(Arrays.class, "asList", methodType(List.class, Object[].class));
        System.out.println(list.asCollector(Object[].class, 3).invoke(1, "b", 'c') + " " + list.invoke(1, 2, 3, 4));
        System.out.println(cat.asType(methodType(Object.class, Object.class, Integer.class, int.class)).invoke((Object) "x", (Integer) 1, 2));
        try {
            cat.asType(methodType(String.class, String.class, String.class, long.class));
        } catch (WrongMethodTypeException e) {
            System.out.println(e.getMessage());
        }
        try {
            cat.asType(methodType(Object.class, Object.class, Integer.class, int.class)).invoke((Object) 5, (Integer) 1, 2);
        } catch (ClassCastException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(explicitCastArguments(twice, methodType(byte.class, double.class)).invoke(100.9));
        MethodHandle count = countedLoop(constant(int.class, 10), constant(int.class, 0),
                l.findStatic(MethodHandles2.class, "step", methodType(int.class, int.class, int.class)));
        System.out.println((int) count.invoke());
        MethodHandle whileLoop = whileLoop(zero(int.class).asType(methodType(int.class)),
                dropArguments(l.findStatic(MethodHandles2.class, "less", methodType(boolean.class, int.class, int.class)), 2),
                l.findStatic(MethodHandles2.class, "step", methodType(int.class, int.class, int.class)));
        System.out.println((int) whileLoop.invoke(5));
        System.out.println((String) constant(String.class, "k").invoke() + (int) zero(int.class).invoke() + identity(String.class).invoke("id"));
        try {
            throwException(void.class, IllegalStateException.class).invoke(new IllegalStateException("via handle"));
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        MethodHandle inv = MethodHandles.invoker(ii), exact = MethodHandles.exactInvoker(ii), spread = MethodHandles.spreadInvoker(ii, 0);
        System.out.println((int) inv.invoke(twice, 4) + (int) exact.invoke(twice, 5) + (int) spread.invoke(twice, new Object[] {6}));
        System.out.println(collectArguments(cat, 0, l.findVirtual(String.class, "concat", methodType(String.class, String.class))).invoke("a", "b", 1, 2L));
        SwitchPoint sp = new SwitchPoint();
        MethodHandle sw = sp.guardWithTest(pos, neg);
        System.out.print(sw.invoke(1) + " ");
        SwitchPoint.invalidateAll(new SwitchPoint[] {sp});
        System.out.println(sw.invoke(1));
        MutableCallSite site = new MutableCallSite(pos);
        MethodHandle dyn = site.dynamicInvoker();
        System.out.print(dyn.invoke(2) + " ");
        site.setTarget(neg);
        System.out.println(dyn.invoke(2));
        Comparator<?> c = MethodHandleProxies.asInterfaceInstance(Comparator.class, l.findStatic(Integer.class, "compare", methodType(int.class, int.class, int.class)));
        @SuppressWarnings("unchecked") int r = ((Comparator<Object>) c).compare(1, 2);
        System.out.println(r);
        MethodHandle many = l.findStatic(MethodHandles2.class, "cat", methodType(String.class, String.class, int.class, long.class));
        for (int i = 0; i < 50; i++) {
            many = filterReturnValue(many, identity(String.class));
        }
        System.out.println(many.invoke("deep", 1, 1L));
    }
}
