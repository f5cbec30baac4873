// An uncaught exception handler that throws itself.
public class HandlerThrows {
    public static void main(String[] args) throws Exception {
        Thread t = new Thread(() -> {
            throw new IllegalStateException("first");
        }, "worker");
        t.setUncaughtExceptionHandler((th, e) -> {
            throw new RuntimeException("from handler");
        });
        t.start();
        t.join();
        System.out.println("alive");
        Thread.currentThread().setUncaughtExceptionHandler((th, e) -> {
            throw new Error("main handler");
        });
        throw new Exception("main");
    }
}
