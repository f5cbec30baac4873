// Compression: levels, strategies, dictionaries, flush modes, raw streams, buffers, damaged input, checksums.
import java.io.*;
import java.nio.ByteBuffer;
import java.util.*;
import java.util.zip.*;

public class Deflating {
    static byte[] data(int n) {
        byte[] b = new byte[n];
        Random r = new Random(n);
        for (int i = 0; i < n; i++) {
            b[i] = (byte) (r.nextInt(8) == 0 ? r.nextInt() : "the quick brown fox ".charAt(i % 20));
        }
        return b;
    }

    static byte[] deflate(Deflater d, byte[] in, int chunk) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        d.setInput(in);
        d.finish();
        byte[] b = new byte[chunk];
        while (!d.finished()) {
            out.write(b, 0, d.deflate(b));
        }
        return out.toByteArray();
    }

    static byte[] inflate(Inflater i, byte[] in, int chunk, byte[] dictionary) throws DataFormatException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] b = new byte[chunk];
        int at = 0;
        while (!i.finished()) {
            int n = i.inflate(b);
            out.write(b, 0, n);
            if (i.needsDictionary()) {
                System.out.println("dictionary " + i.getAdler());
                i.setDictionary(dictionary);
            } else if (n == 0 && i.needsInput()) {
                if (at >= in.length) {
                    break;
                }
                int take = Math.min(chunk, in.length - at);
                i.setInput(in, at, take);
                at += take;
            }
        }
        return out.toByteArray();
    }

    public static void main(String[] args) throws Exception {
        byte[] in = data(200_000);
        for (int level = -1; level <= 9; level++) {
            for (int strategy : new int[] {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
                for (boolean raw : new boolean[] {false, true}) {
                    Deflater d = new Deflater(level, raw);
                    d.setStrategy(strategy);
                    byte[] out = deflate(d, in, 777);
                    Inflater i = new Inflater(raw);
                    byte[] back = inflate(i, out, 1001, null);
                    if (!Arrays.equals(in, back) || d.getBytesRead() != in.length || d.getBytesWritten() != out.length || i.getRemaining() != 0 || i.getBytesWritten() != in.length || !raw && d.getAdler() != i.getAdler() || level > 1 && strategy == 0 && out.length > 120_000) {
                        System.out.println("bad " + level + " " + strategy + " " + raw + " " + out.length);
                    }
                    d.end();
                    i.end();
                }
            }
        }
        Deflater d = new Deflater();
        byte[] dictionary = "the quick brown fox jumps".getBytes();
        d.setDictionary(dictionary);
        byte[] small = "the quick brown fox is not a lazy dog".getBytes();
        byte[] out = deflate(d, small, 5);
        System.out.println(new String(inflate(new Inflater(), out, 7, dictionary)) + " " + d.getAdler() + " " + d.getTotalIn());
        try {
            Inflater i = new Inflater();
            i.setInput(out);
            i.inflate(new byte[10]);
            i.setDictionary(new byte[3]);
        } catch (IllegalArgumentException e) {
            System.out.println(e);
        }
        d.reset();
        d.setInput(small);
        byte[] b = new byte[100];
        int n = d.deflate(b, 0, 100, Deflater.NO_FLUSH);
        int m = d.deflate(b, n, 100 - n, Deflater.SYNC_FLUSH);
        System.out.println((m > 10) + " " + d.needsInput() + " " + d.finished());
        Inflater i = new Inflater();
        i.setInput(b, 0, n + m);
        byte[] back = new byte[100];
        System.out.println(new String(back, 0, i.inflate(back)) + " " + i.needsInput() + i.finished() + i.needsDictionary());
        d.setLevel(0);
        d.setInput(small);
        d.finish();
        n = d.deflate(b);
        System.out.println(n > 40);
        d.end();
        try {
            d.deflate(b);
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        Deflater bd = new Deflater(Deflater.BEST_SPEED);
        ByteBuffer direct = ByteBuffer.allocateDirect(in.length).put(in).flip();
        ByteBuffer packed = ByteBuffer.allocateDirect(in.length);
        bd.setInput(direct);
        bd.finish();
        bd.deflate(packed);
        System.out.println(bd.finished() + " " + direct.remaining());
        packed.flip();
        Inflater bi = new Inflater();
        bi.setInput(packed);
        ByteBuffer unpacked = ByteBuffer.allocate(in.length + 10);
        System.out.println(bi.inflate(unpacked) + " " + Arrays.equals(in, Arrays.copyOf(unpacked.array(), in.length)) + " " + packed.remaining() + bi.finished());
        byte[] good = deflate(new Deflater(), in, 4096);
        for (int[] damage : new int[][] {{0, 0x12}, {1, 0}, {good.length - 1, 1}}) {
            byte[] bad = good.clone();
            bad[damage[0]] ^= damage[1] | 1;
            try {
                inflate(new Inflater(), bad, 4096, null);
                System.out.println("no complaint");
            } catch (DataFormatException e) {
                System.out.println(e.getMessage());
            }
        }
        System.out.println(inflate(new Inflater(), Arrays.copyOf(good, 100), 50, null).length > 0);
        for (Checksum c : new Checksum[] {new CRC32(), new Adler32(), new CRC32C()}) {
            c.update(in, 5, 1000);
            c.update(7);
            c.update(ByteBuffer.wrap(in));
            c.update(ByteBuffer.allocateDirect(100).put(in, 0, 100).flip());
            System.out.println(c.getValue());
            c.reset();
            System.out.println(c.getValue());
        }
        ByteArrayOutputStream gz = new ByteArrayOutputStream();
        try (GZIPOutputStream g = new GZIPOutputStream(gz, 512, true)) {
            g.write(small);
            g.flush();
            g.write(small);
        }
        System.out.println(new String(new GZIPInputStream(new ByteArrayInputStream(gz.toByteArray())).readAllBytes()));
        try (DeflaterInputStream di = new DeflaterInputStream(new ByteArrayInputStream(small)); InflaterInputStream ii = new InflaterInputStream(di)) {
            System.out.println(new String(ii.readAllBytes()));
        }
        try {
            new Deflater(42);
        } catch (IllegalArgumentException e) {
            System.out.println(e);
        }
    }
}
