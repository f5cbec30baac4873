// Without other processes: starting, looking at and ending them.
// own: --deny=process
import java.io.*;
import java.util.*;

public class DenyProcess {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e + (e.getCause() == null ? "" : " / " + e.getCause()));
        }
    }

    public static void main(String[] args) throws Exception {
        attempt("exec", () -> Runtime.getRuntime().exec("true"));
        attempt("exec with environment", () -> Runtime.getRuntime().exec(new String[] {"/bin/sh", "-c", "id"}, new String[] {"A=b"}, new File("/")));
        attempt("builder", () -> new ProcessBuilder("no-such-program").start());
        attempt("redirected", () -> new ProcessBuilder("echo", "x").redirectOutput(new File("out")).start());
        attempt("inherited", () -> new ProcessBuilder("echo", "x").inheritIO().start());
        attempt("pipeline", () -> ProcessBuilder.startPipeline(List.of(new ProcessBuilder("echo", "x"), new ProcessBuilder("cat"))));
        ProcessHandle own = ProcessHandle.current();
        attempt("all", () -> ProcessHandle.allProcesses().allMatch(handle -> handle.equals(own)));
        attempt("first", () -> ProcessHandle.of(1).isPresent());
        attempt("parent", () -> own.parent().isPresent());
        attempt("children", () -> own.children().count() + " " + own.descendants().count());
        attempt("own", () -> own.isAlive() + " " + own.info().command().isPresent() + " " + own.supportsNormalTermination());
        attempt("own end", () -> own.destroy());
        attempt("file", () -> new FileOutputStream("x").getChannel().size());
    }
}
