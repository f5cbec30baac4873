// Many threads that lock, wait, interrupt, throw, load classes, park, start threads and use collections. Arguments: seconds
// and threads of a long run, which also watches itself.
// timeout: 120
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

public class StressMix {
    static final int LOCKS = 16;
    static final Account[] ACCOUNTS = new Account[LOCKS];
    static final ReentrantLock[] FAIR = new ReentrantLock[4];
    static final ReentrantReadWriteLock SHARED = new ReentrantReadWriteLock();
    static final ConcurrentHashMap<Integer, Long> MAP = new ConcurrentHashMap<>();
    static final ArrayBlockingQueue<Integer> QUEUE = new ArrayBlockingQueue<>(8);
    static final ConcurrentLinkedQueue<Thread> PARKED = new ConcurrentLinkedQueue<>();
    static final Semaphore SEMAPHORE = new Semaphore(5);
    static final Exchanger<Object> EXCHANGER = new Exchanger<>();
    static final AtomicLong PUT = new AtomicLong(), TAKEN = new AtomicLong(), MERGED = new AtomicLong();
    static final AtomicLong STEPS = new AtomicLong(), PROBLEMS = new AtomicLong();
    static final List<Thread> WORKERS = new ArrayList<>();
    static byte[] helperBytes;
    static volatile boolean stop;
    static long sharedA, sharedB;

    static final class Account {
        long money = 1000;
        long turns;
    }

    /** Loaded by many loaders. */
    public static class Helper {
        static int initialized;

        static {
            initialized++;
        }

        public static int check(int i) {
            return initialized * 100 + i;
        }
    }

    static final class Loader extends ClassLoader {
        Loader() {
            super(StressMix.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.equals("StressMix$Helper")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : defineClass(name, helperBytes, 0, helperBytes.length);
            }
        }
    }

    static void problem(String what) {
        if (PROBLEMS.incrementAndGet() < 10) {
            System.out.println("problem: " + what);
        }
    }

    interface Step {
        void run(Random random) throws Exception;
    }

    static void transfer(Random random) {
        int from = random.nextInt(LOCKS);
        int to = random.nextInt(LOCKS);
        Account first = ACCOUNTS[Math.min(from, to)];
        Account second = ACCOUNTS[Math.max(from, to)];
        synchronized (first) {
            synchronized (second) {
                if (random.nextInt(64) == 0) {
                    Thread.yield();
                }
                ACCOUNTS[from].money -= 7;
                ACCOUNTS[to].money += 7;
            }
        }
    }

    static void waitTurn(Random random) throws InterruptedException {
        Account account = ACCOUNTS[random.nextInt(LOCKS)];
        synchronized (account) {
            long before = account.turns;
            if (random.nextBoolean()) {
                account.turns++;
                account.notifyAll();
            } else if (account.turns == before) {
                account.wait(1 + random.nextInt(3));
            }
        }
    }

    static synchronized void thrower(int depth) {
        if (depth == 0) {
            throw new IllegalStateException("deep");
        }
        synchronized (new Object()) {
            thrower(depth - 1);
        }
    }

    static void exceptions(Random random) {
        try {
            thrower(random.nextInt(20));
            problem("no exception");
        } catch (IllegalStateException e) {
            if (Thread.holdsLock(StressMix.class)) {
                problem("monitor kept after an exception");
            }
        }
        try {
            Object[] strings = new String[1];
            strings[0] = random;
        } catch (ArrayStoreException e) {
            return;
        }
        problem("no ArrayStoreException");
    }

    static void classes(Random random) throws Exception {
        if (random.nextInt(8) != 0) {
            return;
        }
        Class<?> helper = Class.forName("StressMix$Helper", true, new Loader());
        Object result = helper.getMethod("check", int.class).invoke(null, 5);
        if (!result.equals(105)) {
            problem("helper says " + result);
        }
    }

    static void collections(Random random) {
        MAP.merge(random.nextInt(50), 1L, Long::sum);
        MERGED.incrementAndGet();
        HashMap<String, int[]> local = new HashMap<>();
        for (int i = 0; i < 20; i++) {
            local.put("k" + i, new int[] {i});
        }
        for (int i = 0; i < 20; i++) {
            if (local.get("k" + i)[0] != i) {
                problem("local map");
            }
        }
    }

    static void queue(Random random) throws InterruptedException {
        if (random.nextBoolean()) {
            if (QUEUE.offer(1, 1, TimeUnit.MILLISECONDS)) {
                PUT.incrementAndGet();
            }
        } else if (QUEUE.poll(1, TimeUnit.MILLISECONDS) != null) {
            TAKEN.incrementAndGet();
        }
    }

    static void parking(Random random) {
        Thread other = PARKED.poll();
        if (other != null) {
            LockSupport.unpark(other);
        }
        if (random.nextInt(4) == 0) {
            PARKED.add(Thread.currentThread());
            LockSupport.parkNanos(500_000);
        }
    }

    static void locks(Random random) throws InterruptedException {
        ReentrantLock lock = FAIR[random.nextInt(FAIR.length)];
        if (lock.tryLock(2, TimeUnit.MILLISECONDS)) {
            try {
                lock.lockInterruptibly();
                lock.unlock();
            } finally {
                lock.unlock();
            }
        }
        if (random.nextInt(5) == 0) {
            SHARED.writeLock().lock();
            sharedA++;
            sharedB--;
            SHARED.writeLock().unlock();
        } else {
            SHARED.readLock().lock();
            if (sharedA + sharedB != 0) {
                problem("read lock");
            }
            SHARED.readLock().unlock();
        }
        if (SEMAPHORE.tryAcquire(1, TimeUnit.MILLISECONDS)) {
            SEMAPHORE.release();
        }
    }

    static void threads(Random random) throws InterruptedException {
        if (random.nextInt(16) != 0) {
            return;
        }
        int[] box = new int[1];
        Thread child = new Thread(() -> box[0] = 42);
        child.start();
        boolean interrupted = false;
        while (true) {
            try {
                child.join();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (box[0] != 42 || child.isAlive()) {
            problem("join");
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    static void interrupts(Random random) throws Exception {
        WORKERS.get(random.nextInt(WORKERS.size())).interrupt();
        try {
            Thread.sleep(0, random.nextInt(1000));
            EXCHANGER.exchange(random, 100, TimeUnit.MICROSECONDS);
        } catch (TimeoutException e) {
            // Nobody came.
        }
    }

    static void garbage(Random random) {
        Object[] chain = null;
        for (int i = 0; i < 50; i++) {
            chain = new Object[] {chain, new byte[random.nextInt(200)]};
        }
        int length = 0;
        for (Object[] at = chain; at != null; at = (Object[]) at[0]) {
            length++;
        }
        if (length != 50) {
            problem("chain of " + length);
        }
    }

    static final Step[] STEPS_OF_WORK = {StressMix::transfer, StressMix::waitTurn, StressMix::exceptions, StressMix::classes,
        StressMix::collections, StressMix::queue, StressMix::parking, StressMix::locks, StressMix::threads,
        StressMix::interrupts, StressMix::garbage, StressMix::transfer};

    static void work(int seed, int steps, CountDownLatch done) {
        Random random = new Random(seed);
        for (int i = 0; steps == 0 ? !stop : i < steps; i++) {
            try {
                STEPS_OF_WORK[random.nextInt(STEPS_OF_WORK.length)].run(random);
            } catch (InterruptedException e) {
                // That is what others do to us.
            } catch (Throwable e) {
                problem("exception " + e);
            }
            STEPS.incrementAndGet();
        }
        done.countDown();
    }

    /** Ends the process with a thread dump if nothing moves for a minute. */
    static void watch(long seconds) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        long before = -1;
        long quiet = 0;
        while (System.nanoTime() < end) {
            Thread.sleep(1000);
            long now = STEPS.get();
            quiet = now == before ? quiet + 1 : 0;
            before = now;
            if (quiet > 60) {
                System.out.println("nothing moves");
                Thread.getAllStackTraces().forEach((thread, trace) -> {
                    System.out.println(thread);
                    for (StackTraceElement element : trace) {
                        System.out.println("    " + element);
                    }
                });
                Runtime.getRuntime().halt(1);
            }
        }
        stop = true;
    }

    public static void main(String[] args) throws Exception {
        boolean isLong = args.length > 0;
        int threads = isLong ? Integer.parseInt(args[1]) : 64;
        try (InputStream in = StressMix.class.getResourceAsStream("StressMix$Helper.class")) {
            helperBytes = in.readAllBytes();
        }
        for (int i = 0; i < LOCKS; i++) {
            ACCOUNTS[i] = new Account();
        }
        for (int i = 0; i < FAIR.length; i++) {
            FAIR[i] = new ReentrantLock(i % 2 == 0);
        }
        int threadsBefore = Thread.activeCount();
        CountDownLatch done = new CountDownLatch(threads);
        for (int i = 0; i < threads; i++) {
            int seed = i;
            WORKERS.add(new Thread(() -> work(seed, isLong ? 0 : 40, done), "worker-" + i));
        }
        WORKERS.forEach(Thread::start);
        if (isLong) {
            watch(Long.parseLong(args[0]));
        }
        System.out.println("all ended: " + done.await(300, TimeUnit.SECONDS));
        for (Thread worker : WORKERS) {
            worker.join(10_000);
        }
        long money = 0;
        for (Account account : ACCOUNTS) {
            synchronized (account) {
                money += account.money;
            }
        }
        System.out.println("money " + money);
        System.out.println("queue " + (PUT.get() - TAKEN.get() == QUEUE.size()));
        System.out.println("map " + (MAP.values().stream().mapToLong(Long::longValue).sum() == MERGED.get()));
        System.out.println("semaphore " + SEMAPHORE.availablePermits());
        for (ReentrantLock lock : FAIR) {
            System.out.println("lock " + lock.isLocked() + " " + lock.hasQueuedThreads());
        }
        System.out.println("threads left " + (Thread.activeCount() - threadsBefore));
        System.out.println("problems " + PROBLEMS.get());
        if (isLong) {
            System.gc();
            Runtime runtime = Runtime.getRuntime();
            System.out.println(STEPS.get() + " steps, " + (runtime.totalMemory() - runtime.freeMemory() >> 20) + " MiB used");
        }
    }
}
