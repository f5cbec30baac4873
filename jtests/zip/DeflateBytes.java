// The compressed bytes themselves: levels, strategies, flush modes, dictionaries, changes in the middle, buffers.
import java.nio.ByteBuffer;
import java.util.*;
import java.util.zip.*;

public class DeflateBytes {
    static byte[][] inputs() {
        Random random = new Random(7);
        byte[] zeros = new byte[70_000], noise = new byte[30_000], text = new byte[60_000], mixed = new byte[90_000];
        random.nextBytes(noise);
        String words = "All work and no play makes Jack a dull boy. ";
        for (int i = 0; i < text.length; i++) {
            text[i] = (byte) words.charAt(i % words.length());
        }
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (byte) (random.nextInt(9) == 0 ? random.nextInt() : words.charAt(i * 7 % words.length()));
        }
        return new byte[][] {new byte[0], {42}, "hello, hello, hello".getBytes(), zeros, noise, text, mixed};
    }

    static String drain(Deflater deflater, int flush, int size) {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[size];
        for (int n; (n = deflater.deflate(buffer, 0, size, flush)) > 0;) {
            crc.update(buffer, 0, n);
        }
        return Long.toHexString(crc.getValue());
    }

    public static void main(String[] args) throws Exception {
        byte[][] inputs = inputs();
        for (int n = 0; n < inputs.length; n++) {
            for (int level = -1; level <= 9; level++) {
                StringBuilder line = new StringBuilder(n + " " + level);
                for (int strategy : new int[] {Deflater.DEFAULT_STRATEGY, Deflater.FILTERED, Deflater.HUFFMAN_ONLY}) {
                    Deflater deflater = new Deflater(level, strategy == Deflater.FILTERED);
                    deflater.setStrategy(strategy);
                    deflater.setInput(inputs[n]);
                    deflater.finish();
                    line.append(' ').append(drain(deflater, Deflater.NO_FLUSH, 997)).append('/').append(deflater.getTotalOut());
                    deflater.end();
                }
                System.out.println(line);
            }
        }
        for (int flush : new int[] {Deflater.NO_FLUSH, Deflater.SYNC_FLUSH, Deflater.FULL_FLUSH}) {
            Deflater deflater = new Deflater();
            StringBuilder line = new StringBuilder("flush " + flush);
            for (int at = 0; at < inputs[6].length; at += 10_000) {
                deflater.setInput(inputs[6], at, 10_000);
                line.append(' ').append(drain(deflater, flush, 4096));
            }
            deflater.finish();
            System.out.println(line + " " + drain(deflater, flush, 4096) + " " + deflater.getBytesRead() + " " + deflater.getBytesWritten() + " " + deflater.getAdler());
            deflater.reset();
            System.out.println(deflater.getTotalIn() + " " + deflater.getTotalOut() + " " + deflater.getAdler() + " " + deflater.needsInput() + " " + deflater.finished());
            deflater.end();
        }
        // Other levels and strategies in the middle, with and without data that waits.
        Deflater changing = new Deflater(1);
        for (int i = 0; i < 9; i++) {
            changing.setLevel(i * 4 % 10);
            changing.setStrategy(i % 3);
            changing.setInput(inputs[6], i * 10_000, 10_000);
            System.out.println("change " + i + " " + drain(changing, i % 2 == 0 ? Deflater.NO_FLUSH : Deflater.SYNC_FLUSH, 300) + " " + changing.getTotalOut());
        }
        changing.finish();
        System.out.println(drain(changing, Deflater.NO_FLUSH, 300) + " " + changing.getTotalOut());
        // Dictionaries, from arrays and buffers.
        byte[] dictionary = "play makes Jack work and dull boy".getBytes();
        for (int kind = 0; kind < 3; kind++) {
            Deflater deflater = new Deflater(6, kind == 2);
            ByteBuffer direct = ByteBuffer.allocateDirect(100).put(dictionary).flip();
            if (kind == 1) {
                deflater.setDictionary(direct);
            } else {
                deflater.setDictionary(dictionary, 0, dictionary.length);
            }
            deflater.setInput(inputs[5], 0, 500);
            deflater.finish();
            System.out.println("dictionary " + kind + " " + direct.remaining() + " " + deflater.getAdler() + " " + drain(deflater, 0, 64) + " " + deflater.getTotalOut());
        }
        // Direct and heap buffers on both sides.
        for (int kind = 0; kind < 4; kind++) {
            ByteBuffer in = (kind & 1) == 0 ? ByteBuffer.allocate(50_000) : ByteBuffer.allocateDirect(50_000);
            ByteBuffer out = (kind & 2) == 0 ? ByteBuffer.allocate(60_000) : ByteBuffer.allocateDirect(60_000);
            in.put(inputs[6], 0, 50_000).flip().position(3);
            Deflater deflater = new Deflater(9);
            deflater.setInput(in);
            deflater.finish();
            int count = deflater.deflate(out.position(5), Deflater.NO_FLUSH);
            CRC32 crc = new CRC32();
            crc.update(out.flip().position(5));
            System.out.println("buffers " + kind + " " + count + " " + in.remaining() + " " + out.position() + " " + Long.toHexString(crc.getValue()));
        }
        for (Runnable wrong : new Runnable[] {() -> new Deflater(10), () -> new Deflater(-2), () -> new Deflater().setStrategy(3), () -> new Deflater().setLevel(12), () -> new Deflater().deflate(new byte[3], 2, 2),
                () -> new Deflater().deflate(new byte[3], 0, 3, 7), () -> new Deflater().setInput(new byte[3], -1, 2), () -> new Deflater().deflate(ByteBuffer.allocate(3).asReadOnlyBuffer()), () -> {
                    Deflater ended = new Deflater();
                    ended.end();
                    ended.end();
                    ended.getAdler();
                }, () -> {
                    Deflater late = new Deflater();
                    late.setInput(new byte[10]);
                    late.deflate(new byte[100], 0, 100, Deflater.SYNC_FLUSH);
                    late.setDictionary(new byte[3]);
                }}) {
            try {
                wrong.run();
                System.out.println("no exception");
            } catch (Exception e) {
                System.out.println(e);
            }
        }
    }
}
