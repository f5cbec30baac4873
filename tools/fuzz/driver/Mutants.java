import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.Permission;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives class files to the virtual machine it runs on and writes a line for each: its number, and for each step what
 * it threw. Arguments: a file with the classes, each behind the folder of its companions, both with their lengths before
 * them; the number of the first class to take; {@code link} or {@code execute}; and where to write.
 *
 * <p>Linking runs no code of a class. Executing runs all its methods, in a thread that is left alone when it does not
 * end; this is for a virtual machine that limits what its threads may do.
 */
public class Mutants {
    /** Milliseconds for the methods of a class. */
    private static final long PATIENCE = 20_000;

    /** Class files by folder and name; an empty array for those that are not there. */
    private static final Map<String, byte[]> FILES = new ConcurrentHashMap<>();

    /** Defines one mutant, and copies of what it refers to, so that they are in one run-time package. */
    static final class Throwaway extends ClassLoader {
        private final String root;

        Throwaway(String root) {
            super(Mutants.class.getClassLoader());
            this.root = root;
        }

        Class<?> define(byte[] bytes) {
            return defineClass(null, bytes, 0, bytes.length);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("java.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> c = findLoadedClass(name);
                if (c != null) {
                    return c;
                }
                byte[] bytes = FILES.computeIfAbsent(root + '|' + name, key -> read(root, name));
                if (bytes.length == 0) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        }
    }

    private static byte[] read(String root, String name) {
        String resource = name.replace('.', '/') + ".class";
        Path file = null;
        try {
            file = root.isEmpty() ? null : Path.of(root, resource);
        } catch (InvalidPathException e) {
            // No file has such a name.
        }
        try (InputStream in = file != null && Files.isRegularFile(file)
                ? Files.newInputStream(file) : ClassLoader.getSystemResourceAsStream(resource)) {
            return in == null ? new byte[0] : in.readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** Lets everything happen but the end of the process, until that is wanted. */
    @SuppressWarnings("removal")
    private static final class NoExit extends SecurityManager {
        private boolean mayExit;

        @Override
        public void checkExit(int status) {
            if (!mayExit) {
                throw new SecurityException("exit");
            }
        }

        @Override
        public void checkPermission(Permission permission) {
            if (permission.getName().equals("setSecurityManager")) {
                throw new SecurityException("it stays");
            }
        }
    }

    private interface Step {
        Object run() throws Throwable;
    }

    private final StringBuilder line = new StringBuilder();

    /** Does a step and notes what it throws; whether it ended well. */
    private boolean attempt(String name, Step step) {
        try {
            step.run();
            return true;
        } catch (Throwable e) {
            String text = String.valueOf(e.getMessage());
            text = text.replaceAll("@[0-9a-f]+", "@#").replaceAll("[\\t\\r\\n]+", "|").replaceAll("[^ -~]", "?");
            line.append('\t').append(name).append(' ').append(e.getClass().getName()).append(' ').append(text);
            return false;
        }
    }

    /** Defines and links a class, and looks at it from all sides; null if that was impossible. */
    private Class<?> link(String root, byte[] bytes) {
        Class<?>[] defined = new Class<?>[1];
        if (!attempt("define", () -> defined[0] = new Throwaway(root).define(bytes))) {
            return null;
        }
        Class<?> c = defined[0];
        // Asking for members links a class first.
        boolean linked = attempt("link", c::getDeclaredConstructors);
        if (linked) {
            attempt("methods", c::getDeclaredMethods);
            attempt("fields", c::getDeclaredFields);
        }
        attempt("declaring", c::getDeclaringClass);
        attempt("enclosing", c::getEnclosingClass);
        attempt("method", c::getEnclosingMethod);
        attempt("classes", c::getDeclaredClasses);
        attempt("name", c::getSimpleName);
        attempt("host", c::getNestHost);
        attempt("members", c::getNestMembers);
        attempt("record", c::getRecordComponents);
        attempt("permitted", c::getPermittedSubclasses);
        attempt("annotations", c::getDeclaredAnnotations);
        attempt("signature", c::getGenericSuperclass);
        return linked ? c : null;
    }

    private static Object argument(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0) : type == String.class ? "text" : null;
    }

    private static Object[] arguments(Class<?>[] types) {
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = argument(types[i]);
        }
        return arguments;
    }

    /** Runs one thing of the mutant; what it throws is its own affair, but no limit of the VM may be passed over. */
    private static Object quietly(Step step) throws Throwable {
        try {
            return step.run();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
            return null;
        }
    }

    private static void runAll(Class<?> c) throws Throwable {
        quietly(() -> Class.forName(c.getName(), true, c.getClassLoader()));
        List<Object> receivers = new ArrayList<>();
        for (Constructor<?> constructor : c.getDeclaredConstructors()) {
            quietly(() -> {
                constructor.setAccessible(true);
                return receivers.add(constructor.newInstance(arguments(constructor.getParameterTypes())));
            });
        }
        for (Method method : c.getDeclaredMethods()) {
            Object receiver = receivers.isEmpty() ? null : receivers.get(0);
            if (receiver != null || Modifier.isStatic(method.getModifiers())) {
                quietly(() -> {
                    method.setAccessible(true);
                    return method.invoke(receiver, arguments(method.getParameterTypes()));
                });
            }
        }
        for (Object receiver : receivers) {
            quietly(receiver::toString);
            quietly(receiver::hashCode);
        }
    }

    /** Runs all methods in a thread of their own. */
    private void execute(Class<?> c) throws InterruptedException {
        String[] end = {"threw"};
        Thread thread = new Thread(() -> {
            try {
                runAll(c);
                end[0] = "done";
            } catch (Throwable e) {
                end[0] = "limit " + e.getClass().getName();
            }
        });
        thread.setUncaughtExceptionHandler((t, e) -> end[0] = "limit " + e.getClass().getName());
        thread.start();
        thread.join(PATIENCE / 10);
        if (thread.isAlive()) {
            thread.interrupt();
            thread.join(PATIENCE);
        }
        line.append("\texecute ").append(thread.isAlive() ? "left" : end[0]);
    }

    @SuppressWarnings("removal")
    public static void main(String[] args) throws Exception {
        // Mutants may use System.out.
        PrintStream out = new PrintStream(new FileOutputStream(args[3]), false, "ISO-8859-1");
        int first = Integer.parseInt(args[1]);
        boolean execute = args[2].equals("execute");
        NoExit noExit = new NoExit();
        if (execute) {
            System.setSecurityManager(noExit);
        }
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(new FileInputStream(args[0])))) {
            for (int number = 0;; number++) {
                String root;
                byte[] bytes;
                try {
                    root = new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
                    bytes = in.readNBytes(in.readInt());
                } catch (EOFException e) {
                    break;
                }
                if (number < first) {
                    continue;
                }
                Mutants mutants = new Mutants();
                mutants.line.append(number);
                Class<?> c = mutants.link(root, bytes);
                if (c != null && execute) {
                    mutants.execute(c);
                }
                out.println(mutants.line);
                out.flush();
            }
        }
        out.println("end");
        out.flush();
        noExit.mayExit = true;
        // Threads of mutants may still be there.
        Runtime.getRuntime().halt(0);
    }
}
