// Loads and stores: short forms, indexed forms, category 2 over two slots, parameters of every type.
// javac: -XDstringConcat=inline
public class Locals {
    static String all(boolean z, byte b, char c, short s, int i, long l, float f, double d, Object o, int[] a) {
        l++;
        d *= 2;
        i -= 1000;
        f = f / 2;
        o = o + "!";
        a[0]++;
        z = !z;
        b++;
        c++;
        s--;
        return z + " " + b + " " + c + " " + s + " " + i + " " + l + " " + f + " " + d + " " + o + " " + a[0];
    }

    long many(long a, long b, double c, double d, float e, int f) {
        long g = a + b;
        double h = c - d;
        float k = e * f;
        int m = f++;
        int n = ++f;
        return g + (long) h + (long) k + m + n;
    }

    static int reuse(boolean which) {
        int total = 0;
        {
            long x = 5_000_000_000L;
            total += (int) (x >> 10);
        }
        {
            int x = 3;
            String y = "four";
            total += x + y.length();
        }
        {
            double x = which ? 1.5 : 2.5;
            total += (int) (x * 10);
        }
        return total;
    }

    public static void main(String[] args) {
        System.out.println(all(true, (byte) 127, 'a', (short) -32768, 5, -1L, 3f, 0.25, "o", new int[] {41}));
        System.out.println(all(false, (byte) -1, '\uffff', (short) 0, 5, Long.MAX_VALUE, 3f, -0.0, null, new int[1]));
        System.out.println(new Locals().many(1, 2, 3.9, 1.1, 2.5f, 4));
        System.out.println(reuse(true) + " " + reuse(false));
        int i = 10;
        i += 100;
        i += 1000;
        i += 100000;
        i -= 32768;
        i++;
        i = i++ + ++i;
        System.out.println(i);
        byte b = 100;
        b += 100;
        System.out.println(b);
        char c = 0;
        c--;
        System.out.println((int) c);
        short s = 1;
        s <<= 15;
        System.out.println(s);
        int x = 5;
        x += 3.7;
        System.out.println(x);
    }
}
