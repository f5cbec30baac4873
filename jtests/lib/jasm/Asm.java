package jasm;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Assembles a class file that javac cannot or will not produce. Nothing is checked, so that wrong class files can be
 * made too. The default version is 49: the last that is verified by type inference, so that code needs no
 * StackMapTable.
 */
public final class Asm {
    public static final int PUBLIC = 1, PRIVATE = 2, PROTECTED = 4, STATIC = 8, FINAL = 0x10, SYNCHRONIZED = 0x20,
            SUPER = 0x20, VOLATILE = 0x40, BRIDGE = 0x40, VARARGS = 0x80, NATIVE = 0x100, INTERFACE = 0x200,
            ABSTRACT = 0x400, STRICT = 0x800, SYNTHETIC = 0x1000, ANNOTATION = 0x2000, ENUM = 0x4000, MODULE = 0x8000;

    public final Pool pool = new Pool();
    public final String name;
    public int magic = 0xCAFEBABE;
    public int minor;
    public int major = 49;
    public int access = PUBLIC | SUPER;
    public String superName = "java/lang/Object";
    private final List<String> interfaces = new ArrayList<>();
    private final List<Member> fields = new ArrayList<>();
    private final List<Member> methods = new ArrayList<>();
    private final List<Attribute> attributes = new ArrayList<>();
    private final List<byte[]> bootstraps = new ArrayList<>();

    public Asm(String internalName) {
        name = internalName;
    }

    public Asm version(int major) {
        this.major = major;
        return this;
    }

    public Asm access(int flags) {
        access = flags;
        return this;
    }

    public Asm extending(String superName) {
        this.superName = superName;
        return this;
    }

    public Asm implementing(String... names) {
        interfaces.addAll(List.of(names));
        return this;
    }

    public Asm asInterface() {
        return access(PUBLIC | INTERFACE | ABSTRACT).version(Math.max(major, 52));
    }

    public Asm field(int flags, String name, String descriptor) {
        fields.add(new Member(flags, pool.utf8(name), pool.utf8(descriptor)));
        return this;
    }

    public Asm constantField(int flags, String name, String descriptor, Object value) {
        Member field = new Member(flags, pool.utf8(name), pool.utf8(descriptor));
        int index = pool.constant(value);
        field.attributes.add(new Attribute(pool.utf8("ConstantValue"), u2(index)));
        fields.add(field);
        return this;
    }

    /** Adds a method; its code is given through the result. */
    public Code method(int flags, String name, String descriptor) {
        Member method = new Member(flags, pool.utf8(name), pool.utf8(descriptor));
        methods.add(method);
        method.code = new Code(this, method);
        return method.code;
    }

    /** Adds a method without a Code attribute. */
    public Asm bodiless(int flags, String name, String descriptor) {
        methods.add(new Member(flags, pool.utf8(name), pool.utf8(descriptor)));
        return this;
    }

    /** Adds a public constructor without parameters that calls the superclass's. */
    public Asm constructor() {
        method(PUBLIC, "<init>", "()V").op(Op.ALOAD_0).invokespecial(superName, "<init>", "()V").op(Op.RETURN);
        return this;
    }

    public Asm attribute(String name, byte... body) {
        attributes.add(new Attribute(pool.utf8(name), body));
        return this;
    }

    public Asm nestHost(String host) {
        return attribute("NestHost", u2(pool.cls(host)));
    }

    public Asm nestMembers(String... members) {
        return attribute("NestMembers", classes(members));
    }

    public Asm permittedSubclasses(String... names) {
        return attribute("PermittedSubclasses", classes(names));
    }

    private byte[] classes(String... names) {
        byte[] body = new byte[2 + 2 * names.length];
        body[1] = (byte) names.length;
        for (int i = 0; i < names.length; i++) {
            int index = pool.cls(names[i]);
            body[2 + 2 * i] = (byte) (index >> 8);
            body[3 + 2 * i] = (byte) index;
        }
        return body;
    }

    /** Adds a bootstrap method and returns its index: a method handle entry and static argument entries. */
    public int bootstrap(int methodHandle, int... arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int v : new int[] {methodHandle, arguments.length}) {
            bytes.write(v >> 8);
            bytes.write(v);
        }
        for (int v : arguments) {
            bytes.write(v >> 8);
            bytes.write(v);
        }
        bootstraps.add(bytes.toByteArray());
        return bootstraps.size() - 1;
    }

    static byte[] u2(int v) {
        return new byte[] {(byte) (v >> 8), (byte) v};
    }

    /** The class file. */
    public byte[] toBytes() {
        try {
            // Everything that adds constants comes before the pool is written.
            int thisIndex = pool.cls(name);
            int superIndex = superName == null ? 0 : pool.cls(superName);
            ByteArrayOutputStream rest = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(rest);
            out.writeShort(access);
            out.writeShort(thisIndex);
            out.writeShort(superIndex);
            out.writeShort(interfaces.size());
            for (String i : interfaces) {
                out.writeShort(pool.cls(i));
            }
            members(out, fields);
            members(out, methods);
            List<Attribute> all = new ArrayList<>(attributes);
            if (!bootstraps.isEmpty()) {
                ByteArrayOutputStream body = new ByteArrayOutputStream();
                body.write(u2(bootstraps.size()));
                for (byte[] b : bootstraps) {
                    body.write(b);
                }
                all.add(new Attribute(pool.utf8("BootstrapMethods"), body.toByteArray()));
            }
            attributes(out, all);
            ByteArrayOutputStream file = new ByteArrayOutputStream();
            DataOutputStream head = new DataOutputStream(file);
            head.writeInt(magic);
            head.writeShort(minor);
            head.writeShort(major);
            head.writeShort(pool.count());
            head.write(pool.toBytes());
            rest.writeTo(head);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void members(DataOutputStream out, List<Member> members) throws IOException {
        out.writeShort(members.size());
        for (Member m : members) {
            List<Attribute> all = new ArrayList<>(m.attributes);
            if (m.code != null) {
                all.add(new Attribute(pool.utf8("Code"), m.code.toBytes()));
            }
            out.writeShort(m.access);
            out.writeShort(m.name);
            out.writeShort(m.descriptor);
            attributes(out, all);
        }
    }

    static void attributes(DataOutputStream out, List<Attribute> attributes) throws IOException {
        out.writeShort(attributes.size());
        for (Attribute a : attributes) {
            out.writeShort(a.name);
            out.writeInt(a.body.length);
            out.write(a.body);
        }
    }

    /** Loads this class alone with a new loader below the application's. */
    public Class<?> load() {
        return new Loader().add(this).load(name.replace('/', '.'));
    }

    static final class Attribute {
        final int name;
        final byte[] body;

        Attribute(int name, byte[] body) {
            this.name = name;
            this.body = body;
        }
    }

    static final class Member {
        final int access;
        final int name;
        final int descriptor;
        final List<Attribute> attributes = new ArrayList<>();
        Code code;

        Member(int access, int name, int descriptor) {
            this.access = access;
            this.name = name;
            this.descriptor = descriptor;
        }
    }
}
