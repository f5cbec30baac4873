// Thread: start, join, names, priorities, daemon, groups, states, currentThread, ids.
public class Basics {
    public static void main(String[] args) throws Exception {
        Thread m = Thread.currentThread();
        System.out.println(m.getName() + " " + m.getPriority() + " " + m.isDaemon() + " " + m.getThreadGroup().getName() + " " + m.getThreadGroup().getParent().getName() + " " + m.isAlive() + m.getState());
        Thread t = new Thread(() -> System.out.println("in " + Thread.currentThread().getName() + Thread.currentThread().getPriority()));
        System.out.println(t.getState() + " " + t.isAlive() + " " + t.getName().startsWith("Thread-"));
        t.setName("renamed");
        t.setPriority(7);
        t.start();
        t.join();
        System.out.println(t.getState() + " " + t.isAlive() + " " + t.getThreadGroup());
        ThreadGroup g = new ThreadGroup("mine");
        g.setMaxPriority(4);
        Thread u = new Thread(g, () -> { }, "grouped");
        u.setPriority(9);
        System.out.println(u.getThreadGroup().getName() + " " + u.getPriority() + " " + g.getMaxPriority() + " " + g.activeCount() + g.getParent().getName());
        class Own extends Thread {
            int result;

            @Override
            public void run() {
                for (int i = 0; i < 100; i++) {
                    result += i;
                }
            }
        }
        Own[] own = new Own[8];
        for (int i = 0; i < own.length; i++) {
            own[i] = new Own();
            own[i].start();
        }
        int sum = 0;
        for (Own o : own) {
            o.join();
            sum += o.result;
        }
        System.out.println(sum);
        Thread d = new Thread(() -> { });
        d.setDaemon(true);
        Thread[] child = new Thread[1];
        Thread parent = new Thread(() -> child[0] = new Thread(() -> { }), "p");
        parent.setDaemon(true);
        parent.setPriority(3);
        parent.start();
        parent.join();
        System.out.println(child[0].isDaemon() + " " + child[0].getPriority() + " " + d.isDaemon());
        for (Runnable bad : new Runnable[] {() -> t.start(), () -> m.setDaemon(true), () -> d.setPriority(11), () -> d.setName(null), () -> new Thread((String) null)}) {
            try {
                bad.run();
                System.out.println("fine");
            } catch (RuntimeException e) {
                System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }
        Thread waiting = new Thread(() -> {
            synchronized (g) {
                try {
                    g.wait();
                } catch (InterruptedException e) {
                    System.out.println("interrupted");
                }
            }
        });
        waiting.start();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.yield();
        }
        Thread blocked = new Thread(() -> {
            synchronized (g) {
                System.out.println("got the lock");
            }
        });
        synchronized (g) {
            blocked.start();
            while (blocked.getState() != Thread.State.BLOCKED) {
                Thread.yield();
            }
            System.out.println(waiting.getState() + " " + blocked.getState());
        }
        blocked.join();
        waiting.interrupt();
        waiting.join();
        Thread sleeping = new Thread(() -> {
            try {
                Thread.sleep(100000);
            } catch (InterruptedException e) {
                System.out.println(e.getMessage() + " " + Thread.currentThread().isInterrupted());
            }
        });
        sleeping.start();
        while (sleeping.getState() != Thread.State.TIMED_WAITING) {
            Thread.yield();
        }
        sleeping.interrupt();
        sleeping.join(5000);
        System.out.println(sleeping.isAlive() + " " + Thread.getAllStackTraces().containsKey(m) + " " + m.toString());
        t.interrupt();
        System.out.println(t.isInterrupted());
    }
}
