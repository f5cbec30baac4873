// Redirected children: files, appending, merging, discarding, inheriting, and what the getters say.
import java.io.*;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.*;
import java.util.*;

public class Redirections {
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

    static ProcessBuilder sh(String script) {
        return new ProcessBuilder("sh", "-c", script);
    }

    static String all(InputStream in) throws IOException {
        return new String(in.readAllBytes()).replace("\n", "|");
    }

    public static void main(String[] args) throws Exception {
        File in = new File("in"), out = new File("out"), err = new File("err");
        Files.writeString(in.toPath(), "one\ntwo\n");
        ProcessBuilder builder = sh("cat; echo error >&2; exit 3");
        System.out.println(builder.redirectInput() + " " + builder.redirectOutput() + " " + builder.redirectError() + " " + builder.redirectErrorStream() + " " + builder.directory());
        Process process = builder.redirectInput(in).redirectOutput(out).redirectError(err).start();
        System.out.println(process.waitFor() + " " + Files.readAllLines(out.toPath()) + " " + Files.readAllLines(err.toPath()));
        System.out.println(builder.redirectInput() + " " + builder.redirectOutput().type() + " " + builder.redirectError().file());
        System.out.println(process.getInputStream().read() + " " + process.getErrorStream().read() + " " + process.getInputStream().available());
        attempt("write to redirected", () -> {
            process.getOutputStream().write(1);
            process.getOutputStream().flush();
            return "";
        });
        builder.redirectOutput(Redirect.appendTo(out)).redirectError(Redirect.appendTo(out)).start().waitFor();
        System.out.println(Files.readAllLines(out.toPath()));
        builder = sh("echo a; echo b >&2; echo c").redirectErrorStream(true);
        System.out.println(all(builder.start().getInputStream()));
        builder.redirectOutput(out).start().waitFor();
        System.out.println(Files.readAllLines(out.toPath()));
        builder = sh("echo gone; echo kept >&2").redirectOutput(Redirect.DISCARD);
        Process half = builder.start();
        System.out.println(all(half.getInputStream()) + all(half.getErrorStream()));
        System.out.flush();
        builder = sh("echo to the parent; read x; echo $?").inheritIO();
        builder.redirectInput(new File("/dev/null"));
        System.out.println(builder.start().waitFor());
        System.out.println(Redirect.INHERIT + " " + Redirect.PIPE + " " + Redirect.DISCARD + " " + Redirect.to(out) + " " + Redirect.from(in).equals(Redirect.from(in)) + " " + Redirect.appendTo(out).equals(Redirect.to(out)) + " " + Redirect.PIPE.file() + " " + Redirect.PIPE.type());
        attempt("input as output", () -> sh("true").redirectOutput(Redirect.from(in)));
        attempt("output as input", () -> sh("true").redirectInput(Redirect.to(out)));
        attempt("append as input", () -> sh("true").redirectInput(Redirect.appendTo(out)));
        attempt("no such input", () -> sh("true").redirectInput(new File("missing")).start());
        attempt("directory as output", () -> sh("true").redirectOutput(new File(".")).start());
        attempt("no such folder", () -> sh("true").redirectError(new File("missing/x")).start());
        attempt("null", () -> Redirect.to(null));
        // Large data in both directions at once.
        byte[] data = new byte[1 << 20];
        new Random(1).nextBytes(data);
        Process cat = new ProcessBuilder("cat").start();
        Thread writer = new Thread(() -> {
            try (OutputStream to = cat.getOutputStream()) {
                to.write(data);
            } catch (IOException e) {
                System.out.println(e);
            }
        });
        writer.start();
        System.out.println(Arrays.equals(data, cat.getInputStream().readAllBytes()) + " " + cat.waitFor());
        writer.join();
        // Readers and writers with charsets.
        Process text = new ProcessBuilder("cat").start();
        try (BufferedWriter w = text.outputWriter()) {
            w.write("gr\u00fc\u00df dich");
        }
        try (BufferedReader r = text.inputReader()) {
            System.out.println(r.readLine());
        }
        attempt("other charset", () -> text.inputReader(java.nio.charset.StandardCharsets.UTF_16));
        System.out.println(text.errorReader().readLine());
        // A child that does not read.
        Process deaf = new ProcessBuilder("true").start();
        deaf.waitFor();
        attempt("broken pipe", () -> {
            OutputStream to = deaf.getOutputStream();
            for (int i = 0; i < 100; i++) {
                to.write(new byte[10_000]);
                to.flush();
            }
            return "written";
        });
        for (String name : new String[] {"in", "out", "err"}) {
            Files.delete(Path.of(name));
        }
    }
}
