// What mutated classes have shown: which of several errors comes first, InnerClasses that contradict themselves or each other, reflection's own superclasses.
import jasm.*;
import static jasm.Op.*;
import java.lang.invoke.MethodHandles;

public class OddDefinitions {
    static class Member {
    }

    static void define(String label, String name, byte[] bytes) {
        Try.run(label, () -> new Loader().define(name, bytes));
    }

    static byte[] innerClasses(Asm a, int... entries) {
        byte[] b = new byte[2 + 2 * entries.length];
        b[1] = (byte) (entries.length / 4);
        for (int i = 0; i < entries.length; i++) {
            b[2 + 2 * i] = (byte) (entries[i] >> 8);
            b[3 + 2 * i] = (byte) entries[i];
        }
        return b;
    }

    static void look(String label, Class<?> c) {
        Try.run(label + " declaring", c::getDeclaringClass);
        Try.run(label + " enclosing", c::getEnclosingClass);
        Try.run(label + " name", c::getSimpleName);
        Try.run(label + " members", () -> c.getDeclaredClasses().length);
        Try.run(label + " modifiers", () -> Integer.toHexString(c.getModifiers()));
    }

    static void orders() {
        Asm twice = new Asm("Twice").field(0, "f", "I").field(0, "f", "I");
        define("bad members", null, twice.toBytes());
        define("missing interface before bad members", null, new Asm("A").implementing("no/Such").field(0, "f", "I").field(0, "f", "I").toBytes());
        define("class as interface before bad members", null, new Asm("B").implementing("java/lang/String").field(0, "f", "I").field(0, "f", "I").toBytes());
        define("itself as interface before bad members", null, new Asm("C").implementing("C").field(0, "f", "I").field(0, "f", "I").toBytes());
        define("bad members before missing superclass", null, new Asm("D").extending("no/Such").field(0, "f", "I").field(0, "f", "I").toBytes());
        define("prohibited package", null, new Asm("java/util/Mine").toBytes());
        define("missing superclass before prohibited package", null, new Asm("java/util/Mine").extending("no/Such").toBytes());
        define("itself before prohibited package", null, new Asm("java/util/Mine").extending("java/util/Mine").toBytes());
        Loader loader = new Loader("twice", OddDefinitions.class.getClassLoader());
        for (Asm a : new Asm[] {new Asm("K"), new Asm("L").asInterface(), new Asm("M").access(Asm.PUBLIC | Asm.ABSTRACT)}) {
            loader.define(null, a.toBytes());
            Try.run("second " + a.name, () -> loader.define(null, a.toBytes()));
        }
        Try.run("second with a missing superclass", () -> loader.define(null, new Asm("K").extending("no/Such").toBytes()));
        define("abstract superclass out of reach", null, new Asm("Reaches").extending("java/lang/AbstractStringBuilder").toBytes());
        define("superclass out of reach", null, new Asm("Reaches").extending("java/util/HashMap$Node").toBytes());
        define("reflection's superclass", null, new Asm("Accessor").extending("jdk/internal/reflect/MagicAccessorImpl").toBytes());
    }

    static void inner() throws Throwable {
        Asm circle = new Asm("Circle").version(61).access(Asm.PUBLIC);
        int own = circle.pool.cls("Circle"), x = circle.pool.cls("X"), name = circle.pool.utf8("Named");
        circle.attribute("InnerClasses", innerClasses(circle, own, x, name, 8, x, own, name, 8));
        look("circle", circle.load());
        Asm repeated = new Asm("Repeated").version(61).access(Asm.PUBLIC);
        own = repeated.pool.cls("Repeated");
        x = repeated.pool.cls("java/lang/String");
        name = repeated.pool.utf8("Named");
        repeated.attribute("InnerClasses", innerClasses(repeated, own, x, name, 8, own, 0, 0, 8));
        look("repeated", repeated.load());
        Asm liar = new Asm("Liar").version(61).access(Asm.PUBLIC);
        own = liar.pool.cls("Liar");
        x = liar.pool.cls("java/lang/String");
        name = liar.pool.utf8("Named");
        liar.attribute("InnerClasses", innerClasses(liar, own, x, name, 8));
        look("member of String", liar.load());
        Asm local = new Asm("Local").version(61).access(Asm.PUBLIC);
        own = local.pool.cls("Local");
        x = local.pool.cls("java/lang/String");
        local.attribute("InnerClasses", innerClasses(local, own, 0, 0, 0));
        local.attribute("EnclosingMethod", (byte) (x >> 8), (byte) x, (byte) 0, (byte) 0);
        look("local in String", local.load());
        Asm alone = new Asm("Alone").version(61).access(Asm.PUBLIC);
        x = alone.pool.cls("no/Such");
        alone.attribute("EnclosingMethod", (byte) (x >> 8), (byte) x, (byte) 0, (byte) 0);
        look("local without inner classes", alone.load());
        byte[] member = OddDefinitions.class.getResourceAsStream("OddDefinitions$Member.class").readAllBytes();
        Class<?> hidden = MethodHandles.lookup().defineHiddenClass(member, false).lookupClass();
        for (boolean simple : new boolean[] {false, true}) {
            try {
                System.out.println(simple ? hidden.getSimpleName() : hidden.getDeclaringClass());
            } catch (IncompatibleClassChangeError e) {
                System.out.println(e.getMessage().replaceAll("/0x[0-9a-f]+|\\+0x[0-9a-f]+", ""));
            }
        }
        Asm old = new Asm("Old").version(60).permittedSubclasses("No", "Such");
        Try.run("sealed before its time", () -> old.load().isSealed());
        Asm oldNest = new Asm("OldNest").version(54).nestHost("java/lang/String");
        Try.run("nest before its time", () -> oldNest.load().getNestHost().getName());
    }

    /** Classes with two entries under two constants (`E` and `e` are both class E). */
    static void circles() {
        String[] tables = {
            "EJ SE eS", "eS SE EJ", "SE EJ eS", "EJ eS Se", "SE eS EJ", "EJ eJ", "EJ eK", "E- e-", "E- eJ", "EJ eE",
            "EJ Se eS", "EJ SE", "eS SU EJ UE", "EJ UE SU eS", "tQ",
        };
        for (String table : tables) {
            Asm a = new Asm("T").version(61).access(Asm.PUBLIC);
            int[] entries = new int[4 * table.split(" ").length + 4];
            int at = 0;
            for (String entry : (table + " TO").split(" ")) {
                entries[at] = constant(a, entry.charAt(0));
                entries[at + 1] = constant(a, entry.charAt(1));
                at += 4;
            }
            a.attribute("InnerClasses", innerClasses(a, entries));
            Try.run(table, () -> a.load().getDeclaringClass());
        }
    }

    /** A constant of its own for a lower-case letter. */
    static int constant(Asm a, char c) {
        int name = a.pool.utf8(String.valueOf(Character.toUpperCase(c)));
        return c == '-' ? 0 : Character.isLowerCase(c) ? a.pool.raw(7, (byte) (name >> 8), (byte) name)
                : a.pool.cls(String.valueOf(c));
    }

    public static void main(String[] args) throws Throwable {
        orders();
        inner();
        circles();
    }
}
