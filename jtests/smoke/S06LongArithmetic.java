// long arithmetic.
public class S06LongArithmetic {
    static long fib(int n) {
        long a = 0, b = 1;
        for (int i = 0; i < n; i++) {
            long t = a + b;
            a = b;
            b = t;
        }
        return a;
    }

    public static void main(String[] args) {
        System.out.println(fib(50));
        System.out.println(fib(92));
        System.out.println(fib(93));
        long x = 1L << 40;
        System.out.println(x * x);
        System.out.println((x - 1) / 3);
        System.out.println((x - 1) % 7);
        System.out.println(-x >>> 3);
        System.out.println(-x >> 3);
    }
}
