// Class.getResource and ClassLoader.getResource of class files, of the library's and of missing resources.
import java.io.*;
import java.net.URL;
import java.util.*;

public class Resources {
    static int magic(InputStream in) throws IOException {
        if (in == null) {
            return 0;
        }
        try (DataInputStream d = new DataInputStream(in)) {
            return d.readInt();
        }
    }

    public static void main(String[] args) throws Exception {
        System.out.println(Integer.toHexString(magic(Resources.class.getResourceAsStream("Resources.class"))));
        System.out.println(Integer.toHexString(magic(Resources.class.getResourceAsStream("/Resources.class"))));
        System.out.println(Integer.toHexString(magic(Object.class.getResourceAsStream("Object.class"))));
        System.out.println(Integer.toHexString(magic(ClassLoader.getSystemResourceAsStream("java/util/List.class"))));
        System.out.println(magic(Resources.class.getResourceAsStream("nothing.txt")));
        System.out.println(ClassLoader.getSystemResource("no/such"));
        URL url = ClassLoader.getSystemResource("java/lang/String.class");
        System.out.println(url);
        System.out.println(Integer.toHexString(magic(url.openStream())));
        URL own = Resources.class.getResource("Resources.class");
        System.out.println(own.getProtocol() + " " + own.getPath().endsWith("/Resources.class"));
        System.out.println(Collections.list(ClassLoader.getSystemResources("Resources.class")).size());
        System.out.println(Resources.class.getResource("").getProtocol());
        System.out.println(Resources.class.getProtectionDomain().getCodeSource().getLocation().getProtocol());
        System.out.println(String.class.getProtectionDomain().getCodeSource());
        System.out.println(Resources.class.getPackage().getName().isEmpty() + " " + String.class.getPackage());
    }
}
