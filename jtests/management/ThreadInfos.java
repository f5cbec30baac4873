// ThreadInfo: locks that threads have and wait for, deadlocks, counts, times.
import java.lang.management.LockInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MonitorInfo;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

public class ThreadInfos {
    static final ThreadMXBean BEAN = ManagementFactory.getThreadMXBean();
    static final class Monitor {
    }
    static final Monitor A = new Monitor(), B = new Monitor(), C = new Monitor();
    static final ReentrantLock L = new ReentrantLock(), M = new ReentrantLock();

    static String name(LockInfo lock) {
        return lock == null ? "nothing" : lock.getClassName();
    }

    static void show(Thread thread) {
        ThreadInfo info = BEAN.getThreadInfo(new long[] {thread.getId()}, true, true)[0];
        System.out.println(info.getThreadName() + " " + info.getThreadState() + " for " + name(info.getLockInfo()) + " of "
                + info.getLockOwnerName() + (info.getLockOwnerId() > 0) + info.isDaemon() + info.getPriority() + info.isInNative()
                + info.isSuspended());
        for (MonitorInfo monitor : info.getLockedMonitors()) {
            System.out.println("  monitor " + name(monitor) + " at " + monitor.getLockedStackDepth() + " "
                    + monitor.getLockedStackFrame().getMethodName());
        }
        for (LockInfo lock : info.getLockedSynchronizers()) {
            System.out.println("  synchronizer " + name(lock));
        }
        for (StackTraceElement element : info.getStackTrace()) {
            if (element.getClassName().equals("ThreadInfos")) {
                System.out.println("  " + element.getMethodName());
            }
        }
    }

    static synchronized void nested(int depth, Runnable end) {
        synchronized (A) {
            if (depth > 0) {
                nested(depth - 1, end);
            } else {
                synchronized (B) {
                    synchronized (A) {
                        end.run();
                    }
                }
            }
        }
    }

    static void park() {
        LockSupport.park(C);
    }

    static void waitForC() {
        synchronized (C) {
            try {
                C.wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void enterA() {
        synchronized (C) {
            synchronized (A) {
                System.out.println("entered");
            }
        }
    }

    static void lockBoth() {
        ReentrantReadWriteLock shared = new ReentrantReadWriteLock();
        shared.writeLock().lock();
        L.lock();
        L.lock();
        M.lock();
        park();
        M.unlock();
        L.unlock();
        L.unlock();
        shared.writeLock().unlock();
    }

    static Thread start(String name, Thread.State until, Runnable body) throws Exception {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != until) {
            Thread.sleep(1);
        }
        return thread;
    }

    static void locks() throws Exception {
        Thread nested = start("nested", Thread.State.WAITING, () -> nested(1, ThreadInfos::park));
        Thread enter = start("enter", Thread.State.BLOCKED, ThreadInfos::enterA);
        show(nested);
        show(enter);
        LockSupport.unpark(nested);
        nested.join();
        enter.join();
        Thread waiting = start("waiting", Thread.State.WAITING, ThreadInfos::waitForC);
        show(waiting);
        synchronized (C) {
            C.notify();
            System.out.println(waiting.getState());
            show(waiting);
        }
        waiting.join();
        Thread owner = start("owner", Thread.State.WAITING, ThreadInfos::lockBoth);
        Thread parked = start("parked", Thread.State.WAITING, () -> {
            M.lock();
            M.unlock();
        });
        ThreadInfo info = BEAN.getThreadInfo(parked.getId());
        System.out.println(name(info.getLockInfo()) + " of " + info.getLockOwnerName() + " " + info.getStackTrace().length);
        ThreadInfo[] dump = BEAN.getThreadInfo(new long[] {owner.getId(), 1 << 30}, false, true);
        LockInfo[] owned = dump[0].getLockedSynchronizers();
        System.out.println(Arrays.stream(owned).map(ThreadInfos::name).sorted().toList() + " " + dump[1]);
        LockSupport.unpark(owner);
        owner.join();
        parked.join();
        show(Thread.currentThread());
    }

    static void counts() throws Exception {
        Thread waiting = start("counted", Thread.State.WAITING, () -> {
            waitForC();
            synchronized (B) {
                waitForC();
            }
        });
        System.out.println(BEAN.getThreadInfo(waiting.getId()).getWaitedCount());
        synchronized (B) {
            synchronized (C) {
                C.notify();
            }
            while (waiting.getState() != Thread.State.BLOCKED) {
                Thread.sleep(1);
            }
            ThreadInfo info = BEAN.getThreadInfo(waiting.getId());
            System.out.println(info.getWaitedCount() + " " + (info.getBlockedCount() > 0) + " " + info.getBlockedTime() + " "
                    + info.getWaitedTime());
        }
        BEAN.setThreadContentionMonitoringEnabled(true);
        System.out.println(BEAN.isThreadContentionMonitoringEnabled());
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        ThreadInfo info = BEAN.getThreadInfo(waiting.getId());
        System.out.println(info.getBlockedTime() >= 0 && info.getWaitedTime() >= 0);
        synchronized (C) {
            C.notify();
        }
        waiting.join();
        System.out.println(BEAN.getThreadInfo(waiting.getId()) + " " + BEAN.getThreadCpuTime(waiting.getId()));
    }

    static void times() {
        long id = Thread.currentThread().getId();
        System.out.println(BEAN.isThreadCpuTimeSupported() + " " + BEAN.isCurrentThreadCpuTimeSupported() + " "
                + BEAN.isObjectMonitorUsageSupported() + " " + BEAN.isSynchronizerUsageSupported() + " "
                + BEAN.isThreadContentionMonitoringSupported() + " " + BEAN.isThreadCpuTimeEnabled());
        System.out.println((BEAN.getThreadCpuTime(id) > 0) + " " + (BEAN.getThreadUserTime(id) >= 0) + " "
                + (BEAN.getCurrentThreadCpuTime() > 0) + " " + BEAN.getThreadCpuTime(1 << 30));
        var extended = (com.sun.management.ThreadMXBean) BEAN;
        long before = extended.getThreadAllocatedBytes(id);
        byte[] bytes = new byte[100_000];
        long after = extended.getThreadAllocatedBytes(id);
        System.out.println(extended.isThreadAllocatedMemorySupported() + " " + extended.isThreadAllocatedMemoryEnabled() + " "
                + (before > 0 && after - before >= bytes.length) + " " + extended.getThreadAllocatedBytes(1 << 30));
        long[] each = extended.getThreadCpuTime(new long[] {id, 1 << 30});
        System.out.println((each[0] > 0) + " " + each[1] + " " + (extended.getThreadAllocatedBytes(new long[] {id})[0] > after - 1));
        System.out.println((BEAN.getTotalStartedThreadCount() >= BEAN.getPeakThreadCount()) + " "
                + (BEAN.getPeakThreadCount() >= BEAN.getThreadCount()) + " " + (BEAN.getThreadCount() > BEAN.getDaemonThreadCount()));
    }

    static void deadlocks() throws Exception {
        System.out.println(Arrays.toString(BEAN.findDeadlockedThreads()) + Arrays.toString(BEAN.findMonitorDeadlockedThreads()));
        CountDownLatch locked = new CountDownLatch(2);
        ReentrantLock[] locks = {new ReentrantLock(), new ReentrantLock()};
        for (int i = 0; i < 2; i++) {
            int own = i;
            start("lock " + i, Thread.State.WAITING, () -> {
                locks[own].lock();
                locked.countDown();
                await(locked);
                locks[1 - own].lock();
            });
        }
        Object[] monitors = {new Object(), new Object(), new Object()};
        CountDownLatch entered = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            int own = i;
            Thread thread = new Thread(() -> {
                synchronized (monitors[own]) {
                    entered.countDown();
                    await(entered);
                    synchronized (monitors[(own + 1) % 3]) {
                        System.out.println("impossible");
                    }
                }
            }, "monitor " + i);
            thread.setDaemon(true);
            thread.start();
        }
        long[] all;
        while ((all = BEAN.findDeadlockedThreads()) == null || all.length < 5) {
            Thread.sleep(5);
        }
        System.out.println(names(all) + " " + names(BEAN.findMonitorDeadlockedThreads()));
    }

    static String names(long[] ids) {
        return Arrays.stream(BEAN.getThreadInfo(ids)).map(i -> i.getThreadName() + " by " + i.getLockOwnerName()).sorted().toList()
                .toString();
    }

    static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public static void main(String[] args) throws Exception {
        locks();
        counts();
        times();
        deadlocks();
    }
}
