// Interruption of every blocking operation: sleep, join, wait, park, locks, queues, selectors, channels.
import java.nio.channels.*;
import java.nio.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

public class Interrupts {
    interface Blocking { void run() throws Exception; }

    static void check(String label, Blocking b) throws Exception {
        String[] result = {"not interrupted"};
        Thread t = new Thread(() -> {
            try {
                b.run();
                result[0] = "returned " + Thread.currentThread().isInterrupted();
            } catch (Exception e) {
                result[0] = e.getClass().getSimpleName() + " " + Thread.currentThread().isInterrupted();
            }
        });
        t.start();
        Thread.sleep(10);
        t.interrupt();
        t.join(10000);
        System.out.println(label + ": " + result[0]);
    }

    public static void main(String[] args) throws Exception {
        Object lock = new Object();
        Thread forever = new Thread(LockSupport::park);
        forever.setDaemon(true);
        forever.start();
        ReentrantLock held = new ReentrantLock();
        held.lock();
        check("sleep", () -> Thread.sleep(100000));
        check("join", () -> forever.join());
        check("timed join", () -> forever.join(100000));
        check("wait", () -> { synchronized (lock) { lock.wait(); } });
        check("timed wait", () -> { synchronized (lock) { lock.wait(100000); } });
        check("park", LockSupport::park);
        check("parkNanos", () -> LockSupport.parkNanos(100_000_000_000L));
        check("lockInterruptibly", held::lockInterruptibly);
        check("tryLock", () -> held.tryLock(100, TimeUnit.SECONDS));
        check("condition", () -> { ReentrantLock l = new ReentrantLock(); l.lock(); l.newCondition().await(); });
        check("queue take", () -> new LinkedBlockingQueue<>().take());
        check("queue put", () -> { ArrayBlockingQueue<Integer> q = new ArrayBlockingQueue<>(1); q.put(1); q.put(2); });
        check("semaphore", () -> new Semaphore(0).acquire());
        check("latch", () -> new CountDownLatch(1).await());
        check("barrier", () -> new CyclicBarrier(2).await());
        check("exchanger", () -> new Exchanger<>().exchange("x"));
        check("future", () -> new CompletableFuture<>().get());
        check("pipe", () -> Pipe.open().source().read(ByteBuffer.allocate(1)));
        check("selector", () -> { Selector s = Selector.open(); s.select(); s.close(); });
        check("server socket channel", () -> ServerSocketChannel.open().bind(null).accept());
    }
}
