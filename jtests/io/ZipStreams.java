// ZipOutputStream and ZipInputStream: methods, comments, extra fields, times, data descriptors, errors, odd names.
import jasm.Try;
import java.io.*;
import java.nio.charset.*;
import java.nio.file.attribute.FileTime;
import java.time.*;
import java.util.*;
import java.util.zip.*;

public class ZipStreams {
    public static void main(String[] args) throws Exception {
        byte[] data = "some data, some data, some more data".getBytes();
        CRC32 crc = new CRC32();
        crc.update(data);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ZipOutputStream z = new ZipOutputStream(bytes);
        z.setComment("the comment \u00fc");
        ZipEntry e = new ZipEntry("dir/");
        e.setTimeLocal(LocalDateTime.of(2020, 2, 29, 12, 34, 57));
        z.putNextEntry(e);
        ZipEntry f = new ZipEntry("dir/\u00fcber.txt");
        f.setComment("of entry");
        f.setExtra(new byte[] {0x34, 0x12, 2, 0, 5, 6});
        f.setLastModifiedTime(FileTime.from(Instant.parse("2001-02-03T04:05:06Z")));
        f.setCreationTime(FileTime.fromMillis(0));
        f.setLastAccessTime(FileTime.fromMillis(1_000_000_000_000L));
        z.putNextEntry(f);
        z.write(data);
        z.closeEntry();
        ZipEntry s = new ZipEntry("stored");
        s.setMethod(ZipEntry.STORED);
        s.setSize(data.length);
        s.setCrc(crc.getValue());
        s.setTime(315529200000L);
        z.putNextEntry(s);
        z.write(data, 0, data.length);
        z.setLevel(9);
        z.putNextEntry(new ZipEntry("best"));
        z.write(new byte[100_000]);
        Try.run("duplicate", () -> { z.putNextEntry(new ZipEntry("best")); return null; });
        Try.run("stored without size", () -> { ZipEntry x = new ZipEntry("x"); x.setMethod(ZipEntry.STORED); z.putNextEntry(x); return null; });
        Try.run("stored wrong crc", () -> { ZipEntry x = new ZipEntry("y"); x.setMethod(ZipEntry.STORED); x.setSize(1); x.setCrc(5); z.putNextEntry(x); z.write(1); z.closeEntry(); return null; });
        Try.run("close", () -> { z.close(); return null; });
        ByteArrayOutputStream clean = new ByteArrayOutputStream();
        try (ZipOutputStream o = new ZipOutputStream(clean, StandardCharsets.UTF_8)) {
            for (ZipEntry x : new ZipEntry[] {e, f}) {
                o.putNextEntry(new ZipEntry(x));
                o.write(x.isDirectory() ? new byte[0] : data);
            }
            Try.run("no entry", () -> { o.closeEntry(); o.write(1); return null; });
            Try.run("method", () -> { o.setMethod(3); return null; });
            Try.run("level", () -> { o.setLevel(11); return null; });
            Try.run("comment", () -> { o.setComment("x".repeat(70_000)); return null; });
        }
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(clean.toByteArray()))) {
            for (ZipEntry x; (x = in.getNextEntry()) != null;) {
                System.out.println(x + " " + x.getMethod() + " " + x.getSize() + " " + x.getCrc() + " " + x.getTimeLocal() + " " + (x.getExtra() == null ? -1 : x.getExtra().length) + " " + x.getLastModifiedTime() + " " + x.getLastAccessTime() + " " + x.getCreationTime() + " " + in.available());
                System.out.println(new String(in.readAllBytes()) + " " + in.available() + " " + x.getSize() + " " + x.getCrc());
            }
            Try.run("after end", () -> in.getNextEntry() + " " + in.read());
        }
        byte[] zip = clean.toByteArray();
        for (int cut : new int[] {0, 3, 4, 25, 40, 80, zip.length / 2}) {
            Try.run("cut at " + cut, () -> { ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip, 0, cut)); StringBuilder b = new StringBuilder(); for (ZipEntry x; (x = in.getNextEntry()) != null;) { b.append(x.isDirectory() ? "d" : "f").append(in.readAllBytes().length); } return b; });
        }
        int at = new String(zip, StandardCharsets.ISO_8859_1).indexOf("PK\7\b");
        for (int bad : new int[] {0, 5, at + 4, at + 8, at + 12, at - 4}) {
            byte[] broken = zip.clone();
            broken[bad] ^= 0x11;
            Try.run("broken at " + (bad < at - 10 ? bad : bad - at + 1000), () -> { ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(broken)); int n = 0; for (ZipEntry x; (x = in.getNextEntry()) != null;) { n += in.readAllBytes().length; } return n; });
        }
        Try.run("empty zip", () -> { new ZipOutputStream(new FileOutputStream("empty.zip")).close(); return new File("empty.zip").length() + " " + new ZipFile("empty.zip").size(); });
        Try.run("closed", () -> { ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip)); in.close(); return in.getNextEntry(); });
        Try.run("malformed name", () -> { ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip), StandardCharsets.US_ASCII); in.getNextEntry(); return in.getNextEntry(); });
        for (Try.Action a : new Try.Action[] {() -> new ZipEntry("x".repeat(70_000)), () -> new ZipEntry((String) null), () -> { f.setSize(-1); return null; }, () -> { f.setCrc(1L << 32); return null; }, () -> { f.setMethod(1); f.setMethod(-1); return f.getMethod(); }, () -> { f.setExtra(new byte[70_000]); return null; }, () -> { f.setCompressedSize(-5); return f.getCompressedSize(); }, () -> f.clone().equals(f), () -> f.hashCode() == f.getName().hashCode()}) {
            Try.run("entry", a);
        }
    }
}
