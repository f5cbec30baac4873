// Exceptions whose getMessage, toString or getCause misbehave when printed.
public class MessageThrows {
    static class NullMessage extends RuntimeException {
        @Override
        public String getMessage() {
            return null;
        }
    }

    static class Localized extends RuntimeException {
        Localized() {
            super("plain");
        }

        @Override
        public String getLocalizedMessage() {
            return "localised";
        }
    }

    static class NullText extends RuntimeException {
        @Override
        public String toString() {
            return null;
        }
    }

    static class Bad extends RuntimeException {
        @Override
        public String getMessage() {
            throw new IllegalStateException("in getMessage");
        }
    }

    static class NoTrace extends RuntimeException {
        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }

    public static void main(String[] args) throws Exception {
        for (RuntimeException e : new RuntimeException[] {new NullMessage(), new Localized(), new NullText(), new NoTrace(), new Bad()}) {
            Thread t = new Thread(() -> {
                throw e;
            }, "T");
            t.start();
            t.join();
        }
        System.out.println("end");
    }
}
