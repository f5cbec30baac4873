// ZipFile and JarFile: look-ups, streams, comments, charsets, multi-release, manifests, damaged files, closing.
import jasm.Try;
import java.io.*;
import java.nio.charset.*;
import java.nio.file.*;
import java.util.*;
import java.util.jar.*;
import java.util.stream.*;
import java.util.zip.*;

public class ZipFiles {
    public static void main(String[] args) throws Exception {
        Manifest m = new Manifest();
        m.getMainAttributes().putValue("Manifest-Version", "1.0");
        m.getMainAttributes().putValue("Multi-Release", "true");
        m.getMainAttributes().putValue("Long-Header", "x".repeat(150));
        m.getEntries().computeIfAbsent("a.txt", k -> new Attributes()).putValue("Of-Entry", "yes");
        try (JarOutputStream j = new JarOutputStream(new FileOutputStream("j.jar"), m)) {
            for (String n : new String[] {"a.txt", "META-INF/versions/9/a.txt", "META-INF/versions/11/a.txt", "META-INF/versions/99/a.txt", "dir/", "dir/b.txt"}) {
                j.putNextEntry(new JarEntry(n));
                if (!n.endsWith("/")) {
                    j.write(("content of " + n).getBytes());
                }
            }
            j.setComment("jar comment");
        }
        try (ZipFile z = new ZipFile("j.jar")) {
            System.out.println(z.size() + " " + z.getComment() + " " + z.getName() + " " + z.stream().map(ZipEntry::getName).collect(Collectors.toList()));
            System.out.println(z.getEntry("dir") + " " + z.getEntry("dir/") + " " + z.getEntry("/a.txt") + " " + z.getEntry("nothing") + " " + z.getEntry(""));
            ZipEntry e = z.getEntry("dir/b.txt");
            InputStream in = z.getInputStream(e);
            System.out.println(in.available() + " " + new String(in.readNBytes(7)) + " " + in.skip(3) + " " + new String(in.readAllBytes()) + " " + in.available() + " " + in.read());
            System.out.println(e.getSize() + " " + (e.getCompressedSize() > 0) + " " + Long.toHexString(e.getCrc()) + " " + e.getMethod());
            System.out.println(z.getInputStream(new ZipEntry("nothing")) + " " + new String(z.getInputStream(new ZipEntry("a.txt")).readAllBytes()));
            Try.run("null entry", () -> z.getEntry(null));
            Enumeration<? extends ZipEntry> all = z.entries();
            for (int i = 0; i < 7; i++) {
                all.nextElement();
            }
            Try.run("no more", all::nextElement);
            InputStream open = z.getInputStream(e);
            z.close();
            Try.run("read after close", open::read);
            Try.run("entry after close", () -> z.getEntry("a.txt"));
            Try.run("size after close", z::size);
        }
        for (int version : new int[] {8, 9, 10, 11, 17}) {
            try (JarFile j = new JarFile(new File("j.jar"), true, ZipFile.OPEN_READ, Runtime.Version.parse("" + version))) {
                JarEntry e = j.getJarEntry("a.txt");
                System.out.println(version + " " + j.isMultiRelease() + " " + e.getRealName() + " " + new String(j.getInputStream(e).readAllBytes()) + " " + j.versionedStream().count() + " " + e.getAttributes());
            }
        }
        try (JarFile j = new JarFile("j.jar")) {
            Manifest back = j.getManifest();
            System.out.println(back.equals(m) + " " + back.getMainAttributes().getValue("long-header").length() + " " + back.getAttributes("a.txt").getValue("Of-Entry"));
        }
        try (JarInputStream j = new JarInputStream(new FileInputStream("j.jar"))) {
            System.out.println((j.getManifest() != null) + " " + j.getNextJarEntry());
        }
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        m.write(text);
        System.out.println(text.toString().replace("\r\n", "|"));
        for (String bad : new String[] {"no colon", "A: b\r\n continued\r\nC:d", "Name: x\r\n\r\nA: b", "A: \r\n", "B b: c", "\r\nA: b", "A: b\r\n\r\nX: y"}) {
            Try.run("manifest " + bad.replace("\r\n", "|"), () -> { Manifest x = new Manifest(new ByteArrayInputStream(("Manifest-Version: 1.0\r\n" + bad + "\r\n").getBytes())); return new TreeMap<>(x.getMainAttributes().entrySet().stream().collect(Collectors.toMap(e -> e.getKey().toString(), Map.Entry::getValue))) + " " + x.getEntries(); });
        }
        byte[] zip = Files.readAllBytes(Path.of("j.jar"));
        int end = zip.length - 22 - "jar comment".length();
        for (int[] change : new int[][] {{end, 1}, {end + 10, 1}, {end + 16, 1}, {end + 12, 100}, {end + 20, 1}, {-1, 0}, {-1, 10}, {-1, zip.length - 5}}) {
            byte[] broken = change[0] < 0 ? Arrays.copyOf(zip, change[1]) : zip.clone();
            if (change[0] >= 0) {
                broken[change[0]] += change[1];
            }
            Files.write(Path.of("b.zip"), broken);
            Try.run("broken " + (change[0] < 0 ? "" + (change[1] > 100 ? "end" : change[1]) : "end+" + (change[0] - end)), () -> { try (ZipFile z = new ZipFile("b.zip")) { return z.size() + " " + z.stream().map(ZipEntry::getName).collect(Collectors.joining(",")); } });
        }
        int central = zip[end + 16] & 0xff | (zip[end + 17] & 0xff) << 8;
        for (int at : new int[] {0, 8, 10, 16, 20, 24, 28, 30, 32, 42}) {
            byte[] broken = zip.clone();
            broken[central + at] ^= 0x40;
            Files.write(Path.of("b.zip"), broken);
            Try.run("central+" + at, () -> { try (ZipFile z = new ZipFile("b.zip")) { return new String(z.getInputStream(z.entries().nextElement()).readAllBytes()).length(); } });
        }
        Files.write(Path.of("junk.zip"), new byte[100]);
        Try.run("junk", () -> new ZipFile("junk.zip"));
        Try.run("missing", () -> new ZipFile("missing.zip"));
        Try.run("directory", () -> new ZipFile("."));
        Try.run("mode", () -> new ZipFile(new File("j.jar"), 7));
        Try.run("jar missing", () -> new JarFile("missing.jar"));
        byte[] prefixed = new byte[zip.length + 100];
        System.arraycopy(zip, 0, prefixed, 100, zip.length);
        Files.write(Path.of("prefixed.zip"), prefixed);
        try (ZipFile z = new ZipFile("prefixed.zip")) {
            System.out.println(z.size() + " " + new String(z.getInputStream(z.getEntry("a.txt")).readAllBytes()));
        }
        try (ZipOutputStream o = new ZipOutputStream(new FileOutputStream("latin.zip"), StandardCharsets.ISO_8859_1)) {
            o.putNextEntry(new ZipEntry("\u00e4\u00f6"));
        }
        try (ZipFile z = new ZipFile(new File("latin.zip"), StandardCharsets.ISO_8859_1)) {
            System.out.println(z.entries().nextElement().getName().equals("\u00e4\u00f6"));
        }
        Try.run("latin as utf", () -> new ZipFile("latin.zip").size());
        ZipFile gone = new ZipFile(new File("latin.zip"), ZipFile.OPEN_READ | ZipFile.OPEN_DELETE, StandardCharsets.ISO_8859_1);
        gone.close();
        System.out.println(new File("latin.zip").exists());
    }
}
