// String concatenation: every type of argument, constants between, order of toString calls, traces, new objects.
import java.util.*;

public class ConcatShapes {
    static StringBuilder order = new StringBuilder();

    static class Loud {
        final String name;
        Loud(String name) { this.name = name; }
        @Override public String toString() { order.append(name); return "<" + name + ">"; }
    }

    static class Bad {
        @Override public String toString() { throw new IllegalStateException("bad"); }
    }

    static class Null {
        @Override public String toString() { return null; }
    }

    static int calls;
    static int tick() { return ++calls; }

    public static void main(String[] args) {
        byte b = -1; short s = -2; char c = 'x'; int i = Integer.MIN_VALUE; long l = Long.MIN_VALUE; float f = 1.5f; double d = -0.0; boolean z = false;
        String n = null; Object o = null; char[] chars = {'a'}; char wide = '\u20ac';
        System.out.println("" + b + s + c + i + l + f + d + z + n + o);
        System.out.println("b=" + b + " s=" + s + " c=" + c + " i=" + i + " l=" + l + " f=" + f + " d=" + d + " z=" + z + " n=" + n + " o=" + o + ".");
        System.out.println("wide " + wide + " and " + c);
        System.out.println("\u20ac constant " + i);
        System.out.println(i + " constant \ud83d\ude00");
        System.out.println(c + "" + wide);
        System.out.println("" + Float.NaN + Double.POSITIVE_INFINITY + Float.MIN_VALUE + 1e10 + 100.0f + (double) 1e-5);
        System.out.println("\u0001 one " + i + " two \u0002 " + n);
        String empty = "";
        String copy = "" + empty, same = "abc" + empty, alone = "" + n;
        System.out.println(copy.isEmpty() + same + alone + (("a" + empty) == ("a" + empty)) + (("x" + i).equals("x" + i)));
        System.out.println("" + new Loud("a") + 1 + new Loud("b") + tick() + new Loud("c") + tick() + order);
        System.out.println("[" + new Null() + "]" + new Null());
        String acc = "start";
        acc += 1;
        acc += 'c';
        acc += 2.5;
        acc += null;
        acc += new Loud("z");
        System.out.println(acc);
        Object[] array = {1};
        int at = 0;
        array[at++] += "x" + at;
        System.out.println(array[0] + " " + at);
        try {
            System.out.println("before " + i + new Bad() + new Loud("never"));
        } catch (IllegalStateException e) {
            for (StackTraceElement el : e.getStackTrace()) {
                System.out.println("  " + el);
            }
        }
        System.out.println(order);
        for (int k = 0; k < 3; k++) {
            System.out.println(k + ":" + (k * 1.5) + ":" + (char) ('a' + k) + ":" + (k == 1) + ":" + (k == 2 ? null : "k"));
        }
        String many = "" + b + s + c + i + l + f + d + z + n + o + b + s + c + i + l + f + d + z + n + o + b + s + c + i + l + f + d + z + n + o + b + s + c + i + l + f + d + z + n + o
                + b + s + c + i + l + f + d + z + n + o + b + s + c + i + l + f + d + z + n + o + b + s + c + i + l + f + d + z + n + o + b + s + c + i + l + f + d + z + n + o
                + b + s + c + i + l + f + d + z + n + o + b + s + c + i + l + f + d + z + n + o + b + s + c + i + l + f + d + z + n + o + b + s + c + i + l + f + d + z + n + o
                + l + d + l + d + l + d + l + d + l + d + l + d + l + d + l + d + l + d + l + d + l + d + l + d + l + d + l + d + l + d + l + d + l + d + l + d + l + d + l + d + l + d;
        System.out.println(many.length() + " " + many.hashCode());
        System.out.println("list " + List.of(1, 2) + Map.of("k", 'v') + Optional.of(3) + Thread.State.NEW + int[].class + chars.length);
        StringBuilder big = new StringBuilder();
        for (int k = 0; k < 2000; k++) {
            big.append("line " + k + wide);
        }
        System.out.println((big + "!" + big).length());
    }
}
