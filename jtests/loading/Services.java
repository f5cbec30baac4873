// ServiceLoader over the class library's own services, and over none.
import java.util.ServiceLoader;

public class Services {
    public interface Own { }

    public static void main(String[] args) {
        System.out.println(ServiceLoader.load(Own.class).iterator().hasNext());
        System.out.println(ServiceLoader.load(Own.class).findFirst().isPresent());
        System.out.println(ServiceLoader.load(java.nio.file.spi.FileSystemProvider.class).stream()
                .map(p -> p.type().getName()).sorted().toList());
        System.out.println(java.util.spi.ToolProvider.findFirst("javac").isPresent() + " "
                + java.util.spi.ToolProvider.findFirst("nothing").isPresent());
        try {
            ServiceLoader.load((Class<Own>) null);
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
    }
}
