// Child processes: streams, redirects, directory, environment, pipelines, exit codes, signals, handles.
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;

public class Children {
    static String all(InputStream in) throws IOException {
        return new String(in.readAllBytes()).replace("\n", "|");
    }

    public static void main(String[] args) throws Exception {
        Process p = new ProcessBuilder("sh", "-c", "read x; echo got $x; echo err >&2; exit 3").start();
        p.getOutputStream().write("input\n".getBytes());
        p.getOutputStream().close();
        System.out.println(all(p.getInputStream()) + " " + all(p.getErrorStream()) + " " + p.waitFor() + " " + p.isAlive());
        p = new ProcessBuilder("sh", "-c", "echo out; echo err >&2").redirectErrorStream(true).start();
        System.out.println(all(p.getInputStream()) + " " + p.getErrorStream().read() + " " + p.waitFor());
        Path out = Path.of("out.txt");
        p = new ProcessBuilder("sh", "-c", "pwd | sed s,.*/,,; cat").directory(Files.createDirectory(Path.of("work")).toFile()).redirectOutput(out.toFile()).redirectInput(Files.writeString(Path.of("in.txt"), "from file\n").toFile()).start();
        System.out.println(p.waitFor() + " " + Files.readString(out).replace("\n", "|") + " " + p.getInputStream().read());
        new ProcessBuilder("echo", "appended").redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile())).start().waitFor();
        System.out.println(Files.readAllLines(out));
        ProcessBuilder b = new ProcessBuilder("sh", "-c", "echo $TEA $HOME; env | wc -l");
        b.environment().clear();
        b.environment().put("TEA", "grün");
        p = b.start();
        System.out.println(all(p.getInputStream()).replaceAll("[0-9]+", "N"));
        System.out.flush();
        System.out.println(new ProcessBuilder("echo", "inherited").inheritIO().start().waitFor());
        List<Process> line = ProcessBuilder.startPipeline(List.of(new ProcessBuilder("printf", "b\\na\\nc\\n"), new ProcessBuilder("sort"), new ProcessBuilder("tr", "a-z", "A-Z")));
        System.out.println(all(line.get(2).getInputStream()));
        p = new ProcessBuilder("sleep", "60").start();
        ProcessHandle h = p.toHandle();
        // The system may show a process before its arguments.
        Thread.sleep(50);
        System.out.println(h.isAlive() + " " + (h.pid() == p.pid()) + " " + h.parent().get().equals(ProcessHandle.current()) + " " + h.info().command().map(c -> c.endsWith("sleep")).orElse(false) + " " + Arrays.toString(h.info().arguments().orElse(null)) + " " + ProcessHandle.current().children().anyMatch(h::equals));
        CompletableFuture<Process> exit = p.onExit();
        System.out.println(p.waitFor(20, TimeUnit.MILLISECONDS) + " " + h.destroy() + " " + p.waitFor() + " " + exit.get().exitValue() + " " + h.isAlive() + " " + ProcessHandle.of(h.pid()).isPresent());
        p = new ProcessBuilder("sleep", "60").start();
        try {
            p.exitValue();
        } catch (IllegalThreadStateException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(p.destroyForcibly().waitFor() + " " + p.supportsNormalTermination());
        for (String[] bad : new String[][] {{"no-such-program"}, {"/etc/passwd"}, {"./nothing"}, {""}}) {
            try {
                new ProcessBuilder(bad).start();
            } catch (IOException e) {
                System.out.println(e.getMessage() + " / " + e.getCause().getMessage());
            }
        }
        try {
            new ProcessBuilder("ls").directory(new File("/nowhere")).start();
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        Files.writeString(Path.of("script"), "echo plain script $1\n");
        new File("script").setExecutable(true);
        System.out.println(all(new ProcessBuilder("./script", "arg").start().getInputStream()));
        System.out.println(all(Runtime.getRuntime().exec(new String[] {"sh", "-c", "echo $0 $1", "a b", "c"}).getInputStream()));
        Process cat = new ProcessBuilder("cat").start();
        cat.getOutputStream().close();
        System.out.println(cat.waitFor());
        int fds = new File("/proc/self/fd").list().length;
        for (int i = 0; i < 30; i++) {
            Process q = new ProcessBuilder("true").start();
            q.getInputStream().readAllBytes();
            q.waitFor();
            q.getInputStream().close();
            q.getErrorStream().close();
            q.getOutputStream().close();
        }
        Thread.sleep(100);
        System.out.println(new File("/proc/self/fd").list().length <= fds + 2);
        System.out.println(ProcessHandle.current().info().command().isPresent() + " " + ProcessHandle.current().info().startInstant().isPresent() + " " + ProcessHandle.allProcesses().anyMatch(ProcessHandle.current()::equals));
    }
}
