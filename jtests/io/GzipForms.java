// GZIP and deflater streams: members, headers, damaged trailers, sync flush, reading through both kinds of inflater stream.
import jasm.Try;
import java.io.*;
import java.util.*;
import java.util.zip.*;

public class GzipForms {
    static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        try (GZIPOutputStream g = new GZIPOutputStream(b)) {
            g.write(text.getBytes());
        }
        return b.toByteArray();
    }

    static Object read(byte[] bytes) throws IOException {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes), 16)) {
            return new String(in.readAllBytes()) + " " + in.read() + " " + in.available();
        }
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        for (byte[] p : parts) {
            b.writeBytes(p);
        }
        return b.toByteArray();
    }

    public static void main(String[] args) throws Exception {
        byte[] one = gzip("first member "), two = gzip("second");
        System.out.println(Arrays.toString(Arrays.copyOf(one, 10)) + " " + Arrays.toString(Arrays.copyOfRange(one, one.length - 8, one.length)));
        Try.run("one", () -> read(one));
        Try.run("two", () -> read(join(one, two)));
        Try.run("junk after", () -> read(join(one, "junk".getBytes())));
        Try.run("empty", () -> read(new byte[0]));
        Try.run("short", () -> read(Arrays.copyOf(one, 5)));
        Try.run("cut", () -> read(Arrays.copyOf(one, 15)));
        Try.run("cut trailer", () -> read(Arrays.copyOf(one, one.length - 3)));
        for (int at : new int[] {0, 1, 2, 3, 12, one.length - 8, one.length - 1}) {
            byte[] bad = one.clone();
            bad[at] ^= 0x20;
            Try.run("bad " + (at > 12 ? at - one.length : at), () -> read(bad));
        }
        byte[] flags = join(new byte[] {31, (byte) 139, 8, 0x1c, 0, 0, 0, 0, 0, 3, 3, 0, 'x', 'y', 'z'}, "name\0comment\0".getBytes(), Arrays.copyOfRange(one, 10, one.length));
        Try.run("all fields", () -> read(flags));
        byte[] crc = join(new byte[] {31, (byte) 139, 8, 2, 0, 0, 0, 0, 0, 3}, new byte[] {1, 2}, Arrays.copyOfRange(one, 10, one.length));
        Try.run("header checksum", () -> read(crc));
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        GZIPOutputStream lazy = new GZIPOutputStream(b), eager = new GZIPOutputStream(b, 512, true);
        lazy.write("abc".getBytes());
        int before = b.size();
        lazy.flush();
        System.out.println(b.size() - before);
        before = b.size();
        eager.write("abc".getBytes());
        eager.flush();
        System.out.println(b.size() - before > 3);
        eager.finish();
        Try.run("write after finish", () -> { eager.write(1); return null; });
        Try.run("buffer size", () -> new GZIPOutputStream(b, 0));
        Try.run("buffer size in", () -> new GZIPInputStream(new ByteArrayInputStream(one), 0));
        Try.run("null", () -> new GZIPInputStream(null));
        byte[] text = "0123456789".repeat(5000).getBytes();
        DeflaterInputStream packing = new DeflaterInputStream(new ByteArrayInputStream(text), new Deflater(9), 100);
        byte[] packed = packing.readAllBytes();
        System.out.println(packed.length < 1000);
        InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed), new Inflater(), 7);
        System.out.println(in.available() + " " + in.skip(10_003) + " " + (char) in.read() + " " + in.markSupported() + " " + in.readAllBytes().length + " " + in.available() + " " + in.read());
        Try.run("mark", () -> { in.reset(); return null; });
        in.close();
        Try.run("closed", in::read);
        ByteArrayOutputStream unpacked = new ByteArrayOutputStream();
        InflaterOutputStream io = new InflaterOutputStream(unpacked, new Inflater(), 33);
        for (byte x : packed) {
            io.write(x);
        }
        io.finish();
        System.out.println(Arrays.equals(unpacked.toByteArray(), text));
        Try.run("bad out", () -> { InflaterOutputStream o = new InflaterOutputStream(OutputStream.nullOutputStream()); o.write(new byte[] {1, 2, 3}); return null; });
        Try.run("unexpected end", () -> new InflaterInputStream(new ByteArrayInputStream(packed, 0, 20)).readAllBytes().length);
        DeflaterOutputStream d = new DeflaterOutputStream(OutputStream.nullOutputStream());
        d.close();
        Try.run("closed out", () -> { d.write(1); return null; });
        Try.run("range", () -> { new DeflaterOutputStream(OutputStream.nullOutputStream()).write(new byte[2], 1, 2); return null; });
    }
}
