// ClassFormatError for each rule of JVMS 4: the message is that of the reference.
import jasm.*;
import static jasm.Op.*;

public class FormatChecks {
    static void run(String label, Asm a) {
        Try.run(label, () -> Class.forName(a.name.replace('/', '.'), true, new Loader().add(a.name.replace('/', '.'), a.toBytes())));
    }

    static Asm asm() {
        return new Asm("F").version(52).constructor();
    }

    static Asm magic(int m) {
        Asm a = asm();
        a.magic = m;
        return a;
    }

    static Asm version(int major, int minor) {
        Asm a = asm();
        a.major = major;
        a.minor = minor;
        return a;
    }

    static Asm raw(int tag, int... body) {
        Asm a = asm();
        byte[] b = new byte[body.length];
        for (int i = 0; i < b.length; i++) {
            b[i] = (byte) body[i];
        }
        a.pool.raw(tag, b);
        return a;
    }

    public static void main(String[] args) {
        run("magic", magic(0xCAFEBABF));
        for (int[] v : new int[][] {{44, 0}, {45, 3}, {45, 0xffff}, {52, 0}, {56, 1}, {61, 0}, {61, 0xffff}, {70, 0}, {0xffff, 0}}) {
            run("version " + v[0] + "." + v[1], version(v[0], v[1]));
        }
        run("tag 2", raw(2, 0, 0));
        run("tag 0", raw(0, 0, 0));
        run("tag 99", raw(99, 0, 0));
        run("class to nothing", raw(7, 0xff, 0xff));
        run("class to itself", raw(7, 0, 1));
        run("string to class", raw(8, 0, 2));
        run("utf8 bad", raw(1, 0, 2, 0xff, 0xff));
        run("utf8 nul", raw(1, 0, 1, 0));
        run("utf8 cut", raw(1, 0, 1, 0xc3));
        run("name and type", raw(12, 0, 1, 0, 2));
        run("handle kind 0", raw(15, 0, 0, 1));
        run("handle kind 10", raw(15, 10, 0, 1));
        run("indy without bootstraps", raw(18, 0, 9, 0, 1));
        run("module in class", raw(19, 0, 1));
        for (String n : new String[] {"", "a.b", "a;b", "a[b", "a/b", "<init>", "<x>", "9a", "a b", "\u20ac"}) {
            run("field name [" + n + "]", asm().field(0, n, "I"));
            run("method name [" + n + "]", asm().bodiless(Asm.NATIVE, n, "()V"));
            run("class name [" + n + "]", new Asm(n).version(52));
        }
        for (String d : new String[] {"", "V", "X", "I ", "II", "L", "Lx", "L;", "[", "[V", "Ljava.lang.String;", "[".repeat(255) + "I", "[".repeat(256) + "I", "()V", "Q"}) {
            run("field descriptor " + (d.length() > 50 ? d.length() : d), asm().field(0, "f", d));
        }
        for (String d : new String[] {"", "V", "()", "(V)V", "()X", "(I", "I)V", "(Lx)V", "()V ", "()[V", "(" + "I".repeat(255) + ")V", "(" + "J".repeat(128) + ")V", "(" + "I".repeat(256) + ")V"}) {
            run("method descriptor " + (d.length() > 50 ? d.length() : d), asm().bodiless(Asm.NATIVE | Asm.STATIC, "m", d));
        }
        run("native with 255 and this", asm().bodiless(Asm.NATIVE, "m", "(" + "I".repeat(255) + ")V"));
        int[] fieldFlags = {3, 5, 7, 0x50, 0x10 | 0x40, 0x4000, 0x200, 0x1000, 0xffff};
        for (int f : fieldFlags) {
            run("field flags " + f, asm().field(f, "f", "I"));
        }
        int[] methodFlags = {3, 6, Asm.ABSTRACT | Asm.FINAL, Asm.ABSTRACT | Asm.STATIC, Asm.ABSTRACT | Asm.PRIVATE, Asm.ABSTRACT | Asm.NATIVE, Asm.ABSTRACT | Asm.SYNCHRONIZED, 0x4000, Asm.ABSTRACT};
        for (int f : methodFlags) {
            run("method flags " + f, asm().bodiless(f, "m", "()V"));
        }
        int[] classFlags = {Asm.FINAL | Asm.ABSTRACT | Asm.SUPER, Asm.INTERFACE, Asm.INTERFACE | Asm.ABSTRACT | Asm.FINAL, Asm.INTERFACE | Asm.ABSTRACT | Asm.ENUM, Asm.ANNOTATION, Asm.MODULE, Asm.ENUM, 0x0002, 0xffff};
        for (int f : classFlags) {
            run("class flags " + f, new Asm("F").version(52).access(f));
        }
        run("no code", asm().bodiless(Asm.PUBLIC, "m", "()V"));
        Asm abs = asm();
        abs.method(Asm.PUBLIC | Asm.ABSTRACT, "m", "()V").op(RETURN);
        run("abstract with code", abs);
        Asm nat = asm();
        nat.method(Asm.PUBLIC | Asm.NATIVE, "m", "()V").op(RETURN);
        run("native with code", nat);
        run("same field twice", asm().field(0, "f", "I").field(0, "f", "I"));
        run("same method twice", asm().bodiless(Asm.NATIVE, "m", "()V").bodiless(Asm.NATIVE, "m", "()V"));
        run("init with result", asm().bodiless(Asm.NATIVE, "<init>", "()I"));
        run("static init method", asm().bodiless(Asm.NATIVE | Asm.STATIC, "<init>", "(I)V"));
        run("no superclass", new Asm("F").version(52).extending(null));
        run("source file length", asm().attribute("SourceFile", (byte) 0));
        run("unknown attribute", asm().attribute("Unheard.Of", (byte) 1, (byte) 2));
        run("two bootstraps", asm().attribute("BootstrapMethods", (byte) 0, (byte) 0).attribute("BootstrapMethods", (byte) 0, (byte) 0));
        run("inner classes length", asm().attribute("InnerClasses", (byte) 0, (byte) 1));
        run("nest host and members", asm().version(55).nestHost("G").nestMembers("H"));
        run("nest host length", asm().version(55).attribute("NestHost", (byte) 0));
        run("record length", asm().version(61).attribute("Record", (byte) 0, (byte) 5));
        run("signature", asm().attribute("Signature", (byte) 0, (byte) 0));
        Asm stack = asm();
        stack.method(0, "m", "(JJ)V").maxs(0, 1).op(RETURN);
        run("too few locals", stack);
        Asm handler = asm();
        handler.method(0, "m", "()V").label("a").op(NOP).label("b").op(RETURN).handler("b", "a", "a", null);
        run("handler range", handler);
        Asm self = asm();
        self.method(0, "m", "()V").label("a").op(NOP, RETURN).label("b").handler("a", "b", "b", null);
        run("handler outside", self);
        Asm lines = asm();
        lines.method(0, "m", "()V").op(RETURN).codeAttribute("LineNumberTable", (byte) 0, (byte) 1, (byte) 0, (byte) 9, (byte) 0, (byte) 1);
        run("line number outside", lines);
        Asm vars = asm();
        vars.method(0, "m", "()V").op(RETURN).codeAttribute("LocalVariableTable", (byte) 0, (byte) 1, (byte) 0, (byte) 0, (byte) 0, (byte) 99, (byte) 0, (byte) 1, (byte) 0, (byte) 1, (byte) 0, (byte) 0);
        run("local variable outside", vars);
        Asm exc = asm();
        exc.method(0, "m", "()V").op(RETURN).attribute("Exceptions", (byte) 0, (byte) 1, (byte) 0, (byte) 1);
        run("exceptions entry", exc);
        run("interface with field", new Asm("F").asInterface().field(Asm.PUBLIC, "f", "I"));
        run("interface with protected method", new Asm("F").asInterface().bodiless(Asm.PROTECTED | Asm.ABSTRACT, "m", "()V"));
        Asm ii = new Asm("F").asInterface();
        ii.method(Asm.PUBLIC, "<init>", "()V").op(RETURN);
        run("interface with constructor", ii);
        run("interface private abstract", new Asm("F").asInterface().bodiless(Asm.PRIVATE | Asm.ABSTRACT, "m", "()V"));
        byte[] trailing = java.util.Arrays.copyOf(asm().toBytes(), asm().toBytes().length + 1);
        Try.run("trailing byte", () -> new Loader().define("F", trailing));
    }
}
