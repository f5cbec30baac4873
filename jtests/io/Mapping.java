// Memory-mapped files: modes, offsets, private copies, growth, forcing, loading, limits, after close.
import jasm.Try;
import java.io.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.channels.FileChannel.MapMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.zip.CRC32;
import static java.nio.file.StandardOpenOption.*;

public class Mapping {
    public static void main(String[] args) throws Exception {
        Path p = Path.of("map");
        Files.write(p, "0123456789".repeat(2000).getBytes());
        MappedByteBuffer kept;
        try (FileChannel c = FileChannel.open(p, READ, WRITE)) {
            MappedByteBuffer ro = c.map(MapMode.READ_ONLY, 0, c.size());
            MappedByteBuffer rw = c.map(MapMode.READ_WRITE, 4097, 5000);
            MappedByteBuffer cow = c.map(MapMode.PRIVATE, 0, 100);
            System.out.println(ro + " " + rw + " " + cow.isReadOnly() + ro.isReadOnly() + rw.isDirect() + rw.hasArray());
            rw.put(0, (byte) 'W').putInt(10, 0x41424344);
            cow.put(3, (byte) 'P');
            System.out.println((char) ro.get(4097) + " " + (char) ro.get(4108) + " " + (char) ro.get(3) + " " + (char) cow.get(3));
            rw.force();
            System.out.println(rw.force(1, 100) == rw);
            Try.run("force bounds", () -> rw.force(4990, 11));
            System.out.println(ro.load() == ro);
            ro.isLoaded();
            Try.run("read only put", () -> ro.put(0, (byte) 1));
            Try.run("bounds", () -> rw.get(5000));
            ByteBuffer at = ByteBuffer.allocate(4);
            c.read(at, 4107);
            System.out.println(new String(at.array(), StandardCharsets.US_ASCII));
            c.write(ByteBuffer.wrap("zz".getBytes()), 20);
            System.out.println((char) ro.get(20));
            MappedByteBuffer grown = c.map(MapMode.READ_WRITE, c.size(), 3000);
            System.out.println(c.size() + " " + grown.get(2999));
            grown.put(2999, (byte) 9);
            kept = c.map(MapMode.READ_ONLY, 0, 23000);
            System.out.println(c.map(MapMode.READ_WRITE, 0, 0));
            Try.run("negative position", () -> c.map(MapMode.READ_ONLY, -1, 10));
            Try.run("negative size", () -> c.map(MapMode.READ_ONLY, 0, -10));
            Try.run("huge size", () -> c.map(MapMode.READ_ONLY, 0, 1L << 31));
            Try.run("overflow", () -> c.map(MapMode.READ_ONLY, Long.MAX_VALUE, 10));
            Try.run("null mode", () -> c.map(null, 0, 10));
            CRC32 crc = new CRC32();
            crc.update(ro.duplicate().position(100).limit(200));
            System.out.println(crc.getValue());
            LongBuffer longs = c.map(MapMode.READ_WRITE, 8, 64).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
            longs.put(1, 0x0807060504030201L);
            System.out.println(ro.get(16) + " " + ro.get(23) + " " + longs + " " + ro.slice(16, 4).getInt());
            System.out.println(ro.mismatch(cow) + " " + ro.slice(0, 3).equals(cow.slice(0, 3)) + " " + ro.slice(0, 4).compareTo(cow.slice(0, 4)));
        }
        System.out.println(kept.get(22999) + " " + (char) kept.get(4));
        try (FileChannel c = FileChannel.open(p, READ)) {
            Try.run("write map of reader", () -> c.map(MapMode.READ_WRITE, 0, 10));
            Try.run("private map of reader", () -> c.map(MapMode.PRIVATE, 0, 10));
            Try.run("longer than file", () -> c.map(MapMode.READ_ONLY, 0, 100_000));
        }
        try (FileChannel c = FileChannel.open(p, WRITE)) {
            Try.run("map of writer", () -> c.map(MapMode.READ_ONLY, 0, 10));
            Try.run("rw map of writer", () -> c.map(MapMode.READ_WRITE, 0, 10));
        }
        FileChannel closed = FileChannel.open(p, READ);
        closed.close();
        Try.run("closed", () -> closed.map(MapMode.READ_ONLY, 0, 10));
        try (FileChannel c = FileChannel.open(Path.of("fresh"), CREATE_NEW, READ, WRITE)) {
            CharBuffer chars = c.map(MapMode.READ_WRITE, 0, 10).asCharBuffer();
            chars.put("hello");
            System.out.println(c.size() + " " + Files.readAllBytes(Path.of("fresh"))[9]);
        }
        try (FileChannel c = new RandomAccessFile("/dev/zero", "r").getChannel()) {
            Try.run("device", () -> c.map(MapMode.PRIVATE, 0, 4096).get(100));
        }
    }
}
