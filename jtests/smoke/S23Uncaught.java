// An uncaught exception: stack trace on standard error, exit code 1.
public class S23Uncaught {
    static void fail(int x) {
        throw new RuntimeException("because");
    }

    public static void main(String[] args) {
        System.out.println("before");
        fail(1);
    }
}
