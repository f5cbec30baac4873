// A fault inside the VM: the report on standard output, the file with the Java stack, the status of SIGABRT.
import java.io.File;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

public class CrashReport {
    static final class Crasher extends Thread {
        Crasher() {
            super("crasher");
        }

        @Override
        public void run() {
            try {
                deep(3);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        static synchronized void deep(int depth) throws ReflectiveOperationException {
            if (depth > 0) {
                deep(depth - 1);
                return;
            }
            Field field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
            field.setAccessible(true);
            ((sun.misc.Unsafe) field.get(null)).putInt(8L, 1);
        }
    }

    static void child(String how) throws Exception {
        if (how.equals("store")) {
            Thread crasher = new Crasher();
            crasher.start();
            crasher.join();
        } else {
            String pid = Long.toString(ProcessHandle.current().pid());
            new ProcessBuilder("kill", "-SEGV", pid).start().waitFor();
            Thread.sleep(1_000_000);
        }
        System.out.println("impossible");
    }

    static void show(List<String> lines, String from, String until) {
        boolean shown = false;
        for (String line : lines) {
            shown = (shown || line.startsWith(from)) && !line.startsWith(until) && !line.isEmpty();
            // Where to report differs, and so do the empty lines around it.
            if (shown && !line.equals("#") && !line.startsWith("# If you would") && !line.startsWith("#   http")) {
                System.out.println(line.replaceAll("pc=0x[0-9a-f]+(.*), pid=\\d+, tid=\\d+", "WHERE$1")
                        .replaceAll("/.*/hs_err_pid\\d+.log", "/DIRECTORY/FILE").replaceAll("Java VM: .*", "Java VM: NAME")
                        .replaceAll("JRE version: .*", "JRE version: VERSION").replaceAll("^# [VC]  .*", "# FRAME")
                        .replaceAll("\\(0x[0-9a-f]+\\):  JavaThread \"([a-z]+)\".*", "(ADDRESS):  JavaThread \"$1\""));
            }
        }
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            child(args[0]);
            return;
        }
        for (String how : new String[] {"store", "kill"}) {
            System.out.println("--- " + how);
            Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), "crash");
            String vm = ProcessHandle.current().info().command().get();
            ProcessBuilder builder = new ProcessBuilder("sh", "-c", "ulimit -c 0; exec \"$0\" \"$@\"", vm, "-XX:-UsePerfData",
                    "-cp", System.getProperty("java.class.path"), "CrashReport", how);
            builder.environment().put("PEABERRY_JDK", System.getProperty("java.home"));
            builder.directory(directory.toFile()).redirectError(new File("/dev/null"));
            Process process = builder.start();
            process.getOutputStream().close();
            List<String> out = List.of(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n"));
            System.out.println("status " + process.waitFor());
            show(out, "#", "-----");
            File[] files = directory.toFile().listFiles();
            System.out.println("files " + files.length);
            for (File file : files) {
                List<String> lines = Files.readAllLines(file.toPath(), StandardCharsets.ISO_8859_1);
                show(lines, "#  SIGSEGV", "-----");
                for (String section : new String[] {"S U M M A R Y", "T H R E A D", "P R O C E S S", "S Y S T E M"}) {
                    System.out.println(section + " " + lines.stream().anyMatch(line -> line.startsWith("---------------  " + section)));
                }
                if (how.equals("store")) {
                    show(lines, "Current thread", "Stack:");
                    show(lines, "Java frames:", "v  ~Stub");
                    show(lines, "Command Line:", "Host");
                }
                System.out.println(lines.get(lines.size() - 1));
                Files.delete(file.toPath());
            }
            Files.delete(directory);
        }
    }
}
