/** A monitor that two threads take 1 million times each. */
public class Contended {
    static int count;

    public static void main(String[] args) throws Exception {
        Object monitor = new Object();
        Runnable body = () -> {
            for (int i = 0; i < 1_000_000; i++) {
                synchronized (monitor) {
                    count++;
                }
            }
        };
        Thread first = new Thread(body);
        Thread second = new Thread(body);
        first.start();
        second.start();
        first.join();
        second.join();
        System.out.println(count);
    }
}
