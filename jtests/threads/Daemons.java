// The VM ends when the last non-daemon thread ends; daemon threads are dropped; hooks run.
public class Daemons {
    public static void main(String[] args) throws Exception {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook sees daemon alive: " + daemon.isAlive())));
        daemon = new Thread(() -> {
            while (true) {
                Thread.onSpinWait();
            }
        });
        daemon.setDaemon(true);
        daemon.start();
        new Thread(() -> {
            try {
                Thread.sleep(40);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            System.out.println("last user thread");
        }).start();
        System.out.println("main ends");
    }

    static Thread daemon;
}
