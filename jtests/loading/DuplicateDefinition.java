// defineClass twice, reserved packages, wrong names, null names, the same bytes in two loaders.
import jasm.*;

public class DuplicateDefinition {
    public static void main(String[] args) throws Throwable {
        byte[] a = new Asm("p/A").constructor().toBytes();
        Loader l = new Loader("l", DuplicateDefinition.class.getClassLoader()) {
            @Override
            public String toString() {
                return "L";
            }
        };
        Try.run("first", () -> l.define("p.A", a));
        Try.run("second", () -> {
            try {
                return l.define("p.A", a);
            } catch (LinkageError e) {
                return e.getClass() + " " + e.getMessage();
            }
        });
        Try.run("other loader", () -> new Loader().define("p.A", a));
        Try.run("null name", () -> new Loader().define(null, a));
        Try.run("wrong name", () -> new Loader().define("p.B", a));
        Try.run("slashes", () -> new Loader().define("p/A", a));
        Try.run("array name", () -> new Loader().define("[p.A", a));
        Try.run("java.", () -> new Loader().define("java.evil.A", new Asm("java/evil/A").toBytes()));
        Try.run("java. inside", () -> new Loader().define(null, new Asm("java/evil/A").toBytes()));
        Try.run("javax.", () -> new Loader().define("javax.fine.A", new Asm("javax/fine/A").toBytes()));
        Try.run("empty", () -> new Loader().define("p.A", new byte[0]));
        Try.run("bad range", () -> new Loader() {
            Class<?> go() {
                return defineClass("p.A", a, 5, a.length);
            }
        }.go());
        Try.run("unnamed package", () -> new Loader().define("Plain", new Asm("Plain").toBytes()).getPackageName().isEmpty());
    }
}
