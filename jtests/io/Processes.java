// ProcessBuilder: output, input, exit codes, environment, directory, redirection, missing programs, handles.
import java.io.*;
import java.nio.file.*;
import java.util.concurrent.TimeUnit;

public class Processes {
    static String all(Process p) throws IOException {
        return new String(p.getInputStream().readAllBytes()).trim();
    }

    public static void main(String[] args) throws Exception {
        Process p = new ProcessBuilder("echo", "hello", "two words").start();
        System.out.println(all(p) + " " + p.waitFor() + " " + p.exitValue() + " " + p.isAlive());
        Process q = new ProcessBuilder("sh", "-c", "cat; echo err >&2; exit 7").start();
        try (OutputStream o = q.getOutputStream()) {
            o.write("input".getBytes());
        }
        System.out.println(all(q) + " " + new String(q.getErrorStream().readAllBytes()).trim() + " " + q.waitFor());
        ProcessBuilder b = new ProcessBuilder("sh", "-c", "echo $OWN; echo more >&2").redirectErrorStream(true);
        b.environment().put("OWN", "value");
        System.out.println(all(b.start()));
        Files.createDirectory(Path.of("sub"));
        System.out.println(all(new ProcessBuilder("pwd").directory(new File("sub")).start()).endsWith("/sub"));
        new ProcessBuilder("echo", "to file").redirectOutput(new File("out")).start().waitFor();
        System.out.println(Files.readString(Path.of("out")).trim());
        System.out.flush();
        new ProcessBuilder("echo", "inherited").inheritIO().start().waitFor();
        try {
            new ProcessBuilder("no-such-program-at-all").start();
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        Process s = new ProcessBuilder("sleep", "100").start();
        System.out.println(s.isAlive() + " " + s.waitFor(10, TimeUnit.MILLISECONDS) + " " + s.toHandle().isAlive());
        s.destroyForcibly();
        System.out.println(s.waitFor() + " " + s.isAlive());
        System.out.println(all(Runtime.getRuntime().exec(new String[] {"sh", "-c", "kill -TERM $$"})).isEmpty() + " " + (ProcessHandle.current().pid() > 0) + " " + System.getenv("LANG") + " " + System.getenv("NOPE"));
    }
}
