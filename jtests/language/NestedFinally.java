// JLS 14.20.2: what return, break, continue and throw in try, catch and finally do to each other.
import jasm.Try;
import java.util.*;

public class NestedFinally {
    static final StringBuilder log = new StringBuilder();
    static int n(String s, int v) { log.append(s).append(' '); return v; }
    static void check(String label, Try.Action a) { log.setLength(0); Try.run(label, a); System.out.println("    " + log); }
    static int saved() { int x = 1; try { return x; } finally { x = 2; n("f" + x, 0); } }
    static int[] shared() { int[] x = {1}; try { return x; } finally { x[0] = 2; } }
    @SuppressWarnings("finally") static int overridden() { try { return n("try", 1); } finally { return n("fin", 2); } }
    @SuppressWarnings("finally") static int swallowed() { try { throw new IllegalStateException("lost"); } finally { return n("fin", 3); } }
    @SuppressWarnings("finally") static int loopBreak() { int i = 0; while (true) { try { i++; return i; } finally { if (i < 3) continue; else break; } } return i * 100; }
    @SuppressWarnings("finally") static int throwsOver() { try { return n("try", 1); } finally { throw new UnsupportedOperationException("from finally"); } }
    static int catchThrows() { try { throw new RuntimeException("a"); } catch (RuntimeException e) { throw new IllegalArgumentException("b", e); } finally { n("fin", 0); } }
    static int nested(int how) {
        try {
            try {
                try {
                    switch (how) { case 0: return n("r", 1); case 1: throw new NullPointerException("npe"); case 2: Object o = "s"; return (Integer) o; case 3: return new int[0][1].length; case 4: throw new Error("err"); default: n("none", 0); }
                } catch (NullPointerException e) { n("npe", 0); throw new ClassCastException("from npe"); } finally { n("f1", 0); }
            } catch (ClassCastException e) { n("cce", 0); return n("r2", 2); } finally { n("f2", 0); }
        } catch (RuntimeException e) { n(e.getClass().getSimpleName(), 0); return 3; } finally { n("f3", 0); }
        return 4;
    }
    static String labelled() {
        StringBuilder b = new StringBuilder();
        outer: for (int i = 0; i < 4; i++) {
            try {
                for (int j = 0; ; j++) {
                    try {
                        if (j == i) continue outer;
                        if (i == 3) break outer;
                        b.append(i).append(j);
                    } finally { b.append(';'); }
                }
            } finally { b.append('|'); }
        }
        return b.toString();
    }
    static int depth(int d) { try { if (d == 0) throw new RuntimeException("bottom"); return depth(d - 1); } finally { log.append(d); } }
    static int conditional(boolean z) { int r = 0; try { r += 1; if (z) throw new Exception(); r += 10; } catch (Exception e) { r += 100; if (r > 50) return r; } finally { r += 1000; log.append(r); } return r; }
    static long wide(long a, double b) { try { return a + (long) b; } finally { a = 0; b = 0; n("w", 0); } }
    static Object rethrow(Object o) throws Exception { try { return ((String) o).length() / (((String) o).length() - 1); } catch (final ArithmeticException | NullPointerException e) { n(e instanceof ArithmeticException ? "ae" : "npe", 0); throw e; } catch (Exception e) { n("other", 0); throw e; } finally { n("fin", 0); } }
    static int synch() { Object l = new Object(); try { synchronized (l) { try { throw new RuntimeException("in"); } finally { n(Thread.holdsLock(l) + "", 0); } } } catch (RuntimeException e) { return n(Thread.holdsLock(l) + "", 5); } }
    static boolean infinite() { int k = 0; for (;;) { try { if (k++ == 5) return true; if (k % 2 == 0) throw new RuntimeException(); } catch (RuntimeException e) { continue; } finally { log.append(k); } } }
    static int many() { int s = 0; for (int i = 0; i < 20000; i++) { try { if (i % 3 == 0) throw new IllegalStateException(); s++; } catch (IllegalStateException e) { s += 2; } finally { s += 3; } } return s; }
    static final int blank; static { int x; try { x = Integer.parseInt("12"); } catch (NumberFormatException e) { x = 0; } finally { n("static", 0); } blank = x; }

    public static void main(String[] args) {
        check("saved", () -> saved()); check("shared", () -> shared()[0]); check("overridden", () -> overridden()); check("swallowed", () -> swallowed()); check("loop", () -> loopBreak()); check("throws over", () -> throwsOver()); check("catch throws", () -> catchThrows());
        for (int i = 0; i < 6; i++) { int how = i; check("nested " + i, () -> nested(how)); }
        check("labelled", () -> labelled()); check("depth", () -> depth(5)); check("conditional", () -> conditional(true) + " " + conditional(false)); check("wide", () -> wide(1L << 40, 2.5));
        check("rethrow 1", () -> rethrow("a")); check("rethrow 2", () -> rethrow(null)); check("rethrow 3", () -> rethrow(1)); check("rethrow 4", () -> rethrow("abc"));
        check("synchronized", () -> synch()); check("infinite", () -> infinite()); check("many", () -> many()); check("blank", () -> blank);
        check("exception object", () -> { RuntimeException keep = new RuntimeException("kept"); try { try { throw keep; } finally { log.append("f"); } } catch (RuntimeException e) { return e == keep; } });
        check("stack after", () -> { int a = 5; return a + (saved() + (conditional(true) * 2)) + a; });
        check("lambda in finally", () -> { List<Runnable> l = new ArrayList<>(); try { l.add(() -> log.append("r1")); throw new Exception("x"); } catch (Exception e) { l.add(() -> log.append(e.getMessage())); } finally { l.forEach(Runnable::run); } return l.size(); });
    }
}
