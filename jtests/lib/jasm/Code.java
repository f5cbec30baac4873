package jasm;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The code of a method under construction (JVMS 4.7.3). Labels are names, bound by {@link #label}. */
public final class Code {
    private final Asm asm;
    private final Asm.Member method;
    private byte[] code = new byte[64];
    private int length;
    private int maxStack = 20;
    private int maxLocals = 20;
    private final Map<String, Integer> labels = new HashMap<>();
    private final List<Object[]> fixes = new ArrayList<>();
    private final List<Object[]> handlers = new ArrayList<>();
    private final List<Asm.Attribute> attributes = new ArrayList<>();

    Code(Asm asm, Asm.Member method) {
        this.asm = asm;
        this.method = method;
    }

    /** Back to the class. */
    public Asm end() {
        return asm;
    }

    public int position() {
        return length;
    }

    public Code maxs(int stack, int locals) {
        maxStack = stack;
        maxLocals = locals;
        return this;
    }

    public Code bytes(int... values) {
        for (int v : values) {
            if (length == code.length) {
                code = java.util.Arrays.copyOf(code, 2 * length);
            }
            code[length++] = (byte) v;
        }
        return this;
    }

    /** Opcodes without operands. */
    public Code op(int... opcodes) {
        return bytes(opcodes);
    }

    /** An opcode with a one-byte operand, in its wide form when the operand asks for it. */
    public Code var(int opcode, int index) {
        return index < 256 ? bytes(opcode, index) : bytes(Op.WIDE, opcode, index >> 8, index);
    }

    /** An opcode with a two-byte operand. */
    public Code op2(int opcode, int operand) {
        return bytes(opcode, operand >> 8, operand);
    }

    public Code iinc(int index, int by) {
        boolean wide = index > 255 || by != (byte) by;
        return wide ? bytes(Op.WIDE, Op.IINC, index >> 8, index, by >> 8, by) : bytes(Op.IINC, index, by);
    }

    public Code iconst(int value) {
        if (value >= -1 && value <= 5) {
            return bytes(Op.ICONST_0 + value);
        } else if (value == (byte) value) {
            return bytes(Op.BIPUSH, value);
        } else if (value == (short) value) {
            return op2(Op.SIPUSH, value);
        }
        return ldc(value);
    }

    /** Pushes a constant: Integer, Float, String, Pool.ClassRef by ldc or ldc_w; Long, Double by ldc2_w. */
    public Code ldc(Object value) {
        return ldcEntry(asm.pool.constant(value), value instanceof Long || value instanceof Double);
    }

    public Code ldcEntry(int index, boolean category2) {
        if (category2) {
            return op2(Op.LDC2_W, index);
        }
        return index < 256 ? bytes(Op.LDC, index) : op2(Op.LDC_W, index);
    }

    public Code getstatic(String owner, String name, String descriptor) {
        return op2(Op.GETSTATIC, asm.pool.field(owner, name, descriptor));
    }

    public Code putstatic(String owner, String name, String descriptor) {
        return op2(Op.PUTSTATIC, asm.pool.field(owner, name, descriptor));
    }

    public Code getfield(String owner, String name, String descriptor) {
        return op2(Op.GETFIELD, asm.pool.field(owner, name, descriptor));
    }

    public Code putfield(String owner, String name, String descriptor) {
        return op2(Op.PUTFIELD, asm.pool.field(owner, name, descriptor));
    }

    public Code invokevirtual(String owner, String name, String descriptor) {
        return op2(Op.INVOKEVIRTUAL, asm.pool.method(owner, name, descriptor));
    }

    public Code invokespecial(String owner, String name, String descriptor) {
        return op2(Op.INVOKESPECIAL, asm.pool.method(owner, name, descriptor));
    }

    public Code invokestatic(String owner, String name, String descriptor) {
        return op2(Op.INVOKESTATIC, asm.pool.method(owner, name, descriptor));
    }

    /** invokestatic of an InterfaceMethodref. */
    public Code invokestaticInterface(String owner, String name, String descriptor) {
        return op2(Op.INVOKESTATIC, asm.pool.interfaceMethod(owner, name, descriptor));
    }

    public Code invokespecialInterface(String owner, String name, String descriptor) {
        return op2(Op.INVOKESPECIAL, asm.pool.interfaceMethod(owner, name, descriptor));
    }

    /** invokeinterface; {@code count} is the size of the arguments with the receiver. */
    public Code invokeinterface(String owner, String name, String descriptor, int count) {
        return op2(Op.INVOKEINTERFACE, asm.pool.interfaceMethod(owner, name, descriptor)).bytes(count, 0);
    }

    public Code invokedynamic(int bootstrap, String name, String descriptor) {
        return op2(Op.INVOKEDYNAMIC, asm.pool.invokeDynamic(bootstrap, name, descriptor)).bytes(0, 0);
    }

    /** new, anewarray, checkcast or instanceof. */
    public Code type(int opcode, String internalName) {
        return op2(opcode, asm.pool.cls(internalName));
    }

    public Code label(String label) {
        labels.put(label, length);
        return this;
    }

    /** A branch with a two-byte offset. */
    public Code jump(int opcode, String label) {
        fixes.add(new Object[] {length, length + 1, 2, label});
        return bytes(opcode, 0, 0);
    }

    /** goto_w or jsr_w. */
    public Code jumpWide(int opcode, String label) {
        fixes.add(new Object[] {length, length + 1, 4, label});
        return bytes(opcode, 0, 0, 0, 0);
    }

    private void u4(int v) {
        bytes(v >> 24, v >> 16, v >> 8, v);
    }

    private void target(int from, String label) {
        fixes.add(new Object[] {from, length, 4, label});
        u4(0);
    }

    private void pad() {
        while (length % 4 != 0) {
            bytes(0);
        }
    }

    public Code tableswitch(int low, String otherwise, String... targets) {
        int from = length;
        bytes(Op.TABLESWITCH);
        pad();
        target(from, otherwise);
        u4(low);
        u4(low + targets.length - 1);
        for (String t : targets) {
            target(from, t);
        }
        return this;
    }

    public Code lookupswitch(String otherwise, int[] keys, String... targets) {
        int from = length;
        bytes(Op.LOOKUPSWITCH);
        pad();
        target(from, otherwise);
        u4(keys.length);
        for (int i = 0; i < keys.length; i++) {
            u4(keys[i]);
            target(from, targets[i]);
        }
        return this;
    }

    /** An exception handler for the range between two labels; {@code type} null catches all. */
    public Code handler(String from, String to, String handler, String type) {
        handlers.add(new Object[] {from, to, handler, type == null ? 0 : asm.pool.cls(type)});
        return this;
    }

    /** An attribute of the Code attribute. */
    public Code codeAttribute(String name, byte... body) {
        attributes.add(new Asm.Attribute(asm.pool.utf8(name), body));
        return this;
    }

    /** An attribute of the method itself. */
    public Code attribute(String name, byte... body) {
        method.attributes.add(new Asm.Attribute(asm.pool.utf8(name), body));
        return this;
    }

    public Code exceptions(String... names) {
        byte[] body = new byte[2 + 2 * names.length];
        body[1] = (byte) names.length;
        for (int i = 0; i < names.length; i++) {
            int index = asm.pool.cls(names[i]);
            body[2 + 2 * i] = (byte) (index >> 8);
            body[3 + 2 * i] = (byte) index;
        }
        return attribute("Exceptions", body);
    }

    private int at(Object label) {
        Integer position = labels.get(label);
        if (position == null) {
            throw new IllegalStateException("unbound label " + label);
        }
        return position;
    }

    byte[] toBytes() throws IOException {
        for (Object[] fix : fixes) {
            int offset = at(fix[3]) - (Integer) fix[0];
            int where = (Integer) fix[1];
            int size = (Integer) fix[2];
            for (int i = 0; i < size; i++) {
                code[where + i] = (byte) (offset >> (8 * (size - 1 - i)));
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(maxStack);
        out.writeShort(maxLocals);
        out.writeInt(length);
        out.write(code, 0, length);
        out.writeShort(handlers.size());
        for (Object[] h : handlers) {
            out.writeShort(at(h[0]));
            out.writeShort(at(h[1]));
            out.writeShort(at(h[2]));
            out.writeShort((Integer) h[3]);
        }
        Asm.attributes(out, attributes);
        return bytes.toByteArray();
    }
}
