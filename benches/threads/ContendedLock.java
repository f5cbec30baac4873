import java.util.concurrent.locks.ReentrantLock;

/** A ReentrantLock that two threads take 200 000 times each. */
public class ContendedLock {
    static int count;

    public static void main(String[] args) throws Exception {
        ReentrantLock lock = new ReentrantLock();
        Runnable body = () -> {
            for (int i = 0; i < 200_000; i++) {
                lock.lock();
                try {
                    count++;
                } finally {
                    lock.unlock();
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
