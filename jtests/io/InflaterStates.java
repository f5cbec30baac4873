// Inflater and Deflater: every state they report, dictionaries, flush modes, levels and strategies, misuse, damaged data.
import jasm.Try;
import java.nio.*;
import java.util.*;
import java.util.zip.*;

public class InflaterStates {
    static byte[] text(int n) {
        StringBuilder b = new StringBuilder();
        for (int i = 0; b.length() < n; i++) {
            b.append("line ").append(i * 7919 % 1000).append(" of text\n");
        }
        return b.substring(0, n).getBytes();
    }

    static byte[] deflate(byte[] data, int level, int strategy, boolean raw, byte[] dictionary) {
        Deflater d = new Deflater(level, raw);
        d.setStrategy(strategy);
        if (dictionary != null) {
            d.setDictionary(dictionary);
        }
        d.setInput(data);
        d.finish();
        byte[] out = new byte[data.length * 2 + 100];
        int n = 0;
        // A changed strategy takes a call of its own.
        for (int calls = 0; !d.finished() && calls < 10; calls++) {
            n += d.deflate(out, n, out.length - n);
        }
        if (!d.finished() || d.getTotalIn() != data.length || d.getTotalOut() != n || d.getBytesRead() != data.length || d.getBytesWritten() != n) {
            System.out.println("not finished");
        }
        d.end();
        return Arrays.copyOf(out, n);
    }

    static byte[] inflate(byte[] packed, boolean raw, byte[] dictionary, int step) throws Exception {
        Inflater i = new Inflater(raw);
        if (raw && dictionary != null) {
            i.setDictionary(dictionary);
        }
        byte[] out = new byte[200_000];
        int at = 0, given = 0;
        while (!i.finished()) {
            if (i.needsInput() && given < packed.length) {
                int n = Math.min(step, packed.length - given);
                i.setInput(packed, given, n);
                given += n;
            }
            if (i.needsDictionary()) {
                i.setDictionary(dictionary);
            }
            int n = i.inflate(out, at, Math.min(step * 3, out.length - at));
            at += n;
            if (n == 0 && given == packed.length && i.needsInput() && !i.finished()) {
                break;
            }
        }
        i.end();
        return Arrays.copyOf(out, at);
    }

    public static void main(String[] args) throws Exception {
        byte[] data = text(60_000), dictionary = text(500);
        for (int level = -1; level <= 9; level++) {
            for (int strategy = 0; strategy <= 2; strategy++) {
                for (boolean raw : new boolean[] {false, true}) {
                    byte[] packed = deflate(data, level, strategy, raw, level % 2 == 0 ? dictionary : null);
                    byte[] back = inflate(packed, raw, dictionary, 997);
                    if (!Arrays.equals(back, data)) {
                        System.out.println("differs: " + level + " " + strategy + " " + raw);
                    }
                    boolean small = packed.length < data.length / (level == 0 ? 1 : 2);
                    System.out.print(small ? "s" : "l");
                }
            }
        }
        System.out.println();
        Deflater d = new Deflater();
        byte[] out = new byte[1000];
        System.out.println(d.needsInput() + " " + d.finished() + " " + d.getAdler() + " " + d.getTotalIn() + " " + d.deflate(out));
        d.reset();
        d.setInput("abc".getBytes());
        int n = d.deflate(out, 0, 1000, Deflater.NO_FLUSH);
        System.out.println(d.needsInput() + " " + n);
        n += d.deflate(out, n, 1000 - n, Deflater.SYNC_FLUSH);
        System.out.println(n + " " + d.needsInput() + " " + Arrays.toString(Arrays.copyOfRange(out, n - 4, n)));
        d.setInput("def".getBytes());
        int m = d.deflate(out, n, 1000 - n, Deflater.FULL_FLUSH);
        d.finish();
        int f = d.deflate(out, n + m, 1000 - n - m);
        System.out.println((m > 0) + " " + f + " " + d.finished() + " " + Integer.toHexString(d.getAdler()));
        System.out.println(new String(inflate(Arrays.copyOf(out, n + m + f), false, null, 5)));
        Try.run("flush mode", () -> d.deflate(out, 0, 10, 7));
        Try.run("range", () -> d.deflate(out, 999, 2));
        Try.run("level", () -> { d.setLevel(10); return null; });
        Try.run("strategy", () -> { d.setStrategy(5); return null; });
        Try.run("new level", () -> new Deflater(-2));
        Try.run("input null", () -> { d.setInput((byte[]) null); return null; });
        Try.run("dictionary late", () -> { d.setDictionary(dictionary); return null; });
        d.reset();
        System.out.println(d.getTotalIn() + " " + d.finished());
        d.setLevel(1);
        d.setInput(data);
        System.out.println(d.deflate(new byte[0]) + " " + d.needsInput());
        d.end();
        d.end();
        Try.run("ended", () -> d.deflate(out));
        Try.run("ended adler", d::getAdler);
        Try.run("ended reset", () -> { d.reset(); return null; });
        byte[] packed = deflate(data, 6, 0, false, null);
        Inflater i = new Inflater();
        System.out.println(i.needsInput() + " " + i.needsDictionary() + " " + i.finished() + " " + i.getRemaining() + " " + i.getAdler() + " " + i.inflate(out));
        byte[] more = Arrays.copyOf(packed, packed.length + 9);
        i.setInput(more);
        byte[] all = new byte[data.length];
        System.out.println(i.inflate(all, 0, all.length - 1) + " " + i.finished() + " " + i.inflate(all, all.length - 1, 1) + " " + i.finished() + " " + i.inflate(out) + " " + i.finished() + " " + i.getRemaining() + " " + (i.getTotalIn() == packed.length) + " " + i.getTotalOut() + " " + i.getAdler());
        i.reset();
        for (int bad : new int[] {0, 1, packed.length - 1}) {
            byte[] broken = packed.clone();
            broken[bad] ^= 0x55;
            i.reset();
            i.setInput(broken);
            Try.run("broken at " + (bad < 2 ? bad : "end"), () -> { int k; long s = 0; while ((k = i.inflate(all)) > 0) { s += k; } return s > 100 ? "much" : i.finished(); });
            Try.run("  again", () -> i.inflate(all) >= 0);
            System.out.println("  " + i.finished() + i.needsDictionary());
        }
        i.reset();
        i.setInput(new byte[] {1, 2, 3});
        for (int k = 0; k < 3; k++) {
            Try.run("not zlib", () -> i.inflate(out));
        }
        byte[] withDictionary = deflate(data, 6, 0, false, dictionary);
        i.reset();
        i.setInput(withDictionary);
        System.out.println(i.inflate(all) + " " + i.needsDictionary() + " " + Integer.toHexString(i.getAdler()));
        Try.run("wrong dictionary", () -> { i.setDictionary(new byte[10]); return null; });
        i.setDictionary(dictionary);
        System.out.println(i.inflate(all) + " " + i.finished());
        Try.run("dictionary late", () -> { i.setDictionary(dictionary); return null; });
        Try.run("range", () -> i.inflate(out, 1000, 1));
        i.end();
        Try.run("ended", () -> i.inflate(out));
        Inflater empty = new Inflater(true);
        empty.setInput(new byte[] {7});
        Try.run("bad block", () -> empty.inflate(out));
        Try.run("read-only", () -> new Inflater().inflate(ByteBuffer.allocate(10).asReadOnlyBuffer()));
        for (boolean direct : new boolean[] {false, true}) {
            ByteBuffer in = direct ? ByteBuffer.allocateDirect(packed.length) : ByteBuffer.allocate(packed.length);
            in.put(packed).flip();
            ByteBuffer to = direct ? ByteBuffer.allocateDirect(data.length + 5) : ByteBuffer.allocate(data.length + 5);
            Inflater b = new Inflater();
            b.setInput(in);
            System.out.println(b.inflate(to) + " " + in.remaining() + " " + to.position() + " " + b.finished() + " " + to.flip().equals(ByteBuffer.wrap(data)));
            Deflater e = new Deflater(5);
            e.setInput(to.rewind());
            e.finish();
            ByteBuffer again = direct ? ByteBuffer.allocateDirect(70_000) : ByteBuffer.allocate(70_000);
            e.deflate(again);
            System.out.println(e.finished() + " " + to.remaining());
            byte[] bytes = new byte[again.flip().remaining()];
            again.get(bytes);
            System.out.println(Arrays.equals(inflate(bytes, false, null, 100_000), data));
        }
    }
}
