// The JDK's own tools as workload: javac in memory, then the result is loaded and run; javap and jar over its output.
import java.io.*;
import java.net.URI;
import java.nio.file.*;
import java.util.*;
import java.util.spi.ToolProvider;
import java.util.zip.CRC32;
import javax.tools.*;

public class Tools {
    static final String SOURCE = """
            package made;
            import java.util.*;
            import java.util.function.*;
            public class Made<T extends Comparable<T>> implements Supplier<String> {
                sealed interface Shape permits Circle, Square { }
                record Circle(double r) implements Shape { }
                record Square(double side) implements Shape { }
                enum Level { LOW { int v() { return 1; } }, HIGH { int v() { return 2; } }; abstract int v(); }
                private final List<T> items = new ArrayList<>();
                @SafeVarargs
                public final Made<T> add(T... ts) { for (T t : ts) { items.add(t); } return this; }
                static double area(Shape s) { return s instanceof Circle c ? 3 * c.r() * c.r() : s instanceof Square q ? q.side() * q.side() : 0; }
                public String get() {
                    items.sort(Comparator.reverseOrder());
                    int sum = 0;
                    for (Level l : Level.values()) { sum += switch (l) { case LOW -> l.v() * 10; case HIGH -> { int k = l.v(); yield k * 100; } }; }
                    Function<Integer, Function<Integer, Integer>> add = a -> b -> a + b;
                    try (AutoCloseable c = () -> items.remove(0)) { return items + " " + sum + " " + add.apply(1).apply(2) + " " + area(new Circle(2)) + area(new Square(3)); }
                    catch (Exception e) { throw new IllegalStateException(e); }
                }
            }
            """;

    static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("mem:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignore) {
                return text;
            }
        };
    }

    static Map<String, byte[]> compile(String name, String text) {
        Map<String, byte[]> out = new TreeMap<>();
        JavaCompiler compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
        JavaFileManager files = new ForwardingJavaFileManager<>(compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            @Override
            public JavaFileObject getJavaFileForOutput(Location l, String cls, JavaFileObject.Kind kind, FileObject sibling) {
                return new SimpleJavaFileObject(URI.create("mem:///" + cls + ".class"), kind) {
                    @Override
                    public OutputStream openOutputStream() {
                        return new ByteArrayOutputStream() {
                            @Override
                            public void close() {
                                out.put(cls, toByteArray());
                            }
                        };
                    }
                };
            }
        };
        boolean ok = compiler.getTask(null, files, diagnostics, List.of("-proc:none", "-g"), null, List.of(source(name, text))).call();
        System.out.println(name + " " + ok);
        for (Diagnostic<?> d : diagnostics.getDiagnostics()) {
            System.out.println(d.getLineNumber() + ":" + d.getColumnNumber() + " " + d.getCode() + " " + d.getMessage(Locale.ROOT));
        }
        return out;
    }

    public static void main(String[] args) throws Exception {
        Map<String, byte[]> classes = compile("Made", SOURCE);
        classes.forEach((name, bytes) -> {
            CRC32 c = new CRC32();
            c.update(bytes);
            System.out.println(name + " " + bytes.length + " " + c.getValue());
        });
        ClassLoader loader = new ClassLoader() {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                byte[] b = classes.get(name);
                if (b == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, b, 0, b.length);
            }
        };
        Object made = loader.loadClass("made.Made").getDeclaredConstructor().newInstance();
        made.getClass().getMethod("add", Comparable[].class).invoke(made, (Object) new String[] {"b", "c", "a"});
        System.out.println(made.getClass().getMethod("get").invoke(made));
        compile("Bad", "class Bad { int x = \"s\"; void m() { undefined(); return 1; } Missing f; int y = 1 }");
        compile("Flow", "class Flow { int m(int a) { int x; if (a > 0) x = 1; return x; } int n() { while (true) { } } void p() { throw new Exception(); } final int q; }");
        Path dir = Files.createDirectories(Path.of("out/made"));
        for (Map.Entry<String, byte[]> e : classes.entrySet()) {
            Files.write(dir.resolve(e.getKey().substring(5) + ".class"), e.getValue());
        }
        StringWriter text = new StringWriter();
        PrintWriter w = new PrintWriter(text);
        System.out.println(ToolProvider.findFirst("javap").get().run(w, w, "-c", "-p", "-v", "out/made/Made.class"));
        String listing = text.toString().lines().filter(l -> !l.startsWith("Classfile") && !l.contains("Last modified")).reduce("", (a, b) -> a + b + "\n");
        System.out.println(listing.hashCode() + " " + listing.lines().count());
        System.out.println(ToolProvider.findFirst("jar").get().run(System.out, System.err, "cf", "made.jar", "-C", "out", "."));
        text.getBuffer().setLength(0);
        System.out.println(ToolProvider.findFirst("jar").get().run(w, w, "tf", "made.jar") + " " + new TreeSet<>(text.toString().lines().toList()));
    }
}
