// Children that cannot be started, their environment, working directory, arguments.
import java.io.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;

public class StartErrors {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            String text = e + (e.getCause() == null ? "" : " / " + e.getCause());
            System.out.println(what + ": " + text.replace(System.getProperty("user.dir"), "HERE"));
        }
    }

    static String run(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes()).trim().replace("\n", "|");
        return out + " " + process.waitFor();
    }

    static void script(String name, String text, String mode) throws IOException {
        Files.writeString(Path.of(name), text);
        Files.setPosixFilePermissions(Path.of(name), PosixFilePermissions.fromString(mode));
    }

    public static void main(String[] args) throws Exception {
        script("plain", "echo plain script $1\n", "rwxr-xr-x");
        script("shebang", "#!/bin/sh\necho shebang $0 $1\n", "rwxr-xr-x");
        script("badbang", "#!/no/such/interpreter\n", "rwxr-xr-x");
        script("nomode", "#!/bin/sh\necho never\n", "rw-r--r--");
        script("empty", "", "rwxr-xr-x");
        script("binary", "\u007fELF garbage", "rwxr-xr-x");
        Files.createDirectory(Path.of("folder"));
        Files.createSymbolicLink(Path.of("loop"), Path.of("loop"));
        for (String program : new String[] {"no-such-program", "/no/such/program", "./plain", "./shebang", "./badbang", "./nomode", "./empty", "./binary", "./folder", "./loop", "plain/x", "", "n".repeat(300), "./" + "n".repeat(300)}) {
            attempt(program.length() > 50 ? "long" : program, () -> run(new ProcessBuilder(program, "arg")));
        }
        attempt("cwd missing", () -> run(new ProcessBuilder("pwd").directory(new File("missing"))));
        attempt("cwd file", () -> run(new ProcessBuilder("pwd").directory(new File("plain"))));
        attempt("cwd", () -> run(new ProcessBuilder("pwd").directory(new File("folder"))).endsWith("/folder 0"));
        attempt("relative to cwd", () -> run(new ProcessBuilder("../shebang", "x").directory(new File("folder"))));
        attempt("no command", () -> new ProcessBuilder().start());
        attempt("null command", () -> new ProcessBuilder((String[]) null));
        attempt("null argument", () -> new ProcessBuilder("echo", null).start());
        attempt("zero in argument", () -> new ProcessBuilder("echo", "a\0b").start());
        attempt("zero in program", () -> new ProcessBuilder("ec\0ho").start());
        attempt("empty argument", () -> run(new ProcessBuilder("sh", "-c", "echo $# \"[$1]\" \"[$2]\"", "x", "", "a  b")));
        attempt("too much", () -> run(new ProcessBuilder("echo", "x".repeat(3_000_000))));
        attempt("non-ASCII", () -> run(new ProcessBuilder("echo", "gr\u00fcn \u20ac \ud83d\ude00")));
        // The environment.
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", "echo $TEA $PEACH; env | wc -l");
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.put("PATH", "/usr/bin:/bin");
        environment.put("TEA", "gr\u00fcn");
        environment.put("PEACH", "");
        attempt("environment", () -> run(builder).replaceAll("\\d+ 0", "N 0") + environment.size() + environment.containsKey("TEA") + environment.containsValue("") + new TreeSet<>(environment.keySet()));
        attempt("name with =", () -> environment.put("a=b", "c"));
        attempt("name with zero", () -> environment.put("a\0", "c"));
        attempt("value with zero", () -> environment.put("a", "\0"));
        attempt("null name", () -> environment.put(null, "c"));
        attempt("null value", () -> environment.put("a", null));
        attempt("get null", () -> environment.get(null));
        attempt("remove", () -> environment.remove("TEA") + environment.remove("TEA") + environment.get("TEA") + environment.keySet().remove("PEACH") + environment.entrySet().size());
        attempt("wrong type", () -> ((Map) environment).get(5));
        attempt("own", () -> System.getenv().put("A", "b"));
        attempt("own remove", () -> System.getenv().keySet().iterator().next() != null);
        attempt("path", () -> {
            ProcessBuilder other = new ProcessBuilder("shebang");
            other.environment().put("PATH", ".");
            return run(other);
        });
        // exec.
        Runtime runtime = Runtime.getRuntime();
        attempt("exec words", () -> new String(runtime.exec(" echo\ta  'b c' \"d\" ").getInputStream().readAllBytes()).trim());
        attempt("exec empty", () -> runtime.exec(""));
        attempt("exec blank", () -> runtime.exec("   "));
        attempt("exec null", () -> runtime.exec((String) null));
        attempt("exec none", () -> runtime.exec(new String[0]));
        attempt("exec null word", () -> runtime.exec(new String[] {"echo", null}));
        attempt("exec environment", () -> new String(runtime.exec(new String[] {"/usr/bin/env"}, new String[] {"A=1", "B", "=C", "D=e=f"}).getInputStream().readAllBytes()).trim().replace("\n", "|"));
        attempt("exec null variable", () -> runtime.exec("echo", new String[] {null}));
        attempt("exec directory", () -> new String(runtime.exec("pwd", null, new File("/")).getInputStream().readAllBytes()).trim());
        attempt("exec no directory", () -> runtime.exec("pwd", null, new File("/no/such")));
        for (File file : new File(".").listFiles()) {
            file.delete();
        }
    }
}
