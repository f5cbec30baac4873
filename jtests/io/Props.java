// System properties and environment: set, clear, read-only maps, security of getProperties.
import java.util.*;

public class Props {
    public static void main(String[] args) {
        System.out.println(System.setProperty("own", "1") + " " + System.getProperty("own") + " " + System.clearProperty("own") + " " + System.getProperty("own", "gone"));
        for (Runnable r : new Runnable[] {() -> System.getProperty(""), () -> System.getProperty(null), () -> System.setProperty("x", null), () -> System.getenv().put("a", "b"), () -> System.getenv(null)}) {
            try {
                r.run();
                System.out.println("fine");
            } catch (RuntimeException e) {
                System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }
        System.out.println(System.lineSeparator().length() + " " + Integer.getInteger("none", 3) + " " + Boolean.getBoolean("none") + " " + System.getProperties().containsKey("java.home"));
        for (String k : new String[] {"java.version", "java.home", "user.dir", "user.home", "user.name", "os.arch", "java.vm.name", "java.vm.vendor", "java.vm.version", "java.vm.info", "java.runtime.name", "java.class.version", "sun.arch.data.model", "java.library.path", "native.encoding"}) {
            System.out.println(k + " " + (System.getProperty(k) != null));
        }
        System.out.println(System.getProperty("java.class.version") + " " + System.getProperty("sun.arch.data.model") + " " + System.getProperty("user.dir").endsWith("Props") + " " + Runtime.version().feature());
        long t = System.currentTimeMillis(), n = System.nanoTime();
        System.out.println(t > 1_600_000_000_000L && System.nanoTime() >= n && Runtime.getRuntime().availableProcessors() > 0 && Runtime.getRuntime().maxMemory() >= Runtime.getRuntime().totalMemory() && Runtime.getRuntime().freeMemory() > 0);
    }
}
