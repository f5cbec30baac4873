import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Reads jar files into memory, then defines and links all their classes. Prints how many there were and how many of
 * them did not link (because of classes that are not there), and the bytes of those that did. With
 * {@code -XX:-BytecodeVerificationRemote} the same without verification; the difference in CPU time is what
 * verifying costs.
 */
public class LinkAll extends ClassLoader {
    private final Map<String, byte[]> files = new HashMap<>();

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] file = files.get(name);
        if (file == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, file, 0, file.length);
    }

    private void read(String jar) throws Exception {
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

    /** The number of bytes that were linked. */
    private long linkAll(int[] failed) {
        long bytes = 0;
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            try {
                // Asking for members links.
                loadClass(file.getKey(), false).getDeclaredConstructors();
                bytes += file.getValue().length;
            } catch (ClassNotFoundException | LinkageError e) {
                failed[0]++;
            }
        }
        return bytes;
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        for (int round = 0; round < rounds; round++) {
            LinkAll loader = new LinkAll();
            for (int i = 1; i < args.length; i++) {
                loader.read(args[i]);
            }
            int[] failed = {0};
            long bytes = loader.linkAll(failed);
            System.out.println(loader.files.size() + " classes, " + failed[0] + " failed, " + bytes + " bytes");
        }
    }
}
