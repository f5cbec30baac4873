// JLS 15.25: the type of a conditional decides what boxing, unboxing and promotion do.
import jasm.Try;
import java.util.*;
import java.util.function.*;

public class ConditionalTypes {
    static String kind(Object o) { return o == null ? "null" : o.getClass().getSimpleName() + ":" + o; }
    static String which(int x) { return "int"; }
    static String which(long x) { return "long"; }
    static String which(double x) { return "double"; }
    static String which(char x) { return "char"; }
    static String which(byte x) { return "byte"; }
    static String which(short x) { return "short"; }
    static String which(Object x) { return "Object:" + (x == null ? null : x.getClass().getSimpleName()); }
    static <T> T id(T t) { return t; }

    public static void main(String[] args) {
        boolean t = args.length == 0, f = !t;
        byte b = 1; short s = 2; char c = 'c'; int i = 3; long l = 4; float g = 5; double d = 6;
        Byte B = 1; Short S = 2; Character C = 'C'; Integer I = 3; Long L = 4L; Float G = 5f; Double D = 6d; Boolean Z = true; Integer nil = null;
        System.out.println(which(t ? b : s) + which(t ? b : 1) + which(t ? 1 : b) + which(t ? b : 200) + which(t ? c : 1) + which(t ? c : -1) + which(t ? c : i) + which(t ? s : c) + which(t ? b : c) + which(t ? i : l) + which(t ? l : g) + which(t ? i : d));
        System.out.println(which(t ? B : 1) + which(t ? B : s) + which(t ? C : 1) + which(t ? C : I) + which(t ? I : L) + which(t ? I : D) + which(t ? S : B) + which(t ? B : B) + which(t ? I : "x") + which(t ? 1 : "x") + which(t ? null : 1) + which(f ? null : 1) + which(t ? Z : 1));
        System.out.println(kind(t ? 1 : 2.0) + " " + kind(t ? 1 : 'a') + " " + kind(t ? i : 'a') + " " + kind(t ? I : D) + " " + kind(t ? (Object) I : D) + " " + kind(t ? 'a' : 0) + " " + kind(f ? 'a' : 70000) + " " + kind(t ? null : 0) + " " + kind(t ? (Number) I : D) + " " + kind(t ? L : I));
        System.out.println((t ? 'b' : 0) + "" + (t ? 'b' : i) + (f ? 1.0f : 2) + (f ? 'x' : 98) + (f ? i : 'y') + (t ? (short) 'z' : 'z'));
        Try.run("unboxing null", () -> t ? nil : 0);
        Try.run("no unboxing", () -> f ? 0 : t ? (Integer) null : Integer.valueOf(1));
        Try.run("nested null", () -> { int r = t ? f ? 1 : nil : 2; return r; });
        Try.run("null stays", () -> { Integer r = t ? nil : Integer.valueOf(7); return r; });
        Try.run("null and long", () -> { Object r = t ? nil : L; return r; });
        Try.run("null and text", () -> { Object r = t ? nil : "x"; return r; });
        Integer same = 1000;
        System.out.println((t ? same : Integer.valueOf(0)) == same);
        System.out.println((t ? same : 0) == same);
        Object cached = t ? 127 : "", again = t ? 127 : "";
        System.out.println(cached == again);
        List<? extends Comparable<?>> list = t ? List.of(1) : List.of("a");
        System.out.println(list + " " + id(t ? new ArrayList<>(List.of(1)) : new LinkedList<String>()).getClass());
        Supplier<Object> sup = t ? () -> "first" : () -> "second";
        Function<Integer, Integer> fun = f ? x -> x + 1 : t ? x -> x * 2 : null;
        System.out.println(sup.get() + " " + fun.apply(21));
        System.out.println(t ? f ? "a" : t ? "b" : "c" : "d");
        int n = 0;
        System.out.println((n++ == 0 ? n++ : n--) + " " + n + " " + (t || n++ > 0 ? n : -n));
        char[] chars = {'a', 'b'};
        System.out.println(t ? chars[1] : 0);
        System.out.println(t ? chars[1] : i);
        System.out.println(Objects.toString(t ? chars[0] : (Object) "x") + (t ? 1 : 'x') + (char) (t ? 98 : 'x'));
        final int constant = 98;
        int variable = 98;
        System.out.println((f ? 'x' : constant) + " " + (f ? 'x' : variable));
        long sum = t ? 1 : 2L;
        Object boxed = t ? (int) 1 : (long) 2;
        System.out.println(sum + kind(boxed) + kind(t ? b : 'c') + kind(t ? b : (char) 5) + kind(t ? (byte) 1 : (short) 2) + kind(t ? 1f : 1L));
        System.out.println(kind(switch (i) { case 3 -> 1; default -> 2.0; }) + kind(switch (i) { case 3 -> 'a'; default -> 0; }) + kind(switch (i) { case 3 -> I; default -> D; }) + kind(switch (i) { case 3 -> (Object) I; default -> D; }));
        Try.run("switch unboxes", () -> { int r = switch (i) { case 3 -> nil; default -> 1; }; return r; });
        Try.run("condition unboxes", () -> { Boolean z = null; return z ? 1 : 2; });
        Try.run("while unboxes", () -> { Boolean z = null; while (z) { } return 1; });
    }
}
