// Large files through every interface: streams, channels, mapped buffers, readers; contents agree.
import java.io.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.util.*;
import java.util.zip.CRC32;

public class TempAndLarge {
    static long crc(byte[] b) {
        CRC32 c = new CRC32();
        c.update(b);
        return c.getValue();
    }

    public static void main(String[] args) throws Exception {
        byte[] data = new byte[3_000_000];
        new Random(9).nextBytes(data);
        Path p = Path.of("big");
        Files.write(p, data);
        System.out.println(Files.size(p) + " " + crc(Files.readAllBytes(p)));
        try (InputStream i = new BufferedInputStream(new FileInputStream("big"), 1000)) {
            CRC32 c = new CRC32();
            byte[] b = new byte[777];
            for (int n; (n = i.read(b)) > 0; ) {
                c.update(b, 0, n);
            }
            System.out.println(c.getValue());
        }
        try (FileChannel c = FileChannel.open(p)) {
            MappedByteBuffer m = c.map(FileChannel.MapMode.READ_ONLY, 0, c.size());
            CRC32 k = new CRC32();
            k.update(m);
            System.out.println(k.getValue() + " " + m.isLoaded() + m.load().isDirect());
            ByteBuffer d = ByteBuffer.allocateDirect(100_000);
            k.reset();
            while (c.read(d) > 0) {
                k.update(d.flip());
                d.clear();
            }
            System.out.println(k.getValue());
        }
        try (RandomAccessFile r = new RandomAccessFile("big", "r")) {
            long sum = 0;
            for (int i = 0; i < 200; i++) {
                r.seek(i * 14999L);
                sum = sum * 31 + r.readInt();
            }
            System.out.println(sum);
        }
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < 30000; i++) {
            s.append("line ").append(i).append(i % 3 == 0 ? " \u20ac\ud83d\ude00" : "").append('\n');
        }
        Files.writeString(Path.of("text"), s);
        int lines = 0, hash = 0;
        try (BufferedReader r = Files.newBufferedReader(Path.of("text"))) {
            for (String l; (l = r.readLine()) != null; lines++) {
                hash = hash * 31 + l.hashCode();
            }
        }
        System.out.println(lines + " " + hash + " " + Files.readString(Path.of("text")).equals(s.toString()) + " " + Files.lines(Path.of("text")).filter(l -> l.endsWith("7")).count());
    }
}
