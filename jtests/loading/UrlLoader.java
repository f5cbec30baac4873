// URLClassLoader over directories and jars written by the program: classes, resources, packages, multi-release, closing.
import jasm.*;
import static jasm.Op.*;
import java.io.*;
import java.net.*;
import java.nio.file.*;
import java.util.*;
import java.util.jar.*;

public class UrlLoader {
    static byte[] cls(String name, String text) {
        Asm a = new Asm(name).constructor();
        a.method(Asm.PUBLIC, "toString", "()Ljava/lang/String;").ldc(text).op(ARETURN);
        return a.toBytes();
    }

    static void jar(String file, Manifest m, Map<String, byte[]> entries) throws IOException {
        try (JarOutputStream o = new JarOutputStream(new FileOutputStream(file), m)) {
            for (Map.Entry<String, byte[]> e : entries.entrySet()) {
                o.putNextEntry(new JarEntry(e.getKey()));
                o.write(e.getValue());
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Files.createDirectories(Path.of("d/p"));
        Files.write(Path.of("d/p/InDir.class"), cls("p/InDir", "from dir"));
        Files.writeString(Path.of("d/p/res.txt"), "resource");
        Manifest m = new Manifest();
        m.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        m.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, "title");
        m.getMainAttributes().put(new Attributes.Name("Multi-Release"), "true");
        m.getMainAttributes().put(Attributes.Name.CLASS_PATH, "second.jar");
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("q/InJar.class", cls("q/InJar", "old"));
        entries.put("META-INF/versions/9/q/InJar.class", cls("q/InJar", "new"));
        entries.put("META-INF/services/java.lang.Runnable", new byte[0]);
        entries.put("q/x.txt", "in jar".getBytes());
        entries.put("bad/Bad.class", new byte[] {1, 2, 3, 4});
        entries.put("bad/Wrong.class", cls("bad/Other", "x"));
        jar("first.jar", m, entries);
        jar("second.jar", new Manifest(), Map.of("s/Second.class", cls("s/Second", "via Class-Path")));
        URLClassLoader l = new URLClassLoader("named", new URL[] {new URL("file:d/"), new File("first.jar").toURI().toURL(), new URL("file:missing.jar")}, ClassLoader.getPlatformClassLoader());
        for (String n : new String[] {"p.InDir", "q.InJar", "s.Second", "bad.Bad", "bad.Wrong", "no.Such", "java.lang.String", "UrlLoader"}) {
            Try.run(n, () -> {
                Class<?> c = l.loadClass(n);
                return c.getClassLoader() == l ? c.getDeclaredConstructor().newInstance() + " " + c.getPackage().getImplementationTitle() : c;
            });
        }
        System.out.println(new String(l.getResourceAsStream("p/res.txt").readAllBytes()) + " " + new String(l.getResourceAsStream("q/x.txt").readAllBytes()) + " " + l.getResource("q/x.txt").getProtocol() + " " + l.getResource("nope") + " " + l.findResource("p/res.txt").getProtocol());
        System.out.println(l.getName() + " " + l.getURLs().length + " " + l.getDefinedPackage("q") + " " + Arrays.stream(l.getDefinedPackages()).map(Package::getName).sorted().toList());
        System.out.println(l.loadClass("q.InJar").getProtectionDomain().getCodeSource().getLocation().getPath().endsWith("first.jar"));
        l.close();
        Try.run("closed", () -> l.loadClass("s.Third"));
        System.out.println(l.loadClass("q.InJar").getSimpleName());
    }
}
