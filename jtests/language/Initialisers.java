// Field initialisers, instance blocks, constructor chaining, this escaping, final fields, static nested order.
public class Initialisers {
    static int n;
    final int a = ++n;
    final int b;
    int c = a + 10;
    { b = ++n * 100; }
    int[] arr = {a, b, c};
    Initialisers other;

    Initialisers() {
        this(null);
        c++;
    }

    Initialisers(Initialisers o) {
        other = o;
        c *= 2;
    }

    { c += 1000; }

    static class P {
        final String s;

        P(String s) {
            this.s = s + hook();
        }

        String hook() {
            return "P";
        }
    }

    static class Q extends P {
        final String field = "init";
        final String computed = new String("comp");

        Q() {
            super("q");
        }

        @Override
        String hook() {
            return field + computed;
        }
    }

    public static void main(String[] args) {
        Initialisers x = new Initialisers();
        Initialisers y = new Initialisers(x);
        System.out.println(x.a + " " + x.b + " " + x.c + " " + x.arr[2] + " " + y.a + " " + y.b + " " + y.c + " " + (y.other == x) + " " + n);
        System.out.println(new Q().s + " " + new Q().hook());
        double[] d = new double[] {1, 2f, 'c', 4L};
        char[] c = {65, 'B', (char) 67.9};
        long[][] l = {{}, null, {1, 2}};
        System.out.println(d[2] + " " + new String(c) + " " + l.length + l[2].length + (l[1] == null));
    }
}
