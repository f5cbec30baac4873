// Logging as a command line configures it: a class, the format, the console handler with its own level.
// flags: -Djava.util.logging.config.class=Configured$Setup -Djava.util.logging.SimpleFormatter.format=%4$s:%3$s:%5$s%6$s%n
import java.io.*;
import java.util.*;
import java.util.logging.*;

public class Configured {
    public static class Setup {
        public Setup() throws IOException {
            String config = """
                handlers = java.util.logging.ConsoleHandler, Configured$Own, no.such.Handler
                .level = ALL
                java.util.logging.ConsoleHandler.level = WARNING
                java.util.logging.ConsoleHandler.formatter = java.util.logging.SimpleFormatter
                config = Configured$Extra
                special.handlers = Configured$Own
                special.useParentHandlers = false
                special.level = SEVERE
                """;
            LogManager.getLogManager().readConfiguration(new ByteArrayInputStream(config.getBytes()));
        }
    }

    public static class Extra {
        public Extra() {
            System.out.println("extra class");
        }
    }

    public static class Own extends Handler {
        public void publish(LogRecord record) {
            System.out.println("own " + record.getLevel() + " " + record.getLoggerName() + " " + record.getMessage());
        }

        public void flush() {
        }

        public void close() {
            System.out.println("own closed");
        }
    }

    static void nested() {
        Logger.getLogger("inner.logger").warning("from a method");
    }

    public static void main(String[] args) throws Exception {
        Logger log = Logger.getLogger("main");
        System.out.println(log.getParent().getHandlers().length);
        log.warning("careful");
        log.info("only the own handler");
        log.log(Level.SEVERE, "with {0}", "argument");
        nested();
        Runnable lambda = () -> Logger.getLogger("lambda").severe("from a lambda");
        lambda.run();
        Logger special = Logger.getLogger("special");
        special.severe("special");
        special.warning("not");
        Logger.getLogger("special.child").severe("child");
        new Object() {
            void method() {
                log.severe("from an inner class");
            }
        }.method();
        System.err.flush();
        System.Logger system = System.getLogger("sys");
        system.log(System.Logger.Level.ERROR, "system logger");
        system.log(System.Logger.Level.TRACE, "trace");
        // What the class library logs itself.
        Logger.getLogger("javax.management").fine("fine");
        ResourceBundle bundle = new ListResourceBundle() {
            protected Object[][] getContents() {
                return new Object[][] {{"key", "text of the bundle {0}"}};
            }
        };
        log.logrb(Level.SEVERE, bundle, "key", 5);
        System.getLogger("bundled", bundle).log(System.Logger.Level.ERROR, "key", 6);
    }
}
