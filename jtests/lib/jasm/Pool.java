package jasm;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The constant pool of a class file under construction (JVMS 4.4). Entries are shared when equal. */
public final class Pool {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Map<String, Integer> known = new HashMap<>();
    private int next = 1;

    /** Number of the next entry: the constant_pool_count so far. */
    public int count() {
        return next;
    }

    public byte[] toBytes() {
        return bytes.toByteArray();
    }

    /** Appends an entry as it is, whatever it holds; not shared. */
    public int raw(int tag, byte... body) {
        bytes.write(tag);
        bytes.write(body, 0, body.length);
        return next++;
    }

    private int entry(int tag, byte[] body) {
        String key = tag + new String(body, StandardCharsets.ISO_8859_1);
        Integer old = known.get(key);
        if (old != null) {
            return old;
        }
        int index = raw(tag, body);
        if (tag == 5 || tag == 6) {
            next++;
        }
        known.put(key, index);
        return index;
    }

    private static byte[] pair(int a, int b) {
        return new byte[] {(byte) (a >> 8), (byte) a, (byte) (b >> 8), (byte) b};
    }

    private static byte[] one(int a) {
        return new byte[] {(byte) (a >> 8), (byte) a};
    }

    private static byte[] eight(long v) {
        byte[] b = new byte[8];
        for (int i = 0; i < 8; i++) {
            b[i] = (byte) (v >> (56 - 8 * i));
        }
        return b;
    }

    public int utf8(String s) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            new DataOutputStream(out).writeUTF(s);
            return entry(1, out.toByteArray());
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public int integer(int v) {
        return entry(3, pair(v >> 16, v));
    }

    public int floating(float v) {
        int bits = Float.floatToRawIntBits(v);
        return entry(4, pair(bits >> 16, bits));
    }

    public int longInteger(long v) {
        return entry(5, eight(v));
    }

    public int doubleFloating(double v) {
        return entry(6, eight(Double.doubleToRawLongBits(v)));
    }

    public int cls(String internalName) {
        return entry(7, one(utf8(internalName)));
    }

    public int string(String s) {
        return entry(8, one(utf8(s)));
    }

    public int nameAndType(String name, String descriptor) {
        return entry(12, pair(utf8(name), utf8(descriptor)));
    }

    public int field(String owner, String name, String descriptor) {
        return entry(9, pair(cls(owner), nameAndType(name, descriptor)));
    }

    public int method(String owner, String name, String descriptor) {
        return entry(10, pair(cls(owner), nameAndType(name, descriptor)));
    }

    public int interfaceMethod(String owner, String name, String descriptor) {
        return entry(11, pair(cls(owner), nameAndType(name, descriptor)));
    }

    /** A method handle constant; {@code kind} is 1 to 9, {@code member} a field or method entry. */
    public int methodHandle(int kind, int member) {
        return entry(15, new byte[] {(byte) kind, (byte) (member >> 8), (byte) member});
    }

    public int methodType(String descriptor) {
        return entry(16, one(utf8(descriptor)));
    }

    public int dynamic(int bootstrap, String name, String descriptor) {
        return entry(17, pair(bootstrap, nameAndType(name, descriptor)));
    }

    public int invokeDynamic(int bootstrap, String name, String descriptor) {
        return entry(18, pair(bootstrap, nameAndType(name, descriptor)));
    }

    /** The entry for a value: Integer, Float, Long, Double, String, or a {@link ClassRef}. */
    public int constant(Object value) {
        if (value instanceof Integer) {
            return integer((Integer) value);
        } else if (value instanceof Float) {
            return floating((Float) value);
        } else if (value instanceof Long) {
            return longInteger((Long) value);
        } else if (value instanceof Double) {
            return doubleFloating((Double) value);
        } else if (value instanceof String) {
            return string((String) value);
        }
        return cls(((ClassRef) value).internalName);
    }

    /** Stands for a class constant. */
    public static final class ClassRef {
        final String internalName;

        public ClassRef(String internalName) {
            this.internalName = internalName;
        }
    }
}
