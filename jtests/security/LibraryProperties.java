// What the class library asks on its own behalf needs no permission of the program.
// jdk: 17-23
// flags: -Djava.security.manager=allow
// stderr: ignore
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

public class LibraryProperties {
    interface Body {
        Object run() throws Exception;
    }

    static void check(String name, Body body) {
        try {
            System.out.println(name + ": " + body.run());
        } catch (Exception e) {
            System.out.println(name + ": " + e);
        }
    }

    @SuppressWarnings("removal")
    public static void main(String[] args) {
        System.setSecurityManager(new SecurityManager());
        check("loopback", InetAddress::getLoopbackAddress);
        check("literal", () -> InetAddress.getByName("127.0.0.1"));
        check("address", () -> new InetSocketAddress("127.0.0.1", 80));
        check("listen", () -> new ServerSocket(0).isBound());
        check("property", () -> System.getProperty("java.net.preferIPv4Stack"));
        check("allowed property", () -> System.getProperty("file.separator"));
        check("file", () -> new java.io.File("x").exists());
        check("text", () -> String.format("%tF %s", new java.util.GregorianCalendar(2020, 1, 2), java.util.Locale.getDefault().equals(null)));
        check("zone", () -> java.time.ZoneId.of("Europe/Berlin"));
        check("lambda", () -> ((java.util.function.Supplier<String>) () -> "x").get());
        check("bundle", () -> java.text.NumberFormat.getInstance(java.util.Locale.GERMANY).format(1234.5));
        check("resource", () -> LibraryProperties.class.getResource("LibraryProperties.class") == null);
        check("charset", () -> java.nio.charset.Charset.forName("windows-1252"));
        check("digest", () -> java.security.MessageDigest.getInstance("SHA-256").getAlgorithm());
        check("random", () -> new java.security.SecureRandom().nextInt(1));
    }
}
