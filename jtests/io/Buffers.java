// ByteBuffer and its relatives: heap and direct, views, order, slices, compact, read-only, errors.
import java.nio.*;
import java.util.*;

public class Buffers {
    interface Act { Object run(); }

    static void run(String label, Act a) {
        try {
            System.out.println(label + ": " + a.run());
        } catch (RuntimeException e) {
            System.out.println(label + ": " + e);
        }
    }

    public static void main(String[] args) {
        for (ByteBuffer b : new ByteBuffer[] {ByteBuffer.allocate(64), ByteBuffer.allocateDirect(64)}) {
            System.out.println(b + " " + b.isDirect() + b.hasArray() + b.order());
            b.put((byte) 1).putShort((short) 2).putInt(3).putLong(4).putFloat(5.5f).putDouble(6.5).putChar('x').put(new byte[] {7, 8, 9}, 1, 2);
            System.out.println(b.position() + " " + b.remaining());
            b.flip();
            System.out.println(b.get() + " " + b.getShort() + " " + b.getInt() + " " + b.getLong() + " " + b.getFloat() + " " + b.getDouble() + " " + b.getChar() + " " + b.get() + " " + b.get() + " " + b.hasRemaining());
            run("underflow", () -> b.get());
            b.clear();
            b.order(ByteOrder.LITTLE_ENDIAN);
            b.putInt(0, 0x01020304).putLong(8, -2L).putDouble(16, Math.PI).putShort(30, (short) -300);
            System.out.println(b.get(0) + " " + b.getInt(0) + " " + b.getLong(8) + " " + b.getDouble(16) + " " + b.getShort(30) + " " + b.order(ByteOrder.BIG_ENDIAN).getInt(0));
            run("index", () -> b.get(64));
            run("int index", () -> b.getInt(61));
            run("negative", () -> b.get(-1));
            run("limit", () -> b.limit(65));
            run("position", () -> b.position(-1));
            IntBuffer ib = b.asIntBuffer();
            ib.put(new int[] {10, 20, 30}).flip();
            System.out.println(ib + " " + ib.get(2) + " " + b.getInt(8) + " " + b.asLongBuffer().get(0) + " " + b.asCharBuffer().get(1) + (int) b.asShortBuffer().get(3) + " " + b.asDoubleBuffer().capacity() + b.asFloatBuffer().get(0));
            b.position(4).limit(12);
            ByteBuffer s = b.slice();
            s.put(0, (byte) 77);
            System.out.println(s + " " + b.get(4) + " " + b.duplicate() + " " + b.asReadOnlyBuffer().isReadOnly() + " " + b.slice(5, 2).capacity());
            b.compact();
            System.out.println(b + " " + b.get(0));
            run("read only", () -> b.asReadOnlyBuffer().put((byte) 1));
            run("mark", () -> { b.mark(); b.get(); return b.reset().position(); });
            run("no mark", () -> ByteBuffer.allocate(3).reset());
            run("overflow", () -> ByteBuffer.allocate(3).putInt(1));
            run("bulk", () -> { byte[] x = new byte[4]; b.clear().get(x); b.get(0, x, 1, 2); return Arrays.toString(x); });
            run("bulk too long", () -> b.get(new byte[100]));
            run("put buffer", () -> { b.clear(); b.put(ByteBuffer.wrap(new byte[] {1, 2, 3})); return b.position(); });
            run("put self", () -> b.put(b));
            run("compare", () -> ByteBuffer.wrap(new byte[] {1, 2}).compareTo(ByteBuffer.wrap(new byte[] {1, 3})) + " " + ByteBuffer.wrap(new byte[] {1, 2}).equals(ByteBuffer.allocateDirect(2).put((byte) 1).put((byte) 2).flip()) + " " + ByteBuffer.wrap(new byte[] {5, 6}).hashCode() + ByteBuffer.wrap(new byte[] {1, 2}).mismatch(ByteBuffer.wrap(new byte[] {1, 3})));
        }
        run("wrap", () -> ByteBuffer.wrap(new byte[10], 2, 5) + " " + ByteBuffer.wrap(new byte[10], 2, 5).slice().arrayOffset());
        run("negative capacity", () -> ByteBuffer.allocate(-1));
        run("negative direct", () -> ByteBuffer.allocateDirect(-1));
        run("char", () -> CharBuffer.wrap("hello").subSequence(1, 3) + " " + CharBuffer.wrap("abc", 1, 2).length() + CharBuffer.allocate(3).put("xyz").flip() + CharBuffer.wrap("q").chars().sum());
        run("char read only", () -> CharBuffer.wrap("hello").put('x'));
        run("others", () -> LongBuffer.wrap(new long[] {1, 2}).get(1) + " " + DoubleBuffer.allocate(2).put(1.5).position() + FloatBuffer.allocate(1) + ShortBuffer.wrap(new short[] {3}).get() + ByteOrder.nativeOrder());
        long sum = 0;
        for (int i = 0; i < 300; i++) {
            ByteBuffer d = ByteBuffer.allocateDirect(10000);
            d.putInt(9996, i);
            sum += d.getInt(9996);
        }
        System.out.println(sum);
    }
}
