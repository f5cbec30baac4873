// The language: evaluation order, compound assignment, conditional types, overloads, string switches, patterns, nested classes, heap pollution.
import java.util.*;
import java.util.function.*;

public class LangCorners {
    static StringBuilder log = new StringBuilder();
    static int t(int x) { log.append(x).append(' '); return x; }
    static <T> T o(String s, T v) { log.append(s).append(' '); return v; }
    static void flush(String n, Object v) { System.out.println(n + " " + v + " [" + log.toString().trim() + "]"); log.setLength(0); }
    interface Body { Object run() throws Throwable; }
    static void check(String n, Body b) { try { flush(n, b.run()); } catch (Throwable e) { flush(n, e.getClass().getName() + ": " + e.getMessage()); } }
    static int[] arr(int n) { log.append("arr "); return new int[n]; }
    static int boom() { log.append("boom "); throw new IllegalStateException("boom"); }
    static String f(Object x) { return "Object"; } static String f(int x) { return "int"; } static String f(long x) { return "long"; } static String f(Integer x) { return "Integer"; } static String f(int... x) { return "int..."; } static String f(Object... x) { return "Object..."; } static String f(double x) { return "double"; } static String f(char x) { return "char"; }
    static String g(Object o) { return "O"; } static String g(String s) { return "S"; } static String g(Integer s) { return "I"; }
    static String h(long a, int b) { return "li"; } static String h(float a, float b) { return "ff"; } static String h(Object a, Object b) { return "OO"; }
    static String v(String s, Object... x) { return "v" + (x == null ? "null" : x.length); }
    static String q(Supplier<?> s) { return "supplier"; } static String q(Runnable r) { return "runnable"; }
    static class A { String n = "A"; static String st() { return "A.st"; } String m() { return "A.m"; } String call() { return m() + n; } private String p() { return "A.p"; } String callP() { return p(); } }
    static class B extends A { String n = "B"; static String st() { return "B.st"; } String m() { return "B.m" + super.m() + super.n; } String p() { return "B.p"; } }
    class In { int v = t(50); class Deep { int w = v + outer; } }
    int outer = 7;
    static String sw(String s) { switch (s) { case "Aa": return "1"; case "BB": return "2"; case "": return "empty"; case "C#": case "Bb": { s = "x"; } default: return "d" + s; case "\u00e9\ud83d\ude00": return "uni"; } }
    enum E { X, Y, Z { }; } static String en(E e) { return switch (e) { case X -> "x"; case Y -> { String r = "y"; yield r + r; } case Z -> throw new IllegalArgumentException("z"); }; }
    static int sint(int i) { return switch (i) { case Integer.MIN_VALUE -> 1; case -1, 0, 1 -> 2; case 1000000 -> 3; case Integer.MAX_VALUE -> 4; default -> 5; }; }
    static String pat(Object o) { if (!(o instanceof String s)) return "no"; return s.isEmpty() ? "e" : s; }
    static boolean pat2(Object o) { return o instanceof Integer i && i > 3 || o instanceof String s && s.length() > 3; }
    static char ch(char c) { switch (c) { case 'a': c++; case 'b': c++; break; case '\uffff': c = 0; } return c; }
    static byte by(Byte b) { switch (b) { case -128: return 1; case 127: return 2; } return 3; }
    sealed interface Sh permits Ci, Sq {} record Ci(double r) implements Sh {} record Sq(double s) implements Sh {}
    static int fin(int k) { for (int i = 0; ; i++) { try { if (i == k) return i * 10; if (i > 3) break; } finally { log.append("f" + i + " "); if (i == 2) continue; } } return -1; }
    @SuppressWarnings("finally") static int over() { try { throw new RuntimeException("lost"); } finally { return 5; } }
    static int retv() { int x = 1; try { return x; } finally { x = 2; } }
    public static void main(String[] args) {
        int[] a = new int[3]; int i = 0;
        i = i++ + ++i; flush("inc", i); i = 5; i += i++ * 2 + i; flush("compound", i); i = 3; a[i = 1] = i = 2; flush("index", a[1] + " " + a[2] + i);
        check("order", () -> t(1) + t(2) * t(3) - t(4)); check("left null", () -> ((int[]) null)[t(1)] = t(2)); check("index first", () -> arr(2)[t(5)] = boom()); check("index", () -> arr(2)[t(5)] = t(6)); check("compound index", () -> arr(2)[t(5)] += t(6)); check("compound null", () -> ((int[]) o("n", null))[t(0)] += t(6)); check("div", () -> t(1) / (t(2) - t(2))); check("args", () -> h(t(1), t(2)) + h(t(3), 4f) + h(t(1), "")); check("new dims", () -> new int[t(1)][t(-1)][t(3)].length); check("dims throw", () -> new int[t(1)][boom()][t(3)]); check("string +", () -> "" + t(1) + t(2) + (char) (t(3) + 'a') + 1 + 2 + 'c' + (1 + 2)); check("and or", () -> (t(1) > 2 && t(2) > 1) | (t(3) > 1 || t(4) > 1) ^ (t(5) == 5)); check("cond", () -> t(1) > 0 ? t(2) : t(3)); check("shift", () -> t(1) << t(33) >>> t(1)); check("field null", () -> ((LangCorners) o("q", null)).outer = t(9)); check("call null", () -> ((String) o("q", null)).charAt(t(9)));
        byte b = (byte) 200; b += 100.7; short s = 1; s -= 70000; char c = 'a'; c *= 2.5; long l = 1L << 62; l *= 2.0; int n = 7; n /= 2.9; n <<= 33L; n ^= 'a'; float fl = 1; fl += 1e40; int sh = -1; sh >>>= 28; b >>>= 1; System.out.println(b + " " + s + " " + (int) c + " " + l + " " + n + " " + fl + " " + sh);
        Integer I1 = 127, I2 = 127, I3 = 128, I4 = 128; Long L = 127L; System.out.println((I1 == I2) + " " + (I3 == I4) + I3.equals(I4) + L.equals(127) + L.equals(127L) + (I3 <= I4 && I3 >= I4) + new Object[] {true ? 1 : "a", true ? 1 : 2.0, true ? 'a' : 0, false ? 'a' : i, true ? null : 0, true ? (Integer) 1 : (Double) 2.0, true ? (short) 1 : 'b'}.length);
        Object[] cond = {true ? 1 : 2.0, true ? 'a' : 0, false ? 'a' : i, true ? (Object) 1 : 2.0, true ? (Integer) 1 : (Double) 2.0, true ? (byte) 1 : 'b', true ? 'b' : (short) 1}; for (Object x : cond) System.out.print(x.getClass().getSimpleName() + "=" + x + " "); System.out.println();
        check("unbox null", () -> { Integer z = null; return true ? z : 0; }); check("unbox switch", () -> by(null)); check("string switch null", () -> sw(null)); check("enum switch null", () -> en(null)); check("foreach null", () -> { for (int x : (int[]) null) return x; return 0; }); check("sync null", () -> { synchronized (o("s", (Object) null)) { return 1; } }); check("throw null", () -> { throw null; });
        System.out.println(f(1) + f('a') + f((byte) 1) + f(1L) + f(1f) + f(I1) + f("a", 1) + f((Object) 1) + f(new int[0]) + f(new Integer[0]) + f(L) + g(null == null ? "x" : null) + v("a") + v("a", (Object[]) null) + v("a", (Object) null) + v("a", 1, 2) + v("a", new Object[] {1}) + v("a", new int[] {1}) + q(() -> { throw new Error(); }) + q(() -> 1) + q(() -> {}));
        A ab = new B(); System.out.println(ab.n + ((B) ab).n + ab.m() + ab.call() + ab.callP() + ab.st() + ((A) ab).st() + A.st());
        LangCorners lc = new LangCorners(); In in = lc.new In(); In.Deep d = in.new Deep(); flush("inner", d.w); check("null outer", () -> ((LangCorners) null).new In());
        for (String x : new String[] {"Aa", "BB", "", "C#", "Bb", "zz", "\u00e9\ud83d\ude00"}) System.out.print(sw(x) + " "); check("enum", () -> en(E.X) + en(E.Y) + en(E.Z)); for (int x : new int[] {Integer.MIN_VALUE, -1, 1, 2, 1000000, Integer.MAX_VALUE}) System.out.print(sint(x)); System.out.println(pat("s") + pat("") + pat(1) + pat2(4) + pat2("abc") + pat2("abcd") + (int) ch('a') + (int) ch('b') + (int) ch('\uffff') + by((byte) -128) + by((byte) 127));
        check("fin", () -> fin(2) + " " + fin(1)); System.out.println(over() + " " + retv());
        check("pollution", () -> { List<Integer> li = new ArrayList<>(); ((List) li).add("s"); Object x = li.get(0); log.append("got "); Integer y = li.get(0); return y; }); check("array store", () -> { Object[] x = new String[1]; x[t(0)] = t(1); return 0; }); check("generic array", () -> { List<String>[] x = new List[1]; ((Object[]) x)[0] = List.of(1); return x[0].get(0).length(); }); check("varargs pollution", () -> pick("a", "b").length()); check("intersection", () -> { Object x = (Runnable & java.io.Serializable) () -> {}; return x instanceof java.io.Serializable; });
        outer: for (int x = 0; ; x++) { inner: do { if (x == 2) continue outer; if (x == 4) break outer; log.append("x" + x + " "); switch (x) { case 1: break inner; case 3: continue inner; } log.append("e "); } while (t(x) < 0); } flush("labels", "");
        var anon = new Object() { int cnt = 0; int next() { return ++cnt; } }; anon.next(); System.out.println(anon.next() + anon.cnt); int cap = 3; class Loc { int z = cap; Loc next() { return new Loc() { { z = super.z + 1; } }; } } System.out.println(new Loc().next().next().z);
        record Pt(int x, int y) { Pt { if (x < 0) x = -x; } Pt(int x) { this(x, x); } static int cnt; int sum() { return x + y; } } System.out.println(new Pt(-3) + " " + new Pt(1, 2).sum() + new Pt(1, 2).equals(new Pt(1, 2)) + new Pt(1, 2).hashCode()); interface LI { int k(); } LI li = () -> 4; enum LE { P, Q } System.out.println(li.k() + "" + LE.Q);
        final String c1 = "a", c2 = "b"; String c3 = "b"; System.out.println(("ab" == c1 + c2) + " " + ("ab" == c1 + c3) + ("ab" == (c1 + c3).intern()) + ("1true" == 1 + "" + true) + ("" + 1.0f == "1.0") + ((char) 97 + "b" == "ab")); String tb = """
            text "block" \
            joined\tx
              indented\s\s
            \u0041\101 ""\"
            """; System.out.println(tb.replace(' ', '.')); long big = 0xFFFF_FFFFL + 0b1010 + 0_17 + 1_000; double hex = 0x1.8p3 + .5e-2 + 1e0f; System.out.println(big + " " + hex + " " + '\u0041' + (int) '\0' + "\7\78" + 07L + 1__2);
        System.out.println(((Function<Integer, Function<Integer, Integer>>) x -> y -> x * y).apply(3).apply(4) + Optional.of("x").map(String::toUpperCase).get() + ((IntFunction<int[][]>) int[][]::new).apply(2).length + ((BiFunction<LangCorners, Integer, Integer>) LangCorners::plus).apply(lc, 1) + ((Supplier<Supplier<String>>) () -> () -> "deep").get().get()); int[] fib = new int[1]; IntUnaryOperator[] rec = new IntUnaryOperator[1]; rec[0] = k -> k < 2 ? k : rec[0].applyAsInt(k - 1) + rec[0].applyAsInt(k - 2); System.out.println(rec[0].applyAsInt(15));
        assert t(1) > 5 : o("never", "x"); flush("assert", "off");
    }
    int plus(int x) { return outer + x; }
    @SafeVarargs static <T> T pick(T... x) { Object[] y = x; y[0] = (Object) "z"; return x[0]; }
}
