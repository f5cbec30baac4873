// A second thread.
public class S22Thread {
    static int shared;

    public static void main(String[] args) throws InterruptedException {
        Thread thread = new Thread(new Runnable() {
            public void run() {
                for (int i = 0; i < 1000; i++) {
                    shared += i;
                }
                System.out.println(Thread.currentThread().getName());
            }
        }, "worker");
        thread.start();
        thread.join();
        System.out.println(shared);
        System.out.println(thread.isAlive());
    }
}
