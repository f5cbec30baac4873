// Recursion a few thousand frames deep works, with many locals and with results on the way back.
public class DeepRecursion {
    static long sum(int n) {
        return n == 0 ? 0 : n + sum(n - 1);
    }

    static double wide(int n, double a, long b, double c, long d) {
        if (n == 0) {
            return a + b + c + d;
        }
        double x = a + 1;
        long y = b + 2;
        double r = wide(n - 1, x, y, c, d);
        return r + (x - a) + (y - b) - 3;
    }

    static boolean even(int n) {
        return n == 0 || odd(n - 1);
    }

    static boolean odd(int n) {
        return n != 0 && even(n - 1);
    }

    static int ackermann(int m, int n) {
        return m == 0 ? n + 1 : n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
    }

    public static void main(String[] args) throws Exception {
        System.out.println(sum(5000));
        System.out.println(wide(3000, 0.5, 1, 0.25, 2));
        System.out.println(even(4001));
        System.out.println(ackermann(2, 200) + " " + ackermann(3, 5));
        Thread t = new Thread(null, () -> System.out.println(sum(200000)), "big", 256L << 20);
        t.start();
        t.join();
    }
}
