// Sealed hierarchies, pattern matching for instanceof, switch expressions, yield, text blocks, var.
import java.util.*;

public class SealedAndPatterns {
    sealed interface Expr permits Num, Add, Mul, Neg { }
    record Num(int v) implements Expr { }
    record Add(Expr l, Expr r) implements Expr { }
    record Mul(Expr l, Expr r) implements Expr { }
    static final class Neg implements Expr {
        final Expr e;

        Neg(Expr e) {
            this.e = e;
        }
    }

    static int eval(Expr e) {
        if (e instanceof Num n) {
            return n.v();
        } else if (e instanceof Add a) {
            return eval(a.l()) + eval(a.r());
        } else if (e instanceof Mul m && m.l() instanceof Num n && n.v() == 0) {
            return 0;
        } else if (e instanceof Mul m) {
            return eval(m.l()) * eval(m.r());
        } else if (!(e instanceof Neg n)) {
            throw new AssertionError();
        } else {
            return -eval(n.e);
        }
    }

    enum Day { MON, TUE, WED, SAT, SUN }

    static int hours(Day d) {
        return switch (d) {
            case MON, TUE -> 8;
            case WED -> {
                int x = d.name().length();
                yield x * 2;
            }
            case SAT, SUN -> 0;
        };
    }

    static String kind(Object o) {
        return o instanceof String s && s.length() > 3 ? "long string " + s
                : o instanceof Integer i ? "int " + (i + 1)
                : o instanceof int[] a ? "array " + a.length : String.valueOf(o);
    }

    static String word(String s) {
        return switch (s) {
            case "a", "b":
                yield "early";
            case "AaAa", "BBBB", "AaBB":
                yield "collision " + s;
            default:
                if (s.isEmpty()) {
                    yield "empty";
                }
                yield "other";
        };
    }

    public static void main(String[] args) {
        System.out.println(eval(new Add(new Num(3), new Mul(new Num(4), new Neg(new Num(5))))));
        System.out.println(eval(new Mul(new Num(0), new Neg(null))));
        for (Day d : Day.values()) {
            System.out.print(hours(d) + " ");
        }
        System.out.println();
        for (Object o : new Object[] {"abcd", "abc", 41, new int[3], null, 'c'}) {
            System.out.println(kind(o));
        }
        for (String s : new String[] {"a", "b", "AaAa", "BBBB", "AaBB", "BBAa", "", "z"}) {
            System.out.println(word(s));
        }
        String block = """
                Hello,
                  "indented" \
                joined
                tab\there\s\s
                   trailing   
                end""";
        System.out.println(block);
        var list = new ArrayList<Map<String, ? extends Number>>();
        list.add(Map.of("k", 1));
        for (var m : list) {
            var v = m.get("k");
            System.out.println(v.intValue());
        }
        System.out.println(Expr.class.isSealed() + " " + Expr.class.getPermittedSubclasses().length + " " + Neg.class.isSealed());
        int sw = 3;
        int r = switch (sw) { case 1 -> 10; case 3 -> { try { yield 30; } finally { sw = 9; } } default -> 0; };
        System.out.println(r + " " + sw);
        try {
            Day none = args.length == 0 ? null : Day.MON;
            hours(none);
        } catch (NullPointerException e) {
            System.out.println("null day");
        }
    }
}
