// Static methods, recursion, static fields.
public class S08StaticCalls {
    static int calls;

    static int ackermann(int m, int n) {
        calls++;
        if (m == 0) {
            return n + 1;
        }
        return n == 0 ? ackermann(m - 1, 1) : ackermann(m - 1, ackermann(m, n - 1));
    }

    static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    public static void main(String[] args) {
        System.out.println(ackermann(2, 5));
        System.out.println(calls);
        System.out.println(gcd(1071, 462));
    }
}
