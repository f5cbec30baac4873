// Batch compiler of the conformance harness: compiles many independent
// programs in one process. Each line of standard input is one program:
// output directory, options, stages; fields separated by tabs, items of a
// field by U+001F, stages by U+001E. The answer is one line for each program,
// "ok" or "failed" and the output directory, the diagnostics before it.

import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import javax.tools.*;

public class Compile {
    private static final JavaCompiler COMPILER = ToolProvider.getSystemJavaCompiler();
    // A file manager keeps the class library's index; one for each worker.
    private static final ThreadLocal<StandardJavaFileManager> FILES = ThreadLocal.withInitial(
            () -> COMPILER.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8));

    public static void main(String[] args) throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(Integer.parseInt(args[0]));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, "UTF-8");
        for (String line; (line = in.readLine()) != null; ) {
            String task = line;
            workers.execute(() -> {
                String answer = compile(task.split("\t", -1));
                synchronized (out) {
                    out.print(answer);
                    out.flush();
                }
            });
        }
        workers.shutdown();
        workers.awaitTermination(1, TimeUnit.HOURS);
    }

    private static String compile(String[] task) {
        StringWriter text = new StringWriter();
        boolean ok = true;
        for (String stage : task[2].split("\u001e")) {
            List<String> options = new ArrayList<>(List.of("-d", task[0], "-proc:none", "-nowarn", "-Xlint:none"));
            for (String option : task[1].split("\u001f")) {
                if (!option.isEmpty()) {
                    options.add(option);
                }
            }
            try {
                StandardJavaFileManager files = FILES.get();
                Iterable<? extends JavaFileObject> sources = files.getJavaFileObjects(stage.split("\u001f"));
                DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
                ok &= COMPILER.getTask(text, files, diagnostics, options, null, sources).call();
                for (Diagnostic<?> d : diagnostics.getDiagnostics()) {
                    if (d.getKind() == Diagnostic.Kind.ERROR) {
                        text.write(d + "\n");
                    }
                }
            } catch (RuntimeException e) {
                e.printStackTrace(new PrintWriter(text, true));
                ok = false;
            }
        }
        return (ok ? "" : text) + (ok ? "ok\t" : "failed\t") + task[0] + "\n";
    }
}
