// Uncaught exceptions in other threads: text on stderr, exit code 0, the others go on.
public class UncaughtInThread {
    static class Own extends RuntimeException {
        Own(String s) {
            super(s);
        }

        @Override
        public String toString() {
            return "Own[" + getMessage() + "]";
        }
    }

    public static void main(String[] args) throws InterruptedException {
        Thread t = new Thread(() -> {
            throw new Own("first");
        }, "worker-1");
        t.start();
        t.join();
        System.out.println(t.getState());
        Thread u = new Thread(() -> {
            throw new Own("second");
        }, "worker-2");
        u.setUncaughtExceptionHandler((th, e) -> System.out.println("handled " + th.getName() + " " + e));
        u.start();
        u.join();
        Thread.setDefaultUncaughtExceptionHandler((th, e) -> System.out.println("default " + th.getName() + " " + e));
        Thread v = new Thread(() -> {
            throw new Own("third");
        }, "worker-3");
        v.start();
        v.join();
        Thread w = new Thread(new ThreadGroup("group") {
            @Override
            public void uncaughtException(Thread th, Throwable e) {
                System.out.println("group " + e);
            }
        }, () -> {
            throw new Own("fourth");
        }, "worker-4");
        w.start();
        w.join();
        System.out.println("end");
    }
}
