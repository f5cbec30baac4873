// System.exit inside finally, shutdown hooks, output that was not flushed.
public class ExitInFinally {
    public static void main(String[] args) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
        try {
            System.out.print("body ");
            throw new IllegalStateException("lost");
        } finally {
            System.exit(3);
        }
    }
}
