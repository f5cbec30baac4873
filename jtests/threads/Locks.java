// ReentrantLock, conditions, read-write locks, StampedLock, Semaphore, barriers, LockSupport.
import java.util.concurrent.*;
import java.util.concurrent.locks.*;

public class Locks {
    static int count;

    public static void main(String[] args) throws Exception {
        ReentrantLock l = new ReentrantLock(true);
        l.lock();
        l.lock();
        System.out.println(l.getHoldCount() + " " + l.isHeldByCurrentThread() + " " + l.isFair());
        l.unlock();
        l.unlock();
        try {
            l.unlock();
        } catch (IllegalMonitorStateException e) {
            System.out.println("not owner " + e.getMessage());
        }
        Condition c = l.newCondition();
        boolean[] ready = new boolean[1];
        Thread t = new Thread(() -> {
            l.lock();
            try {
                while (!ready[0]) {
                    c.await();
                }
                System.out.println("condition met");
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            } finally {
                l.unlock();
            }
        });
        t.start();
        l.lock();
        ready[0] = true;
        c.signalAll();
        l.unlock();
        t.join();
        l.lock();
        System.out.println(c.awaitNanos(1000) <= 0);
        Thread u = new Thread(() -> {
            try {
                System.out.println(l.tryLock() + " " + l.tryLock(2, TimeUnit.MILLISECONDS));
                l.lockInterruptibly();
            } catch (InterruptedException e) {
                System.out.println("interrupted");
            }
        });
        u.start();
        while (!l.hasQueuedThread(u) || u.getState() != Thread.State.WAITING) {
            Thread.yield();
        }
        u.interrupt();
        u.join();
        l.unlock();
        ReentrantReadWriteLock rw = new ReentrantReadWriteLock();
        rw.readLock().lock();
        rw.readLock().lock();
        System.out.println(rw.getReadLockCount() + " " + rw.writeLock().tryLock());
        rw.readLock().unlock();
        rw.readLock().unlock();
        rw.writeLock().lock();
        rw.readLock().lock();
        System.out.println(rw.isWriteLockedByCurrentThread());
        StampedLock s = new StampedLock();
        long stamp = s.tryOptimisticRead();
        System.out.println(s.validate(stamp));
        long w = s.writeLock();
        System.out.println(s.validate(stamp) + " " + s.tryReadLock());
        s.unlockWrite(w);
        Semaphore sem = new Semaphore(2);
        sem.acquire();
        System.out.println(sem.tryAcquire(2) + " " + sem.availablePermits());
        CyclicBarrier b = new CyclicBarrier(4, () -> System.out.println("barrier " + count));
        Thread[] ts = new Thread[4];
        for (int i = 0; i < 4; i++) {
            ts[i] = new Thread(() -> {
                for (int k = 0; k < 300; k++) {
                    l.lock();
                    try {
                        count++;
                    } finally {
                        l.unlock();
                    }
                }
                try {
                    b.await();
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            ts[i].start();
        }
        for (Thread x : ts) {
            x.join();
        }
        Thread parked = new Thread(() -> {
            LockSupport.park("blocker");
            System.out.println("unparked " + Thread.currentThread().isInterrupted());
        });
        parked.start();
        while (parked.getState() != Thread.State.WAITING) {
            Thread.yield();
        }
        System.out.println(LockSupport.getBlocker(parked));
        LockSupport.unpark(parked);
        parked.join();
        LockSupport.unpark(Thread.currentThread());
        LockSupport.park();
        LockSupport.parkNanos(1000);
        Thread.currentThread().interrupt();
        LockSupport.park();
        System.out.println(Thread.interrupted());
    }
}
