// A lambda, a method reference and string concatenation: the first users of invokedynamic.
public class S21Lambda {
    interface IntOp {
        int apply(int x);
    }

    static int twice(IntOp op, int x) {
        return op.apply(op.apply(x));
    }

    static int square(int x) {
        return x * x;
    }

    public static void main(String[] args) {
        int k = 3;
        System.out.println(twice(x -> x + k, 10));
        System.out.println(twice(S21Lambda::square, 3));
        String s = "k = " + k + ", half = " + k / 2.0 + ", " + (k > 2) + " " + 'c' + null;
        System.out.println(s);
    }
}
