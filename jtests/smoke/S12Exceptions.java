// Exceptions thrown and caught within the program.
public class S12Exceptions {
    static int depth(int n) {
        if (n == 0) {
            throw new IllegalStateException("bottom");
        }
        try {
            return depth(n - 1);
        } finally {
            System.out.println(n);
        }
    }

    public static void main(String[] args) {
        try {
            depth(3);
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
        try {
            System.out.println(1 / (args.length));
        } catch (ArithmeticException e) {
            System.out.println(e.getMessage());
        }
        try {
            int[] a = new int[2];
            a[args.length + 2] = 1;
        } catch (ArrayIndexOutOfBoundsException e) {
            System.out.println(e.getMessage());
        }
        try {
            Object o = "text";
            System.out.println((Integer) o);
        } catch (ClassCastException e) {
            System.out.println("class cast");
        }
        try {
            Object o = args.length == 0 ? null : args;
            o.hashCode();
        } catch (NullPointerException e) {
            System.out.println("null pointer");
        }
    }
}
