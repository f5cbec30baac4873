import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Compiles the users against the old library, runs each of them with the new one, and
 * compiles them against that.
 * Arguments: the directory of the sources, and one for the class files.
 */
public class Compat {
    public static void main(String[] args) throws Exception {
        File sources = new File(args[0]), classes = new File(args[1]);
        File oldLib = new File(classes, "old"), newLib = new File(classes, "new");
        File users = new File(classes, "users");
        compile(new File(sources, "old/Lib.java"), oldLib, "");
        compile(new File(sources, "new/Lib.java"), newLib, "");
        compile(new File(sources, "users/Users.java"), users, oldLib.getPath());
        URL[] path = {newLib.toURI().toURL(), users.toURI().toURL()};
        File[] files = new File(users, "u").listFiles();
        Arrays.sort(files);
        for (File file : files) {
            String name = file.getName().replace(".class", "");
            if (name.contains("$")) {
                try (URLClassLoader loader = new URLClassLoader(path)) {
                    System.out.println(name.substring(6) + " " + run(loader, "u." + name));
                }
            }
        }
        recompile(new File(sources, "users/Users.java"), newLib.getPath());
    }

    /** Prints the names of the classes that do not compile any more. */
    static void recompile(File source, String classPath) throws Exception {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
        StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        compiler.getTask(null, files, found, List.of("-proc:none", "-cp", classPath), null,
            files.getJavaFileObjects(source)).call();
        List<String> lines = Files.readAllLines(source.toPath());
        Set<String> names = new TreeSet<>();
        for (Diagnostic<?> diagnostic : found.getDiagnostics()) {
            if (diagnostic.getKind() == Diagnostic.Kind.ERROR) {
                int line = (int) diagnostic.getLineNumber() - 1;
                while (!lines.get(line).matches("    (@.* )?static class .*")) {
                    line--;
                }
                names.add(lines.get(line).replaceFirst(".*?static class (\\w+).*", "$1"));
            }
        }
        names.forEach(name -> System.out.println(name + " does not compile"));
    }

    static void compile(File source, File directory, String classPath) {
        int status = ToolProvider.getSystemJavaCompiler().run(null, System.err, System.err,
            "-proc:none", "-g:lines", "-d", directory.getPath(), "-cp", classPath, source.getPath());
        if (status != 0) {
            System.exit(status);
        }
    }

    static String run(ClassLoader loader, String name) throws Exception {
        try {
            Method run = Class.forName(name, true, loader).getDeclaredMethod("run");
            run.setAccessible(true);
            run.invoke(null);
            return "runs";
        } catch (java.lang.reflect.InvocationTargetException e) {
            if (e.getCause() instanceof LinkageError) {
                return e.getCause().getClass().getSimpleName();
            }
            throw e;
        } catch (LinkageError e) {
            return e.getClass().getSimpleName();
        }
    }
}
