import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Reads jar files into memory, then defines and links all their classes, each round in a new loader. Arguments: the
 * number of rounds, and the jars. Classes that do not link, since they need others that are not there, are left out
 * after the first round; of the others, prints the least CPU time of a round. With
 * {@code -XX:-BytecodeVerificationRemote} the same without verification; the difference is what verifying costs.
 */
public class LinkAll extends ClassLoader {
    private final Map<String, byte[]> files;

    LinkAll(Map<String, byte[]> files) {
        this.files = files;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] file = files.get(name);
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, file, 0, file.length);
    }

    private static void read(String jar, Map<String, byte[]> files) throws Exception {
        try (JarFile file = new JarFile(jar)) {
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                String name = entry.getName();
                if (name.endsWith(".class") && !name.startsWith("META-INF/") && !name.equals("module-info.class")) {
                    try (InputStream in = file.getInputStream(entry)) {
                        files.put(name.substring(0, name.length() - 6).replace('/', '.'), in.readAllBytes());
                    }
                }
            }
        }
    }

    /** Links the classes; the files of those that could be. */
    private Map<String, byte[]> linkAll() {
        Map<String, byte[]> good = new HashMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            try {
                // Asking for members links.
                loadClass(file.getKey(), false).getDeclaredConstructors();
                good.put(file.getKey(), file.getValue());
            } catch (ClassNotFoundException | LinkageError e) {
                // Left out.
            }
        }
        return good;
    }

    public static void main(String[] args) throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        for (int i = 1; i < args.length; i++) {
            read(args[i], files);
        }
        int before;
        do {
            before = files.size();
            files = new LinkAll(files).linkAll();
        } while (files.size() < before);
        long bytes = files.values().stream().mapToLong(file -> file.length).sum();
        long least = Long.MAX_VALUE;
        for (int round = Integer.parseInt(args[0]); round > 0; round--) {
            System.gc();
            LinkAll loader = new LinkAll(files);
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            loader.linkAll();
            least = Math.min(least, ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
        }
        System.out.println(files.size() + " classes, " + bytes + " bytes, " + least / 1000 + " us");
    }
}
