// All denied: libraries, and what a program without the world can still do.
// own: --deny=all
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

public class DenyAll {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        String text;
        try {
            text = String.valueOf(action.run());
        } catch (Throwable e) {
            text = e.toString();
        }
        System.out.println((what + ": " + text).replace(System.getProperty("user.dir"), "HERE").replace(System.getProperty("java.home"), "JAVA").replaceAll("/proc/\\d+", "/proc/N").replaceAll("\\d{9,}", "N"));
    }

    public static void main(String[] args) throws Exception {
        attempt("load", () -> {
            System.load("/no/such/libtea.so");
            return "loaded";
        });
        attempt("loadLibrary", () -> {
            System.loadLibrary("tea");
            return "loaded";
        });
        attempt("exec", () -> Runtime.getRuntime().exec("true"));
        attempt("socket", () -> new java.net.Socket("127.0.0.1", 1));
        attempt("file", () -> new java.io.FileReader("/etc/passwd"));
        attempt("directory", () -> new java.io.File(".").list());
        attempt("environment", () -> System.getenv().size());
        attempt("console", System::console);
        attempt("streams", () -> IntStream.range(0, 1000).parallel().sum());
        attempt("threads", () -> {
            ExecutorService pool = Executors.newFixedThreadPool(2);
            try {
                return pool.submit(() -> 42).get();
            } finally {
                pool.shutdown();
            }
        });
        attempt("text", () -> String.format(Locale.GERMANY, "%,d %s", 1234567, java.text.NumberFormat.getCurrencyInstance(Locale.US).format(3)));
        attempt("charset", () -> new String("äß".getBytes("IBM850"), "IBM850"));
        attempt("digest", () -> HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(new byte[0])).substring(0, 8));
        attempt("random", () -> new java.security.SecureRandom().nextInt(1));
        attempt("clock", () -> System.currentTimeMillis() > 0 && System.nanoTime() != 0);
        attempt("xml", () -> javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument().getNodeName());
        attempt("sql", () -> java.sql.Timestamp.valueOf("2020-02-03 04:05:06"));
        attempt("collect", () -> {
            System.gc();
            return Runtime.getRuntime().availableProcessors() > 0;
        });
    }
}
