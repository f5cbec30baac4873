import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * Links damaged classes and prints what the VM says. Arguments: a directory with
 * good classes, and one with files called {@code number.Class.class}. One line
 * for each: file, error class, message in base 64.
 */
public class Driver {
    public static void main(String[] args) throws Exception {
        Map<String, byte[]> good = new HashMap<>();
        for (String file : Path.of(args[0]).toFile().list()) {
            if (file.endsWith(".class")) {
                String name = file.substring(0, file.length() - 6);
                good.put(name, Files.readAllBytes(Path.of(args[0], file)));
            }
        }
        for (String file : Path.of(args[1]).toFile().list()) {
            byte[] bytes = Files.readAllBytes(Path.of(args[1], file));
            String name = file.substring(file.indexOf('.') + 1, file.length() - 6);
            Throwable error = null;
            try {
                Class<?> type = new Loader(good, name, bytes).loadClass(name);
                // Both link the class, but the one does not look at interfaces.
                if (type.isInterface()) {
                    type.getDeclaredMethods();
                } else {
                    type.getDeclaredConstructors();
                }
            } catch (Throwable t) {
                error = t;
            }
            String message = error == null ? "" : String.valueOf(error.getMessage());
            String text = Base64.getEncoder().encodeToString(message.getBytes(StandardCharsets.UTF_8));
            System.out.println(file + " " + (error == null ? "none" : error.getClass().getName()) + " " + text);
        }
    }

    static class Loader extends ClassLoader {
        private final Map<String, byte[]> good;
        private final String damaged;
        private final byte[] bytes;

        Loader(Map<String, byte[]> good, String damaged, byte[] bytes) {
            this.good = good;
            this.damaged = damaged;
            this.bytes = bytes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (this) {
                Class<?> loaded = findLoadedClass(name);
                if (loaded != null) {
                    return loaded;
                }
                byte[] own = name.equals(damaged) ? bytes : good.get(name);
                return own == null ? super.loadClass(name, resolve) : defineClass(name, own, 0, own.length);
            }
        }
    }
}
