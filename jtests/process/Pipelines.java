// Pipelines of processes, and threads that wait for several.
import java.io.*;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;

public class Pipelines {
    static ProcessBuilder sh(String script) {
        return new ProcessBuilder("sh", "-c", script);
    }

    public static void main(String[] args) throws Exception {
        List<Process> line = ProcessBuilder.startPipeline(List.of(sh("printf 'pear\\nfig\\napple\\nfig\\n'"), sh("sort"), sh("uniq -c"), sh("tr -s ' ' ':'; exit 4")));
        System.out.print(new String(line.get(3).getInputStream().readAllBytes()));
        for (Process process : line) {
            System.out.println(process.waitFor() + " " + process.isAlive() + " " + process.getErrorStream().read());
        }
        System.out.println(line.get(0).getInputStream().read() + " " + line.get(1).getInputStream().available());
        List<Process> fed = ProcessBuilder.startPipeline(List.of(new ProcessBuilder("cat"), sh("tr a-z A-Z"), new ProcessBuilder("wc", "-c")));
        try (OutputStream to = fed.get(0).getOutputStream()) {
            to.write(new byte[100_000]);
        }
        System.out.println(new String(fed.get(2).getInputStream().readAllBytes()).trim());
        Path result = Path.of("result");
        Files.writeString(Path.of("start"), "3\n1\n2\n");
        for (Process process : ProcessBuilder.startPipeline(List.of(new ProcessBuilder("sort").redirectInput(new File("start")), new ProcessBuilder("tail", "-1").redirectOutput(result.toFile())))) {
            process.waitFor();
        }
        System.out.println(Files.readString(result).trim());
        List<List<ProcessBuilder>> wrong = List.of(
            List.of(sh("true").redirectOutput(new File("x")), sh("cat")),
            List.of(sh("true"), sh("cat").redirectInput(new File("start"))),
            List.of(sh("true").redirectErrorStream(true), sh("cat")),
            List.of(sh("true").redirectOutput(Redirect.INHERIT), sh("cat")),
            List.of(),
            List.of(sh("true"), new ProcessBuilder("/no/such/program"), sh("cat")));
        for (List<ProcessBuilder> builders : wrong) {
            try {
                System.out.println(ProcessBuilder.startPipeline(builders).size());
            } catch (Exception e) {
                System.out.println(e);
            }
        }
        // Ends as futures.
        Process seven = sh("exit 7").start(), slow = sh("read x; exit 8").start();
        System.out.println(seven.onExit().thenApply(Process::exitValue).get(20, TimeUnit.SECONDS));
        CompletableFuture<Process> end = slow.onExit();
        System.out.println(end.isDone() + " " + slow.waitFor(10, TimeUnit.MILLISECONDS));
        try {
            slow.exitValue();
        } catch (IllegalThreadStateException e) {
            System.out.println(e);
        }
        slow.getOutputStream().close();
        System.out.println(end.get(20, TimeUnit.SECONDS).exitValue() + " " + slow.waitFor(1, TimeUnit.SECONDS) + " " + slow.toHandle().isAlive());
        System.out.println(slow.onExit().get() == slow);
        // Interrupted waiting.
        Process waiting = new ProcessBuilder("sleep", "100").start();
        Thread.currentThread().interrupt();
        try {
            waiting.waitFor();
        } catch (InterruptedException e) {
            System.out.println(e + " " + Thread.interrupted());
        }
        waiting.destroy();
        System.out.println(waiting.waitFor() + " " + waiting.exitValue());
        for (int signal : new int[] {1, 2, 6, 9, 15}) {
            System.out.println(signal + " " + sh("kill -" + signal + " $$; sleep 10").start().waitFor());
        }
        Process stubborn = sh("trap '' TERM; echo ready; while :; do sleep 0.05; done").start();
        System.out.println(stubborn.inputReader().readLine());
        stubborn.destroy();
        System.out.println(stubborn.waitFor(50, TimeUnit.MILLISECONDS) + " " + stubborn.isAlive());
        System.out.println(stubborn.destroyForcibly().waitFor() + " " + stubborn.supportsNormalTermination());
        // Many children at once; none stays behind.
        List<Process> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(sh("exit " + i).start());
        }
        int sum = 0;
        for (Process process : many) {
            sum += process.waitFor();
        }
        System.out.println(sum);
        int left = 0;
        for (int i = 0; i < 200; i++) {
            left = (int) ProcessHandle.current().children().count();
            if (left == 0) {
                break;
            }
            Thread.sleep(10);
        }
        System.out.println("children left: " + left);
        Files.delete(result);
        Files.delete(Path.of("start"));
    }
}
