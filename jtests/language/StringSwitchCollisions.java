// JLS 14.11.1: switches over strings whose hash codes collide, over empty, long, non-Latin and computed strings, nested and with fall-through.
import jasm.Try;
import java.util.*;

public class StringSwitchCollisions {
    static String old(String s) {
        StringBuilder b = new StringBuilder();
        switch (s) {
            case "Aa": b.append("Aa ");
            case "BB": b.append("BB "); break;
            case "AaAa": b.append("AaAa "); break;
            case "BBBB": b.append("BBBB ");
            case "AaBB": b.append("AaBB "); break;
            case "BBAa": return "BBAa returned";
            case "": b.append("empty "); break;
            case "\0": b.append("nul "); break;
            case "\0\0": b.append("two nuls "); break;
            default: b.append("default ");
            case "after": b.append("after ");
        }
        return b.toString();
    }
    static int fresh(String s) {
        return switch (s) {
            case "Ea", "FB" -> 1;
            case "EaEa", "FBEa", "EaFB" -> 2;
            case "FBFB" -> { int x = s.length(); yield x * 10; }
            case "polygenelubricants" -> Integer.MIN_VALUE;
            case "\u4e2d\u6587", "\ud83d\ude00" -> 3;
            default -> { if (s.isEmpty()) yield -1; yield 0; }
        };
    }
    static final String PREFIX = "pre", CONSTANT = PREFIX + "fix" + 1 + 'c' + true;
    static String constants(String s) {
        switch (s) {
            case PREFIX: return "prefix";
            case CONSTANT: return "constant";
            case PREFIX + "x": return "sum";
            case (1 + 2) + "": return "three";
            default: return "none";
        }
    }
    static String nested(String a, String b) {
        outer:
        for (int i = 0; ; i++) {
            switch (a) {
                case "loop":
                    switch (b) {
                        case "break": break outer;
                        case "continue": if (i < 2) continue outer; else return "continued " + i;
                        case "inner": break;
                        default: return "inner default";
                    }
                    return "after inner";
                case "only": return "only";
                default: return "outer default";
            }
        }
        return "broken";
    }
    static String emptySwitch(String s) {
        switch (s) { }
        switch (s) { default: }
        return "done";
    }

    public static void main(String[] args) {
        for (String s : new String[] {"Aa", "BB", "AaAa", "BBBB", "AaBB", "BBAa", "C#", "", "\0", "\0\0", "\0\0\0", "after", "other"}) System.out.println(s.hashCode() + " " + old(s) + "| " + old(new String(s)) + "| " + old(new StringBuilder(s).toString()));
        for (String s : new String[] {"Ea", "FB", "EaEa", "FBEa", "EaFB", "FBFB", "polygenelubricants", "\u4e2d\u6587", "\ud83d\ude00", "", "x"}) System.out.println(s.hashCode() + " " + fresh(s));
        for (String s : new String[] {"pre", "prefix1ctrue", "prex", "3", "12"}) System.out.println(constants(s));
        System.out.println(nested("loop", "break") + nested("loop", "continue") + nested("loop", "inner") + nested("loop", "?") + nested("only", null) + nested("x", null));
        System.out.println(emptySwitch("a"));
        Try.run("null", () -> old(null));
        Try.run("null arrow", () -> fresh(null));
        Try.run("null constants", () -> constants(null));
        Try.run("null empty", () -> emptySwitch(null));
        Try.run("null inner", () -> nested("loop", null));
        int[] count = new int[4];
        for (int i = 0; i < 3000; i++) {
            switch (Integer.toString(i % 13, 13)) {
                case "0", "a" -> count[0]++;
                case "1", "b", "c" -> count[1]++;
                case "9" -> count[2]++;
                default -> count[3]++;
            }
        }
        System.out.println(Arrays.toString(count));
    }
}
