// JLS 15.7: operands, array accesses, compound assignments, arguments and creations are evaluated from left to right, and what an exception leaves undone.
import jasm.Try;
import java.util.*;

public class EvaluationOrder {
    static final StringBuilder log = new StringBuilder();
    static <T> T at(String name, T value) { log.append(name).append(' '); return value; }
    static int num(String name, int value) { log.append(name).append(' '); return value; }
    static int boom(String name) { log.append(name).append("! "); throw new IllegalStateException(name); }
    static void check(String label, Try.Action a) { log.setLength(0); Try.run(label, a); System.out.println("    " + log); }
    int field; static int shared;
    EvaluationOrder self(String name) { log.append(name).append(' '); return this; }
    static String args(int a, int b, Object... rest) { return a + "," + b + Arrays.toString(rest); }
    static EvaluationOrder none(String name) { log.append(name).append(' '); return null; }
    void take(int v) { }
    class Inner { Inner(int a, int b) { log.append("new "); } }

    public static void main(String[] x) {
        EvaluationOrder o = new EvaluationOrder();
        check("binary", () -> num("a", 1) + num("b", 2) * num("c", 3) - num("d", 4));
        check("binary throws", () -> num("a", 1) / boom("b") + num("c", 1));
        check("zero division after both", () -> num("a", 1) / num("b", 0) + num("c", 3));
        check("string", () -> "" + at("a", "x") + at("b", null) + num("c", 3));
        check("and", () -> at("a", false) && at("b", true) || at("c", true));
        check("bitwise and", () -> at("a", false) & at("b", true) | at("c", true));
        check("conditional", () -> at("a", true) ? num("b", 1) : num("c", 2));
        check("array read", () -> at("array", new int[] {5, 6})[num("index", 1)]);
        check("null array, index first", () -> at("array", (int[]) null)[num("index", 1)]);
        check("null array, index throws", () -> at("array", (int[]) null)[boom("index")]);
        check("array store", () -> at("array", new int[3])[num("index", 1)] = num("value", 7));
        check("store, value throws", () -> at("array", (int[]) null)[num("index", 9)] = boom("value"));
        check("store into null", () -> at("array", (int[]) null)[num("index", 9)] = num("value", 1));
        check("store out of bounds", () -> at("array", new int[1])[num("index", 9)] = num("value", 1));
        check("store of a wrong type", () -> at("array", (Object[]) new String[1])[num("index", 0)] = at("value", 1));
        check("compound out of bounds", () -> at("array", new int[1])[num("index", 9)] += num("value", 1));
        check("compound on null", () -> at("array", (int[]) null)[num("index", 9)] += boom("value"));
        check("compound reads first", () -> { int i = 1; i += i++ + ++i; return i; });
        check("compound saves the left", () -> { int[] a = {1, 2, 3}; int i = 0; a[i++] += a[i++] * 10 + i; return Arrays.toString(a) + i; });
        check("compound string array", () -> { String[] a = {"p", "q"}; int i = 0; a[i++] += a[i] + i; return Arrays.toString(a) + i; });
        check("compound division", () -> { int[] a = {4}; try { a[num("index", 0)] /= num("value", 0); } catch (ArithmeticException e) { return a[0] + e.getMessage(); } return "?"; });
        check("field of call", () -> o.self("target").field = num("value", 4));
        check("field of null", () -> none("target").field = num("value", 4));
        check("field of null, value throws", () -> none("target").field = boom("value"));
        check("compound field of null", () -> none("target").field += boom("value"));
        check("static through null", () -> none("target").shared = num("value", 8));
        check("arguments", () -> args(num("a", 1), num("b", 2), num("c", 3), at("d", "four")));
        check("argument throws", () -> args(num("a", 1), boom("b"), num("c", 3)));
        check("call on null after the arguments", () -> { none("target").take(num("argument", 1)); return 0; });
        check("call on null, argument throws", () -> { none("target").take(boom("argument")); return 0; });
        check("new", () -> { new EvaluationOrder().new Inner(num("a", 1), num("b", 2)); return "made"; });
        check("new on null", () -> none("outer").new Inner(num("a", 1), num("b", 2)));
        check("array sizes", () -> { int[][][] a = new int[num("a", 2)][num("b", 3)][]; return a.length + " " + a[1].length + " " + a[1][2]; });
        check("array sizes, all before the check", () -> new int[num("a", -2)][num("b", -3)]);
        check("array sizes, second throws", () -> new int[num("a", -2)][boom("b")]);
        check("negative second", () -> new int[num("a", 0)][num("b", -3)]);
        check("initialiser", () -> Arrays.toString(new int[] {num("a", 1), num("b", 2), num("c", 3)}));
        check("initialiser throws", () -> new int[] {num("a", 1), boom("b"), num("c", 3)});
        check("cast after the operand", () -> (Integer) (Object) at("a", "text"));
        check("instanceof", () -> at("a", (Object) "t") instanceof String s && at("b", s.length()) == 1);
        check("assignment is right-associative", () -> { int[] a = new int[3]; int i = 0; a[i] = i = 2; return Arrays.toString(a) + i; });
        check("chain", () -> { int i = 5; i = i++ + i++; return i; });
        check("own increment", () -> { int i = 5; i = i++; i = i++ * 2 + i; return i; });
        check("increments", () -> { int i = 1; return i++ + i++ * --i + -i-- - --i; });
        check("array in its own index", () -> { int[] a = {1, 0}; return a[a[a[0]]] + " " + (a = new int[] {7, 8})[a[0] = 1] + a[0]; });
        check("array changed by the index", () -> { int[][] a = {{1, 2}, {3, 4}}; int[] b = a[0]; return b[(b = a[1]).length - 1] + " " + b[0]; });
        check("bound receiver", () -> { Object[] r = {"abc"}; java.util.function.IntSupplier s = ((String) r[0])::length; r[0] = null; return s.getAsInt(); });
        check("bound null receiver", () -> { String s = null; java.util.function.IntSupplier l = at("receiver", s)::length; return "not reached"; });
        check("synchronized", () -> { synchronized (at("lock", new Object())) { return num("body", 1); } });
        check("synchronized on null", () -> { synchronized (at("lock", (Object) null)) { return num("body", 1); } });
        check("throw null", () -> { throw at("a", (RuntimeException) null); });
        check("return and finally", () -> { try { return num("value", 1); } finally { num("finally", 2); } });
        check("switch operand", () -> switch (num("operand", 2)) { case 1 -> num("one", 1); case 2 -> num("two", 2); default -> 0; });
        check("enhanced for", () -> { List<Integer> l = new ArrayList<>(List.of(1, 2)); int s = 0; for (int i : at("list", l)) s += num("body", i); return s; });
        check("for parts", () -> { int s = 0; for (int i = num("init", 0); num("test", i) < 2; i += num("step", 1)) s += i; return s; });
        check("long comparison", () -> at("a", 1L) < at("b", 2L) == at("c", true));
        check("unary", () -> -num("a", 1) + ~num("b", 2) + (at("c", true) ? 1 : 0));
    }
}
