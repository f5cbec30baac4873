// Streams over compression and checksums: every class, ends, marks, skips, closed streams, wrong arguments.
import java.io.*;
import java.util.*;
import java.util.zip.*;

public class StreamForms {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    static byte[] data(int length) {
        byte[] data = new byte[length];
        for (int i = 0; i < length; i++) {
            data[i] = (byte) (i * i / 77);
        }
        return data;
    }

    static byte[] zlib(byte[] data) throws IOException {
        return new DeflaterInputStream(new ByteArrayInputStream(data)).readAllBytes();
    }

    public static void main(String[] args) throws Exception {
        byte[] data = data(10_000), packed = zlib(data);
        System.out.println(packed.length + " " + Arrays.hashCode(packed));
        attempt("inflater stream", () -> Arrays.equals(data, new InflaterInputStream(new ByteArrayInputStream(packed)).readAllBytes()));
        attempt("skip", () -> {
            InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed), new Inflater(), 7);
            return in.available() + " " + in.skip(9000) + " " + in.skip(5000) + " " + in.read() + " " + in.available() + " " + in.markSupported();
        });
        attempt("negative skip", () -> new InflaterInputStream(new ByteArrayInputStream(packed)).skip(-1));
        attempt("reset", () -> {
            new InflaterInputStream(new ByteArrayInputStream(packed)).reset();
            return "";
        });
        attempt("cut", () -> new InflaterInputStream(new ByteArrayInputStream(packed, 0, 500)).readAllBytes());
        attempt("empty", () -> new InflaterInputStream(new ByteArrayInputStream(new byte[0])).read());
        attempt("no zlib", () -> new InflaterInputStream(new ByteArrayInputStream("hello".getBytes())).read());
        attempt("closed", () -> {
            InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(packed));
            in.close();
            in.close();
            return in.read();
        });
        attempt("ended", () -> {
            Inflater inflater = new Inflater();
            inflater.end();
            return new InflaterInputStream(new ByteArrayInputStream(packed), inflater).read();
        });
        attempt("sizes", () -> new InflaterInputStream(new ByteArrayInputStream(packed), new Inflater(), 0));
        attempt("null", () -> new InflaterInputStream(null));
        attempt("inflater output", () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            InflaterOutputStream inflating = new InflaterOutputStream(out, new Inflater(), 33);
            for (int i = 0; i < packed.length; i += 100) {
                inflating.write(packed, i, Math.min(100, packed.length - i));
            }
            inflating.finish();
            inflating.close();
            return Arrays.equals(data, out.toByteArray());
        });
        attempt("inflater output of noise", () -> {
            new InflaterOutputStream(new ByteArrayOutputStream()).write(new byte[] {1, 2, 3, 4});
            return "";
        });
        attempt("inflater output closed", () -> {
            InflaterOutputStream out = new InflaterOutputStream(new ByteArrayOutputStream());
            out.close();
            out.write(1);
            return "";
        });
        for (boolean sync : new boolean[] {false, true}) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DeflaterOutputStream out = new DeflaterOutputStream(bytes, new Deflater(), 100, sync);
            out.write(data, 0, 3000);
            int before = bytes.size();
            out.flush();
            System.out.println("flush " + sync + " " + before + " " + bytes.size());
            out.write(data, 3000, 7000);
            out.finish();
            System.out.println(bytes.size() + " " + Arrays.equals(data, new InflaterInputStream(new ByteArrayInputStream(bytes.toByteArray())).readAllBytes()));
            attempt("after finish", () -> {
                out.write(1);
                return "written";
            });
            attempt("close", () -> {
                out.close();
                return bytes.size();
            });
        }
        attempt("deflater input", () -> {
            DeflaterInputStream in = new DeflaterInputStream(new ByteArrayInputStream(data), new Deflater(9), 50);
            return in.available() + " " + in.read() + " " + in.skip(20) + " " + in.readAllBytes().length + " " + in.available() + " " + in.read();
        });
        attempt("deflater input closed", () -> {
            DeflaterInputStream in = new DeflaterInputStream(new ByteArrayInputStream(data));
            in.close();
            return in.read();
        });
        // GZIP.
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(gzip, 64, true)) {
            out.write(data, 0, 5000);
            out.flush();
            System.out.println("gzip " + gzip.size());
            out.write(data, 5000, 5000);
        }
        byte[] zipped = gzip.toByteArray();
        System.out.println(zipped.length + " " + Arrays.toString(Arrays.copyOf(zipped, 10)));
        byte[] twice = Arrays.copyOf(zipped, zipped.length * 2);
        System.arraycopy(zipped, 0, twice, zipped.length, zipped.length);
        attempt("two members", () -> new GZIPInputStream(new ByteArrayInputStream(twice)).readAllBytes().length);
        attempt("trailing noise", () -> new GZIPInputStream(new ByteArrayInputStream(Arrays.copyOf(zipped, zipped.length + 5))).readAllBytes().length);
        for (int at : new int[] {0, 2, 3, zipped.length - 8, zipped.length - 4, 12}) {
            byte[] bad = zipped.clone();
            bad[at] ^= 0x55;
            attempt("damage at " + (at < 20 ? at : at - zipped.length), () -> new GZIPInputStream(new ByteArrayInputStream(bad)).readAllBytes().length);
        }
        for (int length : new int[] {0, 5, 10, 50, zipped.length - 8, zipped.length - 1}) {
            attempt("cut to " + (length < 100 ? length : length - zipped.length), () -> new GZIPInputStream(new ByteArrayInputStream(zipped, 0, length)).readAllBytes().length);
        }
        byte[] header = {31, (byte) 139, 8, 4 | 8 | 16 | 2, 0, 0, 0, 0, 0, 3, 2, 0, 'x', 'y', 'n', 0, 'c', 0};
        CRC32 crc = new CRC32();
        crc.update(header);
        ByteArrayOutputStream full = new ByteArrayOutputStream();
        full.write(header);
        full.write((int) crc.getValue());
        full.write((int) crc.getValue() >> 8);
        full.write(zipped, 10, zipped.length - 10);
        attempt("full header", () -> new GZIPInputStream(new ByteArrayInputStream(full.toByteArray())).readAllBytes().length);
        full.toByteArray();
        byte[] wrong = full.toByteArray();
        wrong[18] ^= 1;
        attempt("wrong header checksum", () -> new GZIPInputStream(new ByteArrayInputStream(wrong)).readAllBytes().length);
        // Checked streams.
        for (Checksum sum : new Checksum[] {new CRC32(), new CRC32C(), new Adler32()}) {
            CheckedInputStream in = new CheckedInputStream(new ByteArrayInputStream(data), sum);
            in.read();
            in.skip(100);
            in.readNBytes(3000);
            long part = sum.getValue();
            sum.reset();
            CheckedOutputStream out = new CheckedOutputStream(new ByteArrayOutputStream(), sum);
            out.write(data, 0, 3101);
            System.out.println(sum.getClass().getSimpleName() + " " + Long.toHexString(part) + " " + (part == out.getChecksum().getValue()));
        }
        // Zip streams used wrongly.
        attempt("write without entry", () -> {
            new ZipOutputStream(new ByteArrayOutputStream()).write(new byte[1], 0, 1);
            return "";
        });
        attempt("duplicate entry", () -> {
            ZipOutputStream out = new ZipOutputStream(new ByteArrayOutputStream());
            out.putNextEntry(new ZipEntry("a"));
            out.putNextEntry(new ZipEntry("a"));
            return "";
        });
        attempt("stored without size", () -> {
            ZipEntry entry = new ZipEntry("a");
            entry.setMethod(ZipEntry.STORED);
            new ZipOutputStream(new ByteArrayOutputStream()).putNextEntry(entry);
            return "";
        });
        attempt("stored with wrong checksum", () -> {
            ZipEntry entry = new ZipEntry("a");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(1);
            entry.setCrc(5);
            ZipOutputStream out = new ZipOutputStream(new ByteArrayOutputStream());
            out.putNextEntry(entry);
            out.write(1);
            out.closeEntry();
            return "";
        });
        attempt("stored with wrong size", () -> {
            ZipEntry entry = new ZipEntry("a");
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(1);
            entry.setCrc(5);
            ZipOutputStream out = new ZipOutputStream(new ByteArrayOutputStream());
            out.putNextEntry(entry);
            out.write(new byte[2]);
            return "";
        });
        attempt("long name", () -> new ZipEntry("n".repeat(70_000)));
        attempt("long comment", () -> {
            new ZipOutputStream(new ByteArrayOutputStream()).setComment("c".repeat(70_000));
            return "";
        });
        attempt("long extra", () -> {
            new ZipEntry("a").setExtra(new byte[70_000]);
            return "";
        });
        attempt("method", () -> {
            new ZipEntry("a").setMethod(9);
            return "";
        });
        attempt("size", () -> {
            new ZipEntry("a").setSize(-3);
            return "";
        });
        attempt("closed zip", () -> {
            ZipOutputStream out = new ZipOutputStream(new ByteArrayOutputStream());
            out.close();
            out.putNextEntry(new ZipEntry("a"));
            return "";
        });
    }
}
