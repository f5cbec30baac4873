// Precedence, evaluation order, compound assignment, conditional typing, increments with side effects.
public class Operators {
    static StringBuilder log = new StringBuilder();

    static int f(int x) {
        log.append(x);
        return x;
    }

    static int[] array(int[] a) {
        log.append("a");
        return a;
    }

    static boolean b(boolean x) {
        log.append(x ? "t" : "f");
        return x;
    }

    static void show(Object o) {
        System.out.println(o + " " + log);
        log.setLength(0);
    }

    public static void main(String[] args) {
        show(f(1) + f(2) * f(3) - f(4) / f(2) % f(5));
        show(f(1) << f(2) + f(1) > f(3) == b(false));
        show(b(true) || b(false) && b(true));
        show(b(false) | b(true) & b(false) ^ b(true));
        int[] a = {1, 2, 3};
        int i = 0;
        array(a)[f(i++)] += f(i) + a[0];
        show(a[0] + "" + a[1] + i);
        i = 0;
        i = i++ + i++ + ++i;
        show(i);
        i = 5;
        i += i++ * 2 + i;
        show(i);
        int k = 1;
        k = k++ + (k = 10) + k;
        show(k);
        int[] order = new int[2];
        try {
            array(order)[f(5)] = f(6) / f(0);
        } catch (ArithmeticException e) {
            show("arith first");
        }
        try {
            array(null)[f(0)] = f(6);
        } catch (NullPointerException e) {
            show("null after rhs");
        }
        show(true ? 1 : 2.0);
        show(true ? 'a' : 0);
        show(false ? 1 : 'b');
        show((Object) (true ? (Integer) 1 : (Double) 2.0));
        show(true ? null : 0);
        byte by = 10;
        by *= 30;
        by >>>= 1;
        show(by);
        char c = 'a';
        c += 1.7;
        show(c);
        short s = -1;
        s >>>= 10;
        show(s);
        long l = 1;
        l <<= 65;
        show(l);
        String str = null;
        str += null;
        str += 1 + 2 + "x" + 1 + 2 + 'c' + 1.0f + true;
        show(str);
        show("" + (char) ('a' + 1) + ('a' + 1) + (byte) 300);
        show(1 + 2 + "3" + 4 * 5);
        show(07 + 0x1F + 0b101 + 1_000);
        show(5 & 6 | 1 ^ 8);
        show(~5 + -(-3) + +2);
        show(-7 / 2 + " " + -7 % 2 + " " + (-7 >>> 28 + " ".length()));
    }
}
