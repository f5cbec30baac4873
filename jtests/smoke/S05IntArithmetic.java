// int arithmetic with results that fit and that wrap.
public class S05IntArithmetic {
    public static void main(String[] args) {
        int a = 7, b = -3;
        System.out.println(a + b);
        System.out.println(a - b);
        System.out.println(a * b);
        System.out.println(a / b);
        System.out.println(a % b);
        System.out.println(-a);
        System.out.println(a & b);
        System.out.println(a | b);
        System.out.println(a ^ b);
        System.out.println(a << 30);
        System.out.println(b >> 1);
        System.out.println(b >>> 28);
        int max = Integer.MAX_VALUE;
        System.out.println(max + a);
        System.out.println(max * max);
    }
}
