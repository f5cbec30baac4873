// Deflater, Inflater, GZIP, ZIP streams and files, jar files, checksums, corrupt input.
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.jar.*;
import java.util.zip.*;

public class Zips {
    public static void main(String[] args) throws Exception {
        byte[] data = new byte[50000];
        Random r = new Random(1);
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i % 100 < 70 ? i % 7 : r.nextInt());
        }
        for (int level : new int[] {0, 1, 6, 9}) {
            Deflater d = new Deflater(level);
            d.setInput(data);
            d.finish();
            byte[] out = new byte[60000];
            int n = d.deflate(out);
            Inflater inf = new Inflater();
            inf.setInput(out, 0, n);
            byte[] back = new byte[data.length + 10];
            int m = inf.inflate(back);
            System.out.println(level + " " + (n < 50050) + " " + m + " " + inf.finished() + " " + Arrays.equals(data, Arrays.copyOf(back, m)) + " " + d.getTotalIn() + " " + (d.getAdler() == inf.getAdler()));
            d.end();
            inf.end();
        }
        ByteArrayOutputStream g = new ByteArrayOutputStream();
        try (GZIPOutputStream o = new GZIPOutputStream(g)) {
            o.write(data);
        }
        System.out.println(Arrays.equals(data, new GZIPInputStream(new ByteArrayInputStream(g.toByteArray())).readAllBytes()));
        byte[] bad = g.toByteArray();
        bad[bad.length - 6] ^= 1;
        try {
            new GZIPInputStream(new ByteArrayInputStream(bad)).readAllBytes();
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        try {
            new GZIPInputStream(new ByteArrayInputStream("plain text".getBytes()));
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        Inflater junk = new Inflater();
        junk.setInput(new byte[] {1, 2, 3, 4});
        try {
            junk.inflate(new byte[10]);
        } catch (DataFormatException e) {
            System.out.println(e.getMessage());
        }
        Path z = Path.of("test.zip");
        try (ZipOutputStream o = new ZipOutputStream(Files.newOutputStream(z))) {
            o.setComment("archive");
            o.putNextEntry(new ZipEntry("dir/"));
            ZipEntry e = new ZipEntry("dir/\u00fcber.txt");
            e.setComment("c");
            e.setTime(315532800000L + 86400000L * 365);
            o.putNextEntry(e);
            o.write("hello zip".getBytes());
            o.closeEntry();
            ZipEntry s = new ZipEntry("stored");
            s.setMethod(ZipEntry.STORED);
            CRC32 c = new CRC32();
            c.update(data);
            s.setCrc(c.getValue());
            s.setSize(data.length);
            o.putNextEntry(s);
            o.write(data);
            try {
                o.putNextEntry(new ZipEntry("stored"));
            } catch (ZipException x) {
                System.out.println(x.getMessage());
            }
        }
        try (ZipFile f = new ZipFile(z.toFile())) {
            System.out.println(f.size() + " " + f.getComment());
            for (ZipEntry e : Collections.list(f.entries())) {
                System.out.println(e.getName() + " " + e.isDirectory() + " " + e.getSize() + " " + Long.toHexString(e.getCrc()) + " " + e.getMethod() + " " + e.getComment());
            }
            System.out.println(new String(f.getInputStream(f.getEntry("dir/\u00fcber.txt")).readAllBytes()) + " " + f.getEntry("nope") + " " + Arrays.equals(data, f.getInputStream(f.getEntry("stored")).readAllBytes()));
        }
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(z))) {
            int n = 0;
            for (ZipEntry e; (e = in.getNextEntry()) != null; ) {
                n += in.readAllBytes().length;
            }
            System.out.println(n);
        }
        Files.write(Path.of("bad.zip"), Arrays.copyOf(Files.readAllBytes(z), 200));
        try {
            new ZipFile("bad.zip");
        } catch (ZipException e) {
            System.out.println(e.getMessage());
        }
        try {
            new ZipFile("missing.zip");
        } catch (IOException e) {
            System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
        }
        Manifest m = new Manifest();
        m.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        m.getMainAttributes().putValue("X-Long", "v".repeat(100));
        try (JarOutputStream o = new JarOutputStream(new FileOutputStream("t.jar"), m)) {
            o.putNextEntry(new JarEntry("a"));
        }
        try (JarFile j = new JarFile("t.jar")) {
            System.out.println(j.getManifest().getMainAttributes().getValue("X-Long").length() + " " + j.stream().map(JarEntry::getName).toList());
        }
        try (FileSystem fs = FileSystems.newFileSystem(z)) {
            System.out.println(Files.readString(fs.getPath("/dir/\u00fcber.txt")) + " " + Files.exists(fs.getPath("/nope")));
        }
    }
}
