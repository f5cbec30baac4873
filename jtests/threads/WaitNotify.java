// wait, notify, notifyAll: producer and consumer, time-outs, recursion depth restored, lost locks.
import java.util.*;

public class WaitNotify {
    static class Queue {
        private final Deque<Integer> items = new ArrayDeque<>();

        synchronized void put(int x) throws InterruptedException {
            while (items.size() >= 5) {
                wait();
            }
            items.add(x);
            notifyAll();
        }

        synchronized int take() throws InterruptedException {
            while (items.isEmpty()) {
                wait();
            }
            int x = items.remove();
            notifyAll();
            return x;
        }
    }

    static boolean flag;

    public static void main(String[] args) throws Exception {
        Queue q = new Queue();
        long[] sums = new long[3];
        Thread[] ts = new Thread[6];
        for (int i = 0; i < 3; i++) {
            int k = i;
            ts[i] = new Thread(() -> {
                try {
                    for (int j = 0; j < 500; j++) {
                        q.put(k * 1000 + j);
                    }
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
            ts[i + 3] = new Thread(() -> {
                try {
                    for (int j = 0; j < 500; j++) {
                        sums[k] += q.take();
                    }
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });
        }
        for (Thread t : ts) {
            t.start();
        }
        for (Thread t : ts) {
            t.join();
        }
        System.out.println(sums[0] + sums[1] + sums[2]);
        Object lock = new Object();
        long t0 = System.nanoTime();
        synchronized (lock) {
            lock.wait(20);
            lock.wait(0, 1000);
        }
        System.out.println(System.nanoTime() - t0 >= 19_000_000L);
        Thread waiter = new Thread(() -> {
            synchronized (lock) {
                synchronized (lock) {
                    synchronized (lock) {
                        try {
                            flag = true;
                            lock.wait();
                            System.out.println("woken, holds " + Thread.holdsLock(lock));
                        } catch (InterruptedException e) {
                            throw new AssertionError(e);
                        }
                    }
                    System.out.println("still " + Thread.holdsLock(lock));
                }
            }
            System.out.println("free " + Thread.holdsLock(lock));
        });
        waiter.start();
        while (true) {
            synchronized (lock) {
                if (flag) {
                    lock.notify();
                    break;
                }
            }
        }
        waiter.join();
        Thread.currentThread().interrupt();
        try {
            synchronized (lock) {
                lock.wait();
            }
        } catch (InterruptedException e) {
            System.out.println("at once " + Thread.interrupted());
        }
        Thread.currentThread().interrupt();
        try {
            Thread.sleep(1000);
        } catch (InterruptedException e) {
            System.out.println(e.getMessage());
        }
        int[] woken = new int[1];
        Thread[] many = new Thread[10];
        int[] ready = new int[1];
        for (int i = 0; i < many.length; i++) {
            many[i] = new Thread(() -> {
                synchronized (woken) {
                    ready[0]++;
                    try {
                        woken.wait();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    woken[0]++;
                }
            });
            many[i].start();
        }
        while (true) {
            synchronized (woken) {
                if (ready[0] == 10) {
                    woken.notifyAll();
                    break;
                }
            }
            Thread.yield();
        }
        for (Thread t : many) {
            t.join();
        }
        System.out.println(woken[0]);
    }
}
