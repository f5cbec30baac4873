// Thread.stop, suspend and resume, which JDK 17 still has; what others see of a thread's state.
// jdk: 17-19
// stderr: ignore
@SuppressWarnings({"deprecation", "removal"})
public class StopSuspend {
    static volatile long counter;
    static volatile boolean end;

    static void until(Thread thread, Thread.State state) throws Exception {
        while (thread.getState() != state) {
            Thread.sleep(1);
        }
    }

    static Thread start(String name, Runnable body) {
        Thread thread = new Thread(() -> {
            try {
                body.run();
                System.out.println(name + ": ended");
            } catch (ThreadDeath e) {
                System.out.println(name + ": " + e + " " + Thread.currentThread().isInterrupted());
            }
        }, name);
        thread.start();
        return thread;
    }

    static void stopped() throws Exception {
        Thread spinning = start("spinning", () -> {
            while (true) {
                counter++;
            }
        });
        while (counter == 0) {
            Thread.sleep(1);
        }
        spinning.stop();
        spinning.join();
        Thread calling = start("calling", () -> {
            for (counter = 0; ; ) {
                count();
            }
        });
        while (counter < 10) {
            Thread.sleep(1);
        }
        calling.stop();
        calling.join();
        Thread sleeping = start("sleeping", () -> {
            try {
                Thread.sleep(1_000_000);
            } catch (InterruptedException e) {
                System.out.println(e);
            }
        });
        until(sleeping, Thread.State.TIMED_WAITING);
        sleeping.stop();
        sleeping.join();
        Object monitor = new Object();
        Thread waiting = start("waiting", () -> {
            synchronized (monitor) {
                try {
                    monitor.wait();
                } catch (InterruptedException e) {
                    System.out.println(e);
                } finally {
                    System.out.println("holds " + Thread.holdsLock(monitor));
                }
            }
        });
        until(waiting, Thread.State.WAITING);
        waiting.stop();
        waiting.join();
        Thread parked = start("parked", java.util.concurrent.locks.LockSupport::park);
        until(parked, Thread.State.WAITING);
        parked.stop();
        parked.join();
        Thread unborn = new Thread(() -> System.out.println("impossible"));
        unborn.stop();
        unborn.start();
        unborn.join();
        System.out.println("unborn " + unborn.getState());
        Thread self = start("self", () -> Thread.currentThread().stop());
        self.join();
        self.stop();
    }

    static int count() {
        return (int) counter++;
    }

    static void suspended() throws Exception {
        counter = 0;
        end = false;
        Thread busy = start("busy", () -> {
            while (!end) {
                counter++;
            }
        });
        while (counter == 0) {
            Thread.sleep(1);
        }
        busy.suspend();
        long before = counter;
        Thread.sleep(20);
        System.gc();
        System.out.println("stands still " + (before == counter) + " " + busy.getState());
        busy.resume();
        while (counter == before) {
            Thread.sleep(1);
        }
        end = true;
        busy.join();
        Thread own = start("own", () -> {
            Thread.currentThread().suspend();
            counter = -1;
        });
        while (counter != -1) {
            own.resume();
            Thread.sleep(1);
        }
        own.join();
    }

    static void stateAfterNotify() throws Exception {
        Object monitor = new Object();
        Thread waiting = start("notified", () -> {
            synchronized (monitor) {
                try {
                    monitor.wait(1_000_000);
                } catch (InterruptedException e) {
                    System.out.println(e);
                }
            }
        });
        until(waiting, Thread.State.TIMED_WAITING);
        synchronized (monitor) {
            monitor.notify();
            System.out.println(waiting.getState());
            waiting.interrupt();
            System.out.println(waiting.getState() + " " + waiting.isInterrupted());
            boolean frames = false;
            for (StackTraceElement element : waiting.getStackTrace()) {
                frames |= element.getMethodName().startsWith("wait");
            }
            System.out.println(frames);
        }
        waiting.join();
    }

    public static void main(String[] args) throws Exception {
        stopped();
        suspended();
        stateAfterNotify();
    }
}
