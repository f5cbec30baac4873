// Handles of processes: the own one, children, grandchildren, information, ends, order, equality.
import java.io.*;
import java.time.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

public class Handles {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    static void await(Callable<Boolean> condition) throws Exception {
        for (int i = 0; i < 1000 && !condition.call(); i++) {
            Thread.sleep(10);
        }
        System.out.println(condition.call());
    }

    public static void main(String[] args) throws Exception {
        ProcessHandle own = ProcessHandle.current();
        System.out.println(own.isAlive() + " " + own.equals(ProcessHandle.of(own.pid()).get()) + " " + (own.hashCode() == ProcessHandle.of(own.pid()).get().hashCode()) + " " + own.compareTo(own) + " " + own.toString().equals("" + own.pid()));
        System.out.println(own.supportsNormalTermination() + " " + own.info().command().isPresent() + " " + own.info().startInstant().isPresent() + " " + own.info().totalCpuDuration().map(time -> !time.isNegative()) + " " + own.info().user().equals(Optional.of(System.getProperty("user.name"))));
        System.out.println(own.parent().isPresent() + " " + own.parent().get().isAlive() + " " + own.parent().get().children().anyMatch(own::equals));
        attempt("destroy own", own::destroy);
        attempt("destroy own by force", own::destroyForcibly);
        attempt("wait for own", own::onExit);
        attempt("of negative", () -> ProcessHandle.of(-5).isPresent());
        attempt("of nothing", () -> ProcessHandle.of(Integer.MAX_VALUE).isPresent());
        attempt("of large", () -> ProcessHandle.of(1L << 40).isPresent());
        attempt("all", () -> ProcessHandle.allProcesses().anyMatch(own::equals));

        Process child = new ProcessBuilder("sh", "-c", "sleep 100 & sleep 100 & echo ready; wait").start();
        child.inputReader().readLine();
        ProcessHandle handle = child.toHandle();
        System.out.println(handle.pid() == child.pid() && handle.parent().get().equals(own) && own.children().anyMatch(handle::equals));
        await(() -> handle.children().count() == 2);
        System.out.println(child.children().count() + " " + child.descendants().count() + " " + own.descendants().filter(p -> p.parent().map(handle::equals).orElse(false)).count());
        List<ProcessHandle> grandchildren = handle.children().sorted().collect(Collectors.toList());
        await(() -> grandchildren.stream().allMatch(p -> p.info().arguments().map(Arrays::toString).orElse("").equals("[100]")));
        ProcessHandle.Info info = child.info();
        System.out.println(info.command().get().replaceAll(".*/", "").length() > 1);
        System.out.println(Arrays.toString(info.arguments().get()));
        System.out.println(info.commandLine().get().replaceAll("^\\S*/", "").replaceAll("^(da|ba)?sh", "sh"));
        System.out.println(info.user().equals(Optional.of(System.getProperty("user.name"))) + " " + info.startInstant().get().isBefore(Instant.now().plusSeconds(5)) + " " + (info.totalCpuDuration().get().compareTo(Duration.ofSeconds(50)) < 0));
        CompletableFuture<ProcessHandle> end = handle.onExit(), other = grandchildren.get(0).onExit();
        System.out.println(end.isDone() + " " + other.isDone());
        System.out.println(grandchildren.get(0).destroy());
        System.out.println(other.get(20, TimeUnit.SECONDS) == grandchildren.get(0));
        await(() -> !grandchildren.get(0).isAlive());
        System.out.println(grandchildren.get(1).destroyForcibly() + " " + end.get(20, TimeUnit.SECONDS).isAlive() + " " + child.waitFor());
        System.out.println(handle.destroy() + " " + handle.destroyForcibly() + " " + handle.info().command() + " " + handle.children().count() + " " + ProcessHandle.of(handle.pid()).isPresent());
        System.out.println(child.info().arguments() + " " + child.toString().replaceAll("\\d{2,}", "N").replaceAll("pid=\\d+", "pid=N"));
        // A process that is not the own child.
        Process shell = new ProcessBuilder("sh", "-c", "sleep 0.2 & echo $!").start();
        long pid = Long.parseLong(shell.inputReader().readLine());
        Optional<ProcessHandle> orphan = ProcessHandle.of(pid);
        System.out.println(shell.waitFor());
        if (orphan.isPresent()) {
            orphan.get().onExit().get(20, TimeUnit.SECONDS);
        }
        await(() -> orphan.isEmpty() || !orphan.get().isAlive());
        // Killed by a signal.
        Process sleeper = new ProcessBuilder("sleep", "100").start();
        System.out.println(sleeper.toHandle().destroyForcibly() + " " + sleeper.waitFor() + " " + sleeper.toHandle().isAlive());
        Process lazy = new ProcessBuilder("sleep", "100").start();
        System.out.println(lazy.toHandle().destroy() + " " + lazy.waitFor());
    }
}
