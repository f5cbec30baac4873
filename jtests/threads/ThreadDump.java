// The thread dump on SIGQUIT: a child process that has deadlocks, waits and locks is asked for one.
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

public class ThreadDump {
    static final Object A = new Object(), B = new Object(), WAITED = new Object();
    static final int[] ARRAY = new int[1];
    static final ReentrantLock L = new ReentrantLock(), M = new ReentrantLock();
    static final CountDownLatch BOTH_MONITORS = new CountDownLatch(2), BOTH_LOCKS = new CountDownLatch(2);

    static void await(CountDownLatch latch) {
        latch.countDown();
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void monitors(Object first, Object second) {
        synchronized (first) {
            await(BOTH_MONITORS);
            synchronized (second) {
                // The dump names this line: that of the instruction behind `monitorenter`.
                System.out.println("impossible");
            }
        }
    }

    static void locks(ReentrantLock first, ReentrantLock second) {
        first.lock();
        await(BOTH_LOCKS);
        second.lock();
    }

    static synchronized void sleeping() {
        synchronized (ARRAY) {
            synchronized (ARRAY) {
                sleep();
            }
        }
    }

    static synchronized void entering() {
        System.out.println("impossible");
    }

    static void sleep() {
        try {
            Thread.sleep(1_000_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static void recursive(int depth) {
        synchronized (WAITED) {
            if (depth > 0) {
                recursive(depth - 1);
                return;
            }
            try {
                WAITED.wait();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    static void notifying() {
        synchronized (WAITED) {
            WAITED.notifyAll();
            sleep();
        }
    }

    static final class Case extends Thread {
        final int number;

        Case(String name, int number) {
            super(name);
            this.number = number;
            setDaemon(number != 3);
            setPriority(number % 3 + 4);
        }

        @Override
        public void run() {
            switch (number) {
                case 0: monitors(A, B); break;
                case 1: monitors(B, A); break;
                case 2: locks(L, M); break;
                case 3: locks(M, L); break;
                case 4: sleeping(); break;
                case 5: entering(); break;
                case 6: recursive(2); break;
                case 7: notifying(); break;
                case 8: LockSupport.park("blocker"); break;
                default: LockSupport.parkNanos(1_000_000_000_000L); break;
            }
        }
    }

    /** Starts the threads one after the other and asks for the dump when all stand still. */
    static void child() throws Exception {
        String[] names = {"T monitors", "T monitors back", "T locks", "T locks back", "T sleeping", "T entering", "T \"waiting\"",
            "T notifying", "T parked", "T parked for a time"};
        Thread[] threads = new Thread[names.length];
        for (int i = 0; i < names.length; i++) {
            threads[i] = new Case(names[i], i);
            threads[i].start();
            while (i > 3 && threads[i].getState() == Thread.State.RUNNABLE) {
                Thread.sleep(1);
            }
        }
        while (threads[0].getState() != Thread.State.BLOCKED || threads[1].getState() != Thread.State.BLOCKED
                || threads[2].getState() != Thread.State.WAITING || threads[3].getState() != Thread.State.WAITING
                || threads[6].getState() != Thread.State.BLOCKED || LockSupport.getBlocker(threads[2]) == null
                || LockSupport.getBlocker(threads[3]) == null || !M.hasQueuedThreads() || !L.hasQueuedThreads()) {
            Thread.sleep(1);
        }
        Thread.sleep(20);
        new ProcessBuilder("kill", "-QUIT", Long.toString(ProcessHandle.current().pid())).start().waitFor();
        Thread.sleep(1_000_000);
    }

    /** Replaces numbers and addresses by what is the same in each run. */
    static String normalized(String line, Map<String, String> addresses) {
        String text = line.replaceAll("#\\d+ (\\[\\d+\\] )?", "#N ").replaceAll("cpu=[0-9.]+ms elapsed=[0-9.]+s tid=0x[0-9a-f]+ nid=(0x)?[0-9a-f]+",
                "TIMES").replaceAll("\\[0x[0-9a-f]+\\]", "[STACK]").replaceAll("lock monitor 0x[0-9a-f]+", "lock monitor 0xM");
        Matcher matcher = Pattern.compile("0x[0-9a-f]{16}").matcher(text);
        StringBuilder result = new StringBuilder();
        while (matcher.find()) {
            matcher.appendReplacement(result, addresses.computeIfAbsent(matcher.group(), x -> "0x" + addresses.size()));
        }
        return matcher.appendTail(result).toString();
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            child();
            return;
        }
        String vm = ProcessHandle.current().info().command().get();
        ProcessBuilder builder = new ProcessBuilder(vm, "-XX:-UsePerfData", "-XX:+PrintConcurrentLocks", "-cp",
                System.getProperty("java.class.path"), "ThreadDump", "child");
        builder.environment().put("PEABERRY_JDK", System.getProperty("java.home"));
        builder.redirectError(new File("/dev/null"));
        Process process = builder.start();
        process.getOutputStream().close();
        Map<String, String> addresses = new HashMap<>();
        try (var in = new java.io.BufferedReader(
                new java.io.InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            boolean shown = false;
            String line;
            while ((line = in.readLine()) != null && !line.startsWith("Heap")) {
                if (line.matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d")) {
                    System.out.println("date and time");
                } else if (line.startsWith("Full thread dump ")) {
                    System.out.println("Full thread dump" + (line.endsWith("):") ? "" : " " + line));
                } else if (line.startsWith("\"")) {
                    shown = line.startsWith("\"T ");
                } else if (line.startsWith("Found") || line.startsWith("JNI")) {
                    shown = line.startsWith("Found");
                }
                if (shown) {
                    System.out.println(normalized(line, addresses));
                }
            }
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
