// A few hundred threads alive at once, with garbage made in each.
import java.util.concurrent.*;

public class ManyThreads {
    public static void main(String[] args) throws Exception {
        int n = 200;
        CountDownLatch ready = new CountDownLatch(n), go = new CountDownLatch(1);
        long[] results = new long[n];
        Thread[] ts = new Thread[n];
        for (int i = 0; i < n; i++) {
            int k = i;
            ts[i] = new Thread(null, () -> {
                StringBuilder b = new StringBuilder();
                for (int j = 0; j < 50; j++) {
                    b.append(k).append(',').append(new int[20].length);
                }
                ready.countDown();
                try {
                    go.await();
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                results[k] = b.toString().hashCode();
            }, "t" + i, 128 * 1024);
            ts[i].start();
        }
        ready.await();
        System.gc();
        go.countDown();
        long h = 0;
        for (int i = 0; i < n; i++) {
            ts[i].join();
            h = h * 31 + results[i];
        }
        System.out.println(h);
    }
}
