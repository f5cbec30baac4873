// float and double arithmetic and their text.
public class S14Doubles {
    public static void main(String[] args) {
        double d = 0.1;
        System.out.println(d + 0.2);
        System.out.println(1 / 3.0);
        System.out.println(1 / 3.0f);
        System.out.println(1.0 / 0);
        System.out.println(-1.0 / 0);
        System.out.println(0.0 / 0);
        System.out.println(5.5 % 2);
        System.out.println((int) 3.99);
        System.out.println((int) -3.99);
        System.out.println((long) 1e30);
        System.out.println((float) 1e10);
        System.out.println(1e100);
        System.out.println(Math.sqrt(2));
        System.out.println(Double.MIN_VALUE);
        System.out.println(Float.MAX_VALUE);
        System.out.println(100.0);
        System.out.println(-0.0);
    }
}
