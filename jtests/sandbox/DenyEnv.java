// Without the environment: variables, those of children, and what /proc shows.
// own: --deny=env
// env: TEA=green
import java.nio.file.*;
import java.util.*;

public class DenyEnv {
    static String run(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes()).trim();
    }

    public static void main(String[] args) throws Exception {
        System.out.println(System.getenv("TEA") + " " + System.getenv("PATH") + " " + System.getenv());
        System.out.println(new ProcessBuilder().environment());
        System.out.println("child [" + run(new ProcessBuilder("/usr/bin/env")) + "]");
        ProcessBuilder with = new ProcessBuilder("/usr/bin/env");
        with.environment().put("OWN", "1");
        System.out.println("child [" + run(with) + "]");
        Process process = Runtime.getRuntime().exec("/usr/bin/env");
        System.out.println("exec [" + new String(process.getInputStream().readAllBytes()).trim() + "]");
        long pid = ProcessHandle.current().pid();
        for (String file : new String[] {"/proc/self/environ", "/proc/" + pid + "/environ", "/proc/thread-self/environ", "/proc/self/task/" + pid + "/environ"}) {
            try {
                System.out.println(Files.readAllBytes(Path.of(file)).length);
            } catch (Exception e) {
                System.out.println(e.getClass().getName() + " " + e.getMessage().replaceAll("\\d+", "N"));
            }
        }
        System.out.println(Files.exists(Path.of("/proc/self/status")));
    }
}
