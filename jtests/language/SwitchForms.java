// JLS 14.11, 15.28: switch statements and expressions over every selector type, sparse and dense labels, yield, fall-through, declarations in groups, exceptions.
import jasm.Try;
import java.util.*;

public class SwitchForms {
    enum Day { MON, TUE, WED, THU, FRI, SAT, SUN }
    static String bytes(byte b) { switch (b) { case -128: return "min"; case 127: return "max"; case 0: return "zero"; case 'a': return "a"; } return "none"; }
    static String chars(char c) { return switch (c) { case '\0' -> "nul"; case 'a', 'e', 'i', 'o', 'u' -> "vowel"; case '\uffff' -> "last"; case 65 -> "A"; default -> c < 'a' ? "low" : "other"; }; }
    static String shorts(short s) { switch (s) { default: return "default first"; case -32768: return "min"; case 32767: return "max"; case 1000: } return "fell out"; }
    static int sparse(int i) { return switch (i) { case Integer.MIN_VALUE -> 1; case -1 -> 2; case 0 -> 3; case 1_000_000 -> 4; case Integer.MAX_VALUE -> 5; default -> 6; }; }
    static int dense(int i) { switch (i) { case 2147483645: return 1; case 2147483646: return 2; case 2147483647: return 3; case 2147483644: return 4; default: return 0; } }
    static int low(int i) { switch (i) { case -2147483648: return 1; case -2147483647: return 2; case -2147483646: return 3; default: return 0; } }
    static String boxes(Integer i, Character c, Byte b, Short s) {
        String r = switch (i) { case 1 -> "one"; case 1000 -> "thousand"; default -> "?"; };
        switch (c) { case 'x': r += "x"; case 'y': r += "y"; }
        switch (b) { case 1: r += "b1"; break; default: r += "b"; }
        return r + switch (s) { case 5 -> 'f'; default -> "s"; };
    }
    static String days(Day d) {
        return switch (d) { case MON, TUE -> "early"; case WED -> { String s = "mid"; for (int i = 0; i < 2; i++) s += i; yield s; } case THU -> throw new IllegalArgumentException("thursday"); case FRI, SAT, SUN -> { try { yield "late" + Integer.parseInt(d == Day.FRI ? "1" : "x"); } catch (NumberFormatException e) { yield e.getMessage(); } finally { System.out.print("[fin " + d + "]"); } } };
    }
    static int oldYield(Day d) { return switch (d) { case MON: case TUE: System.out.print("<mt>"); case WED: yield 1; case THU: int x = 4; yield x; case FRI: x = 9; yield x + 1; default: yield -1; }; }
    static int scopes(int i) { switch (i) { case 0: int a = 1; case 1: a = 5; i += a; break; case 2: { int b = 7; i += b; } case 3: { int b = 8; i += b; } } return i; }
    static int nested(int i, int j) { return switch (i) { case 0 -> switch (j) { case 0 -> 1; default -> 2; }; default -> switch (j) { case 0: yield 3; default: { int k = switch (i + j) { case 2 -> 40; default -> 50; }; yield k + 1; } }; }; }
    static int inExpression(int i) { return 1 + switch (i) { case 0 -> 10; default -> { int s = 0; for (int k = 0; k < i; k++) s += switch (k % 3) { case 0 -> 1; case 1 -> { if (k > 3) break0(); yield 2; } default -> k; }; yield s; } } * 2; }
    static void break0() { }
    static boolean condition(Object o) { return switch (o.hashCode() & 1) { case 0 -> true; default -> false; } && !(switch (o.toString()) { case "2" -> true; default -> false; }); }
    static String stack(int i) { return "a" + i + switch (i) { case 1 -> { try { yield "t" + 1 / (i - 1); } catch (ArithmeticException e) { yield "c"; } } default -> "d"; } + "z"; }
    static int loop(int[] a) { int s = 0; out: for (int v : a) { switch (v) { case 0: continue; case 1: s += 1; break; case 2: s += 20; case 3: s += 300; continue out; case 4: break out; default: s += 5000; } s += 10000; } return s; }
    static int lambdas(int i) { return switch (i) { case 0 -> ((java.util.function.IntSupplier) () -> switch (i) { case 0 -> 77; default -> 0; }).getAsInt(); default -> new Object() { int v = switch (i) { case 1 -> 5; default -> 6; }; }.v; }; }

    public static void main(String[] args) {
        for (byte b : new byte[] {-128, 127, 0, 97, 5}) System.out.print(bytes(b) + " ");
        for (char c : "\0aexA\uffff0".toCharArray()) System.out.print(chars(c) + " ");
        for (short s : new short[] {-32768, 32767, 1000, 3}) System.out.print(shorts(s) + ";");
        System.out.println();
        for (int i : new int[] {Integer.MIN_VALUE, -2147483647, -2147483646, -2147483645, -2, -1, 0, 1, 999_999, 1_000_000, 1_000_001, 2147483643, 2147483644, 2147483645, 2147483646, Integer.MAX_VALUE}) System.out.print(sparse(i) + "" + dense(i) + low(i) + " ");
        System.out.println();
        System.out.println(boxes(1, 'x', (byte) 1, (short) 5) + boxes(1000, 'y', (byte) 2, (short) 6) + boxes(-1, 'z', (byte) 1, (short) 5));
        for (Day d : Day.values()) { Try.run(d + "", () -> days(d)); System.out.println(oldYield(d)); }
        for (int i = 0; i < 5; i++) System.out.print(scopes(i) + " " + nested(i, 0) + nested(i, 1) + nested(i, 2) + " " + inExpression(i) + " " + condition(i) + " " + stack(i) + " " + lambdas(i) + "; ");
        System.out.println();
        System.out.println(loop(new int[] {0, 1, 2, 3, 9}) + " " + loop(new int[] {1, 4, 1}));
        Try.run("null enum", () -> days(null));
        Try.run("null enum, old", () -> oldYield(null));
        Try.run("null box", () -> boxes(null, 'x', (byte) 1, (short) 1));
        Try.run("null character", () -> boxes(1, null, (byte) 1, (short) 1));
        int hits = 0;
        for (int i = -200; i < 200; i++) hits += switch (i & 0x3f) { case 0, 8, 16, 24, 32, 40, 48, 56 -> 1; case 1 -> 1000; case 63 -> { hits++; yield 100000; } default -> 0; };
        System.out.println(hits);
        var names = new ArrayList<String>();
        for (Day d : EnumSet.range(Day.TUE, Day.THU)) switch (d) { case TUE -> names.add("t"); case WED -> { } default -> { names.add(0, "d"); } }
        System.out.println(names);
    }
}
