/** Threads that are started and joined one after the other, 2 000. */
public class StartJoin {
    static int count;

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < 2_000; i++) {
            Thread thread = new Thread(() -> count++);
            thread.start();
            thread.join();
        }
        System.out.println(count);
    }
}
