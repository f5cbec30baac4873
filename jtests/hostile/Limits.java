// Class files at and beyond the limits of their format: full constant pools, thousands of everything, 255 dimensions and arguments, long code.
import jasm.*;
import static jasm.Op.*;
import java.io.*;
import java.lang.reflect.*;

public class Limits {
    static final int MOST = 65535;

    static void run(String label, Asm a) {
        define(label, a.name, a.toBytes());
    }

    static void define(String label, String name, byte[] bytes) {
        Try.run(label, () -> {
            Class<?> c = Class.forName(name.replace('/', '.'), true, new Loader().add(name.replace('/', '.'), bytes));
            return c.getName() + " " + c.getDeclaredMethods().length + " " + c.getDeclaredFields().length + " " + c.getInterfaces().length;
        });
    }

    static Asm fill(Asm a, int count) {
        for (int i = 0; a.pool.count() < count; i++) {
            a.pool.integer(i);
        }
        return a;
    }

    static byte[] bytes(int size, int... start) {
        byte[] b = new byte[size];
        for (int i = 0; i < start.length; i++) {
            b[i] = (byte) start[i];
        }
        return b;
    }

    /** The count, and as many entries of this many zero bytes. */
    static byte[] table(int count, int entry, int present) {
        return bytes(2 + entry * present, count >> 8, count);
    }

    static void pools() {
        run("large pool", fill(new Asm("Pool").constructor(), 60000));
        Asm full = new Asm("Full").constructor();
        full.toBytes();
        run("full pool", fill(full, MOST - 10));
        byte[] short1 = new Asm("Short").constructor().toBytes();
        short1[8] = (byte) 0xff;
        short1[9] = (byte) 0xff;
        define("pool count too large", "Short", short1);
        short1[8] = short1[9] = 0;
        define("no pool", "Short", short1);
        define("empty", "Empty", new byte[0]);
        define("magic only", "Empty", bytes(4, 0xca, 0xfe, 0xba, 0xbe));
        define("zeros", "Zeros", new byte[10000]);
        define("long text", "L", new Asm("L").attribute("x".repeat(MOST)).toBytes());
        String name = "a".repeat(MOST - 100);
        run("long name", new Asm(name.substring(0, 1000)).constructor());
        Try.run("very long name", () -> Class.forName(name, true, new Loader().add(name, new Asm(name).constructor().toBytes())).getName().length());
        run("slashes", new Asm("a/".repeat(5000) + "B").constructor());
    }

    static void dimensions() {
        String most = "[".repeat(255) + "I", more = "[".repeat(256) + "I", far = "[".repeat(60000) + "I";
        run("255 dimensions", new Asm("D1").field(Asm.STATIC, "f", most));
        run("256 dimensions", new Asm("D2").field(Asm.STATIC, "f", more));
        run("60000 dimensions", new Asm("D3").field(Asm.STATIC, "f", far));
        run("256 dimensions in a method", new Asm("D4").bodiless(Asm.ABSTRACT | Asm.PUBLIC, "m", "(" + more + ")V").access(Asm.PUBLIC | Asm.ABSTRACT));
        Try.run("255 by name", () -> Class.forName(most).getName().length());
        Try.run("256 by name", () -> Class.forName(more));
        Try.run("60000 by name", () -> Class.forName(far));
        Try.run("255 by reflection", () -> Array.newInstance(int.class, new int[255]).getClass().getName().length());
        Try.run("256 by reflection", () -> Array.newInstance(int.class, new int[256]));
        Try.run("256 by array", () -> Array.newInstance(Class.forName(most), 1));
        Asm a = new Asm("M");
        a.method(Asm.STATIC | Asm.PUBLIC, "most", "()Ljava/lang/Object;").maxs(255, 0).op(repeat(ICONST_0, 255)).bytes(MULTIANEWARRAY, 0, a.pool.cls(most), 255).op(ARETURN);
        Try.run("multianewarray", () -> Try.call(a.load(), "most").getClass().getName().length());
        Asm b = new Asm("N");
        b.method(Asm.STATIC | Asm.PUBLIC, "more", "()Ljava/lang/Object;").maxs(1, 0).op(ICONST_1).type(ANEWARRAY, most).op(ARETURN);
        Try.run("anewarray of 255", () -> Try.call(b.load(), "more").getClass());
    }

    static int[] repeat(int value, int count) {
        int[] values = new int[count];
        java.util.Arrays.fill(values, value);
        return values;
    }

    static void counts() {
        run("255 arguments", new Asm("A1").access(Asm.PUBLIC | Asm.ABSTRACT).bodiless(Asm.ABSTRACT | Asm.PUBLIC, "m", "(" + "I".repeat(254) + ")V"));
        run("256 arguments", new Asm("A2").access(Asm.PUBLIC | Asm.ABSTRACT).bodiless(Asm.ABSTRACT | Asm.PUBLIC, "m", "(" + "I".repeat(255) + ")V"));
        run("128 longs", new Asm("A3").access(Asm.PUBLIC | Asm.ABSTRACT).bodiless(Asm.ABSTRACT | Asm.PUBLIC, "m", "(" + "J".repeat(128) + ")V"));
        for (String kind : new String[] {"NestMembers", "InnerClasses", "PermittedSubclasses", "BootstrapMethods", "Record", "MethodParameters"}) {
            run("too many " + kind, new Asm("T").version(61).attribute(kind, table(MOST, 0, 0)));
        }
        Asm nest = new Asm("Nest").version(61);
        int member = nest.pool.cls("Nest$M");
        byte[] members = table(MOST, 2, MOST);
        for (int i = 2; i < members.length; i += 2) {
            members[i] = (byte) (member >> 8);
            members[i + 1] = (byte) member;
        }
        nest.attribute("NestMembers", members);
        Try.run("65535 nest members", () -> nest.load().getNestMembers().length);
        Asm inner = new Asm("Inner").version(61);
        int own = inner.pool.cls("Inner");
        byte[] entries = table(3, 8, 3);
        int[] classes = {own, inner.pool.cls("X"), inner.pool.cls("Y")};
        for (int i = 0; i < 3; i++) {
            put(entries, 2 + 8 * i, classes[i]);
            put(entries, 4 + 8 * i, classes[(i + 1) % 3]);
        }
        inner.attribute("InnerClasses", entries);
        Try.run("circle of nests", () -> inner.load().getDeclaringClass() + " " + inner.load().getDeclaredClasses().length);
        String[] same = new String[MOST];
        java.util.Arrays.fill(same, "java/lang/Runnable");
        run("65535 interfaces", new Asm("I").implementing(same));
        Asm deep = new Asm("Deep");
        deep.attribute("Signature", new byte[] {(byte) (deep.pool.utf8("L".repeat(30000)) >> 8), (byte) deep.pool.utf8("L".repeat(30000))});
        Try.run("signature", () -> deep.load().getGenericSuperclass());
    }

    static void put(byte[] to, int at, int value) {
        to[at] = (byte) (value >> 8);
        to[at + 1] = (byte) value;
    }

    static void code() {
        Asm nops = new Asm("Nops");
        nops.method(Asm.STATIC | Asm.PUBLIC, "m", "()V").bytes(new int[65534]).op(RETURN);
        Try.run("65535 bytes of code", () -> Try.call(nops.load(), "m"));
        Asm more = new Asm("More");
        more.method(Asm.STATIC | Asm.PUBLIC, "m", "()V").bytes(new int[65535]).op(RETURN);
        run("65536 bytes of code", more);
        Asm handlers = new Asm("Handlers");
        Code c = handlers.method(Asm.STATIC | Asm.PUBLIC, "m", "()I").maxs(1, 0).label("a").op(ACONST_NULL, ATHROW).label("b").op(POP).iconst(7).op(IRETURN);
        for (int i = 0; i < 20000; i++) {
            c.handler("a", "b", "b", i < 19999 ? "java/io/IOException" : null);
        }
        Try.run("20000 handlers", () -> Try.call(handlers.load(), "m"));
        Asm locals = new Asm("Locals");
        locals.method(Asm.STATIC | Asm.PUBLIC, "m", "()I").maxs(MOST, MOST).iconst(3).op(IRETURN);
        Try.run("65535 locals and stack", () -> {
            try {
                return Try.call(locals.load(), "m");
            } catch (StackOverflowError e) {
                return e.getClass();
            }
        });
    }

    public static void main(String[] args) {
        pools();
        dimensions();
        counts();
        code();
    }
}
