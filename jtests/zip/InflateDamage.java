// Damaged compressed data: each bit of a stream turned, cut at each length; what the class library says.
import java.util.*;
import java.util.zip.*;

public class InflateDamage {
    static byte[] packed(int level, int strategy, boolean raw) {
        byte[] data = new byte[400];
        Random random = new Random(level);
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) "a small text, a small tale, and nothing else ".charAt((i + (random.nextInt(7) == 0 ? 3 : 0)) % 45);
        }
        Deflater deflater = new Deflater(level, raw);
        deflater.setStrategy(strategy);
        deflater.setInput(data);
        deflater.finish();
        byte[] out = new byte[1000];
        return Arrays.copyOf(out, deflater.deflate(out));
    }

    static String inflate(byte[] data, boolean raw) {
        Inflater inflater = new Inflater(raw);
        inflater.setInput(data);
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[64];
        try {
            for (int total = 0; !inflater.finished() && total < 100_000;) {
                int n = inflater.inflate(buffer);
                total += n;
                crc.update(buffer, 0, n);
                if (n == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    break;
                }
            }
            return "ok " + inflater.finished() + inflater.needsInput() + inflater.needsDictionary() + " " + inflater.getBytesRead() + " " + inflater.getBytesWritten() + " " + crc.getValue();
        } catch (DataFormatException e) {
            return e.getMessage() + " at " + inflater.getBytesRead() + " " + inflater.getBytesWritten();
        } finally {
            inflater.end();
        }
    }

    public static void main(String[] args) {
        for (boolean raw : new boolean[] {false, true}) {
            for (int[] form : new int[][] {{0, 0}, {1, 0}, {9, 0}, {6, Deflater.HUFFMAN_ONLY}}) {
                byte[] good = packed(form[0], form[1], raw);
                Map<String, Integer> messages = new TreeMap<>();
                CRC32 all = new CRC32();
                for (int bit = 0; bit < good.length * 8; bit++) {
                    byte[] bad = good.clone();
                    bad[bit / 8] ^= 1 << bit % 8;
                    String result = inflate(bad, raw);
                    all.update(result.getBytes());
                    messages.merge(result.startsWith("ok") ? "ok" : result.replaceAll(" at .*", ""), 1, Integer::sum);
                }
                for (int length = 0; length < good.length; length++) {
                    all.update(inflate(Arrays.copyOf(good, length), raw).getBytes());
                }
                System.out.println(raw + " " + Arrays.toString(form) + " " + good.length + " " + messages + " " + Long.toHexString(all.getValue()));
            }
        }
        // Noise, and noise behind a good header.
        Random random = new Random(5);
        Map<String, Integer> messages = new TreeMap<>();
        for (int i = 0; i < 3000; i++) {
            byte[] noise = new byte[1 + random.nextInt(60)];
            random.nextBytes(noise);
            if (i % 3 == 0 && noise.length > 2) {
                noise[0] = 0x78;
                noise[1] = (byte) 0x9c;
            }
            messages.merge(inflate(noise, i % 3 == 1), 1, Integer::sum);
        }
        CRC32 all = new CRC32();
        messages.forEach((text, count) -> all.update((text + count).getBytes()));
        Map<String, Integer> kinds = new TreeMap<>();
        messages.forEach((text, count) -> kinds.merge(text.startsWith("ok") ? "ok" : text.replaceAll(" at .*", ""), count, Integer::sum));
        System.out.println(kinds + " " + Long.toHexString(all.getValue()));
    }
}
