// Long-running loops of each kind over each type: results after many back edges.
public class Loops {
    public static void main(String[] args) {
        int i = 0, x = 0;
        do {
            x = x * 31 + i;
        } while (++i < 300000);
        System.out.println(x);
        long l = 1;
        for (long k = 0; k < 200000L; k += 3) {
            l ^= l << 13 ^ k;
            l ^= l >>> 7;
        }
        System.out.println(l);
        double d = 0;
        for (double k = 0; k < 1000; k += 0.25) {
            d += k * k;
        }
        System.out.println(d);
        float f = 1;
        for (int k = 1; k < 50000; k++) {
            f += 1f / k;
        }
        System.out.println(f);
        byte b = 0;
        char c = 0;
        short s = 0;
        for (int k = 0; k < 100000; k++) {
            b += 7;
            c += 13;
            s -= 11;
        }
        System.out.println(b + " " + (int) c + " " + s);
        int[] a = new int[1000];
        for (int r = 0; r < 100; r++) {
            for (int k = 0; k < a.length; k++) {
                a[k] += k ^ r;
            }
        }
        long sum = 0;
        for (int v : a) {
            sum += v;
        }
        System.out.println(sum);
        StringBuilder t = new StringBuilder();
        outer:
        for (int p = 0; ; p++) {
            for (int q = p; q >= 0; q -= 3) {
                if (q == 1) {
                    continue outer;
                }
                if (t.length() > 60) {
                    break outer;
                }
                t.append(q % 10);
            }
        }
        System.out.println(t);
    }
}
