// The jar tool of the JDK in process: create, list, extract, update, index, describe, and what it says when wrong.
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.spi.ToolProvider;

public class Archives {
    static void jar(String... args) {
        StringWriter out = new StringWriter(), err = new StringWriter();
        int status = ToolProvider.findFirst("jar").get().run(new PrintWriter(out), new PrintWriter(err), args);
        System.out.println(String.join(" ", args) + " -> " + status);
        Arrays.stream((out + "" + err).split("\n")).map(l -> l.replace(System.getProperty("user.dir"), "DIR").replaceAll("[A-Z][a-z]{2} [A-Z][a-z]{2} .* [0-9]{4} ", "DATE ").replaceAll("\\(out= ?[0-9]+\\)\\(deflated -?[0-9]+%\\)", "(deflated)")).forEach(l -> System.out.println("  " + l));
    }

    public static void main(String[] args) throws Exception {
        Files.createDirectories(Path.of("in/sub"));
        Files.writeString(Path.of("in/a.txt"), "aaaa".repeat(500));
        Files.writeString(Path.of("in/sub/b.txt"), "b");
        Files.writeString(Path.of("m.txt"), "Main-Class: x.Y\nImplementation-Title: t\n");
        jar("cf", "one.jar", "-C", "in", ".");
        jar("tf", "one.jar");
        jar("cfmve", "two.jar", "m.txt", "p.Q", "in/a.txt");
        jar("--create", "--file", "two.jar", "--manifest", "m.txt", "--verbose", "in");
        jar("tvf", "two.jar");
        jar("--update", "--file", "two.jar", "-C", "in", "sub/b.txt");
        jar("-t", "-f", "two.jar");
        Files.createDirectory(Path.of("out"));
        jar("xvf", "two.jar", "in/a.txt");
        jar("--describe-module", "--file", "two.jar");
        jar("cf0", "stored.jar", "in");
        jar("tvf", "stored.jar");
        jar("i", "one.jar");
        jar("tf", "one.jar");
        jar("tf", "missing.jar");
        jar("cf", "x.jar", "missing");
        jar("q");
        jar("--nothing");
        jar("cf");
        jar("--version");
    }
}
