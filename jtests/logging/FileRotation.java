// FileHandler: patterns, limits, generations, appending, locks, configuration by properties, errors.
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.logging.*;

public class FileRotation {
    static class Plain extends java.util.logging.Formatter {
        public String format(LogRecord record) {
            return record.getMessage() + "\n";
        }

        public String getTail(Handler handler) {
            return "end\n";
        }
    }

    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.toString().replace(System.getProperty("user.dir"), "HERE"));
        }
    }

    static void list() throws IOException {
        for (String name : new TreeSet<>(Arrays.asList(new File(".").list()))) {
            if (Files.isRegularFile(Path.of(name))) {
                System.out.println("  " + name + " " + Files.readAllLines(Path.of(name)));
            }
        }
    }

    static void clean() {
        for (File file : new File(".").listFiles()) {
            file.delete();
        }
    }

    static FileHandler fill(FileHandler handler, int from, int to) {
        handler.setFormatter(new Plain());
        for (int i = from; i < to; i++) {
            handler.publish(new LogRecord(Level.INFO, "record " + i));
        }
        return handler;
    }

    public static void main(String[] args) throws Exception {
        fill(new FileHandler("plain.log"), 0, 3).close();
        list();
        fill(new FileHandler("plain.log"), 3, 5).close();
        fill(new FileHandler("plain.log", true), 5, 7).close();
        list();
        clean();
        FileHandler rotating = fill(new FileHandler("rot.%g.log", 30, 3), 0, 10);
        list();
        rotating.close();
        list();
        fill(new FileHandler("rot.%g.log", 30, 3, true), 10, 14).close();
        list();
        clean();
        fill(new FileHandler("many.log", 20, 3), 0, 8).close();
        list();
        clean();
        // Two that want the same file.
        FileHandler first = new FileHandler("same.log"), second = new FileHandler("same.log"), unique = new FileHandler("u%u-%%.log"), other = new FileHandler("u%u-%%.log");
        fill(first, 0, 1);
        fill(second, 1, 2);
        fill(unique, 2, 3);
        fill(other, 3, 4);
        list();
        for (FileHandler handler : List.of(first, second, unique, other)) {
            handler.close();
            handler.publish(new LogRecord(Level.INFO, "late"));
        }
        list();
        clean();
        fill(new FileHandler("%h/../" + new File("").getAbsolutePath() + "/home.log"), 0, 1).close();
        attempt("home", () -> Files.exists(Path.of("home.log")));
        clean();
        attempt("missing folder", () -> new FileHandler("missing/x.log"));
        attempt("is folder", () -> {
            Files.createDirectory(Path.of("folder"));
            return new FileHandler("folder");
        });
        attempt("empty pattern", () -> new FileHandler(""));
        attempt("null pattern", () -> new FileHandler((String) null));
        attempt("negative limit", () -> new FileHandler("x.log", -1, 1));
        attempt("no count", () -> new FileHandler("x.log", 1, 0));
        attempt("not writable", () -> new FileHandler("/proc/version"));
        clean();
        // A stale lock, and locks of others.
        Files.writeString(Path.of("stale.log.lck"), "");
        attempt("stale lock", () -> {
            fill(new FileHandler("stale.log"), 0, 1).close();
            return new TreeSet<>(Arrays.asList(new File(".").list()));
        });
        clean();
        // By configuration.
        String config = """
            handlers = java.util.logging.FileHandler
            .level = FINE
            java.util.logging.FileHandler.pattern = conf-%g.log
            java.util.logging.FileHandler.limit = 40
            java.util.logging.FileHandler.count = 2
            java.util.logging.FileHandler.level = CONFIG
            java.util.logging.FileHandler.formatter = java.util.logging.SimpleFormatter
            java.util.logging.FileHandler.encoding = UTF-8
            java.util.logging.SimpleFormatter.format = %4$s %2$s %5$s%n
            loud.level = ALL
            quiet.level = nonsense
            """;
        LogManager manager = LogManager.getLogManager();
        int[] changes = new int[1];
        manager.addConfigurationListener(() -> changes[0]++);
        manager.readConfiguration(new ByteArrayInputStream(config.getBytes()));
        Logger log = Logger.getLogger("conf");
        for (Level level : new Level[] {Level.INFO, Level.CONFIG, Level.FINE, Level.SEVERE}) {
            log.log(level, "gr\u00fcn " + level);
        }
        Logger.getLogger("loud").finest("not by the handler");
        System.out.println(Logger.getLogger("loud").getLevel() + " " + Logger.getLogger("quiet").getLevel() + " " + Logger.getLogger("").getLevel() + " " + changes[0] + " " + manager.getProperty("loud.level") + " " + manager.getProperty("none"));
        manager.updateConfiguration(new ByteArrayInputStream("loud.level = WARNING\n".getBytes()), key -> (before, after) -> after == null ? before : after);
        System.out.println(Logger.getLogger("loud").getLevel() + " " + Logger.getLogger("").getHandlers().length + " " + changes[0]);
        manager.reset();
        list();
        clean();
        attempt("bad configuration", () -> {
            manager.readConfiguration(new ByteArrayInputStream("a = \\u12".getBytes()));
            return "";
        });
        Enumeration<String> names = manager.getLoggerNames();
        TreeSet<String> all = new TreeSet<>(Collections.list(names));
        System.out.println(all.contains("conf") + " " + all.contains("") + " " + all.contains("global") + " " + (manager.getLogger("conf") == log) + " " + manager.getLogger("nobody"));
        // Beans.
        PlatformLoggingMXBeanProxy.show(log);
    }

    static class PlatformLoggingMXBeanProxy {
        static void show(Logger log) {
            var bean = java.lang.management.ManagementFactory.getPlatformMXBean(java.lang.management.PlatformLoggingMXBean.class);
            bean.setLoggerLevel("conf", "FINER");
            System.out.println(log.getLevel() + " " + bean.getLoggerLevel("conf") + " " + bean.getParentLoggerName("conf").isEmpty() + " " + bean.getLoggerLevel("nobody") + " " + bean.getLoggerNames().contains("conf"));
            bean.setLoggerLevel("conf", null);
            System.out.println("[" + bean.getLoggerLevel("conf") + "]");
            try {
                bean.setLoggerLevel("nobody", "INFO");
            } catch (IllegalArgumentException e) {
                System.out.println(e);
            }
        }
    }
}
