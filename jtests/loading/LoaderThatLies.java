// Loaders that return null, another class, or throw: what the VM makes of it when it resolves.
import jasm.*;
import static jasm.Op.*;

public class LoaderThatLies {
    static Class<?> client(String kind) {
        Asm asm = new Asm("Client");
        asm.method(Asm.STATIC, "go", "()Ljava/lang/Object;").ldc(new Pool.ClassRef("Wanted")).op(ARETURN);
        byte[] bytes = asm.toBytes();
        return new ClassLoader(LoaderThatLies.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                if (!name.equals("Wanted")) {
                    return super.loadClass(name, resolve);
                }
                switch (kind) {
                    case "null": return null;
                    case "other": return String.class;
                    case "primitive": return int.class;
                    case "array": return int[].class;
                    case "runtime": throw new IllegalStateException("broken loader");
                    case "error": throw new StackOverflowError("fake");
                    case "cnf": throw new ClassNotFoundException("custom text");
                    case "ncdf": throw new NoClassDefFoundError("custom text");
                    case "chained": throw new ClassNotFoundException("outer", new RuntimeException("inner"));
                    default: throw new AssertionError();
                }
            }

            Class<?> client() {
                return defineClass("Client", bytes, 0, bytes.length);
            }
        }.client();
    }

    public static void main(String[] args) {
        for (String kind : new String[] {"null", "other", "primitive", "array", "runtime", "error", "cnf", "ncdf", "chained"}) {
            Class<?> c = client(kind);
            for (int i = 0; i < 2; i++) {
                Try.run(kind, () -> Try.call(c, "go"));
            }
            Try.run(kind + " forName", () -> Class.forName("Wanted", true, c.getClassLoader()));
        }
    }
}
