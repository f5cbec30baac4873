// java.util.logging: levels, parents, filters, handlers, formatters, resource bundles, records.
import java.io.*;
import java.time.Instant;
import java.util.*;
import java.util.logging.*;

public class Handlers {
    static class Lines extends Handler {
        final List<String> lines = new ArrayList<>();

        public void publish(LogRecord record) {
            if (isLoggable(record)) {
                lines.add(record.getLevel() + "|" + record.getLoggerName() + "|" + record.getSourceClassName() + "|" + record.getSourceMethodName() + "|" + new SimpleFormatter().formatMessage(record) + "|" + record.getThrown() + "|" + Arrays.toString(record.getParameters()));
            }
        }

        public void flush() {
        }

        public void close() {
            lines.add("closed");
        }

        void show() {
            lines.forEach(System.out::println);
            lines.clear();
        }
    }

    public static class Texts extends ListResourceBundle {
        protected Object[][] getContents() {
            return new Object[][] {{"tea.ready", "tea for {0} is ready"}, {"other", "something else"}};
        }
    }

    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    public static void main(String[] args) throws Exception {
        Logger root = Logger.getLogger(""), log = Logger.getLogger("a.b.c"), middle = Logger.getLogger("a.b");
        System.out.println(root.getLevel() + " " + root.getHandlers().length + " " + root.getHandlers()[0].getClass() + " " + root.getHandlers()[0].getLevel() + " " + log.getLevel() + " " + log.getParent().getName() + " " + middle.getParent().getName().isEmpty() + " " + log.getUseParentHandlers());
        Lines lines = new Lines();
        root.removeHandler(root.getHandlers()[0]);
        root.addHandler(lines);
        lines.setLevel(Level.ALL);
        for (Level level : new Level[] {Level.SEVERE, Level.WARNING, Level.INFO, Level.CONFIG, Level.FINE, Level.FINER, Level.FINEST}) {
            log.log(level, level.getName().toLowerCase());
        }
        lines.show();
        middle.setLevel(Level.FINER);
        System.out.println(log.isLoggable(Level.FINER) + " " + log.isLoggable(Level.FINEST) + " " + Logger.getLogger("a").isLoggable(Level.FINE));
        log.severe("one");
        log.warning(() -> "supplied");
        log.finest(() -> {
            throw new AssertionError("never asked");
        });
        log.log(Level.INFO, "with {0} and {1}", new Object[] {1, "two"});
        log.log(Level.INFO, "braces {x} {0", 5);
        log.log(Level.WARNING, "thrown", new IllegalStateException("why"));
        log.logp(Level.INFO, "Class", "method", "message {0}", "p");
        log.entering("C", "m", new Object[] {1, 2});
        log.exiting("C", "m", "result");
        log.throwing("C", "m", new Error("e"));
        log.logrb(Level.INFO, (ResourceBundle) new Texts(), "tea.ready", "two");
        log.log(null == log.getFilter() ? Level.INFO : Level.FINE, "no filter");
        lines.show();
        log.setFilter(record -> record.getMessage().contains("x"));
        log.info("with x");
        log.info("without");
        log.setFilter(null);
        lines.setFilter(record -> record.getLevel() != Level.INFO);
        log.info("info");
        log.warning("warning");
        lines.setFilter(null);
        log.setUseParentHandlers(false);
        log.severe("nobody");
        log.setUseParentHandlers(true);
        lines.setLevel(Level.SEVERE);
        log.warning("too low");
        lines.setLevel(Level.OFF);
        log.severe("off");
        lines.setLevel(Level.ALL);
        log.setLevel(Level.OFF);
        log.severe("off");
        log.setLevel(null);
        lines.show();
        Logger named = Logger.getLogger("bundled", Texts.class.getName());
        named.info("tea.ready");
        named.log(Level.INFO, "tea.ready", "one");
        named.info("unknown.key");
        System.out.println(named.getResourceBundleName() + " " + named.getResourceBundle().getKeys().hasMoreElements());
        lines.show();
        attempt("other bundle", () -> Logger.getLogger("bundled", "no.such.Bundle"));
        attempt("same bundle", () -> Logger.getLogger("bundled", Texts.class.getName()) == named);
        attempt("no bundle", () -> Logger.getLogger("fresh", "no.such.Bundle"));
        attempt("null name", () -> Logger.getLogger(null));
        attempt("anonymous", () -> Logger.getAnonymousLogger().getName());
        attempt("levels", () -> Level.parse("CONFIG") + " " + Level.parse("800") + " " + Level.parse("815") + " " + Level.parse("1000").intValue() + " " + Level.INFO.getLocalizedName());
        attempt("no level", () -> Level.parse("tea"));
        attempt("null level", () -> {
            log.setLevel(null);
            log.log((Level) null, "x");
            return "";
        });
        attempt("null handler", () -> {
            log.addHandler(null);
            return "";
        });
        attempt("null handler level", () -> {
            lines.setLevel(null);
            return "";
        });
        attempt("encoding", () -> {
            lines.setEncoding("no-such-charset");
            return "";
        });
        // Records.
        LogRecord record = new LogRecord(Level.INFO, "m {0}");
        record.setInstant(Instant.parse("2020-02-03T04:05:06.123456789Z"));
        record.setLoggerName("logger");
        record.setParameters(new Object[] {1234567});
        record.setSequenceNumber(7);
        record.setThreadID(5);
        record.setSourceClassName("Source");
        record.setSourceMethodName(null);
        record.setThrown(null);
        System.out.println(record.getMillis() + " " + record.getInstant() + " " + record.getSequenceNumber() + " " + record.getThreadID() + " " + record.getLongThreadID());
        System.out.print(new SimpleFormatter().format(record));
        System.out.print(new XMLFormatter().format(record).replaceAll("<date>.*</date>", "<date/>"));
        System.out.print(new XMLFormatter().getHead(lines) + new XMLFormatter().getTail(lines) + new SimpleFormatter().getHead(lines));
        System.out.println(new SimpleFormatter().formatMessage(record));
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(copy)) {
            out.writeObject(record);
        }
        LogRecord read = (LogRecord) new ObjectInputStream(new ByteArrayInputStream(copy.toByteArray())).readObject();
        System.out.println(read.getMessage() + " " + Arrays.toString(read.getParameters()) + " " + read.getInstant());
        record.setThrown(new RuntimeException("thrown", new IOException("cause")) {
            public void printStackTrace(PrintWriter writer) {
                writer.println("TRACE");
            }
        });
        System.out.print(new SimpleFormatter().format(record));
        // Stream and memory handlers.
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        StreamHandler stream = new StreamHandler(bytes, new SimpleFormatter() {
            public String format(LogRecord r) {
                return "[" + r.getMessage() + "]";
            }

            public String getHead(Handler handler) {
                return "<";
            }

            public String getTail(Handler handler) {
                return ">";
            }
        });
        stream.setEncoding("UTF-16BE");
        stream.publish(new LogRecord(Level.INFO, "gr\u00fcn"));
        stream.publish(new LogRecord(Level.FINE, "too fine"));
        System.out.println(bytes.size());
        stream.flush();
        System.out.println(bytes.toString("UTF-16BE"));
        stream.close();
        stream.publish(new LogRecord(Level.INFO, "late"));
        System.out.println(bytes.toString("UTF-16BE") + " " + stream.isLoggable(new LogRecord(Level.INFO, "x")));
        MemoryHandler memory = new MemoryHandler(lines, 3, Level.SEVERE);
        for (int i = 0; i < 5; i++) {
            memory.publish(new LogRecord(Level.INFO, "kept " + i));
        }
        System.out.println(lines.lines.size());
        memory.publish(new LogRecord(Level.SEVERE, "pushes"));
        lines.show();
        memory.setPushLevel(Level.OFF);
        memory.publish(new LogRecord(Level.SEVERE, "waits"));
        memory.push();
        memory.close();
        lines.show();
        attempt("memory of 0", () -> new MemoryHandler(lines, 0, Level.INFO));
        StreamHandler broken = new StreamHandler(new OutputStream() {
            public void write(int b) throws IOException {
                throw new IOException("broken");
            }
        }, new SimpleFormatter() {
            public String format(LogRecord r) {
                throw new IllegalStateException("no format");
            }
        });
        broken.setErrorManager(new ErrorManager() {
            public void error(String text, Exception e, int code) {
                System.out.println("error manager: " + text + " " + e + " " + code);
            }
        });
        broken.publish(new LogRecord(Level.INFO, "x"));
        broken.close();
        LogManager.getLogManager().reset();
        lines.show();
        System.out.println(root.getHandlers().length + " " + root.getLevel() + " " + middle.getLevel());
        System.Logger system = System.getLogger("system");
        System.out.println(system.getName() + " " + system.isLoggable(System.Logger.Level.INFO) + " " + system.isLoggable(System.Logger.Level.DEBUG));
        root.addHandler(lines);
        system.log(System.Logger.Level.WARNING, "from {0}", "System.Logger");
        system.log(System.Logger.Level.ERROR, () -> "supplied", new Error("e"));
        lines.show();
    }
}
