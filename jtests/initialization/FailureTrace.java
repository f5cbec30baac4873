// Stack trace of an ExceptionInInitializerError and of the NoClassDefFoundError after it.
public class FailureTrace {
    static class Bad {
        static int compute() {
            throw new IllegalStateException("bad init");
        }

        static int value = compute();
    }

    static int use() {
        return Bad.value;
    }

    public static void main(String[] args) {
        try {
            use();
        } catch (Throwable t) {
            t.printStackTrace();
        }
        try {
            use();
        } catch (Throwable t) {
            t.printStackTrace();
        }
        use();
    }
}
