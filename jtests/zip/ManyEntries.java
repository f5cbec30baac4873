// Archives beyond the old limits and with everything in their headers: 70,000 entries, times, extra fields, comments, charsets.
import java.io.*;
import java.nio.charset.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.time.*;
import java.util.*;
import java.util.zip.*;

public class ManyEntries {
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

    static long crc(byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(data);
        return crc.getValue();
    }

    public static void main(String[] args) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 23);
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (int i = 0; i < 66_000; i++) {
                ZipEntry entry = new ZipEntry("e" + i);
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(0);
                entry.setCrc(0);
                entry.setTimeLocal(LocalDateTime.of(2000, 1, 1, 0, 0));
                out.putNextEntry(entry);
            }
        }
        System.out.println(bytes.size() + " " + Long.toHexString(crc(bytes.toByteArray())));
        Path file = Path.of("many.zip");
        Files.write(file, bytes.toByteArray());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            System.out.println(zip.size() + " " + zip.getEntry("e65999").getName() + " " + zip.getEntry("e66000") + " " + zip.stream().skip(65_990).map(ZipEntry::getName).toList());
        }
        Files.delete(file);
        // Headers.
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        FileTime modified = FileTime.from(Instant.parse("2021-03-04T05:06:07.123Z")), accessed = FileTime.from(Instant.parse("2022-03-04T05:06:07Z")), created = FileTime.from(Instant.parse("1999-12-31T23:59:58Z"));
        try (ZipOutputStream out = new ZipOutputStream(headers, StandardCharsets.UTF_8)) {
            out.setComment("a comment \u00fc");
            ZipEntry full = new ZipEntry("gr\u00fcn/\u20ac.txt");
            full.setLastModifiedTime(modified);
            full.setLastAccessTime(accessed);
            full.setCreationTime(created);
            full.setComment("entry \u00fc");
            full.setExtra(new byte[] {0x34, 0x12, 3, 0, 1, 2, 3});
            out.putNextEntry(full);
            out.write("some text".getBytes());
            ZipEntry old = new ZipEntry("old");
            old.setTime(0);
            out.putNextEntry(old);
            ZipEntry late = new ZipEntry("late");
            late.setTimeLocal(LocalDateTime.of(2150, 1, 1, 0, 0));
            out.putNextEntry(late);
            ZipEntry early = new ZipEntry("early");
            early.setLastModifiedTime(FileTime.from(Instant.parse("1800-01-01T00:00:00Z")));
            out.putNextEntry(early);
        }
        System.out.println(headers.size() + " " + Long.toHexString(crc(headers.toByteArray())));
        Files.write(file, headers.toByteArray());
        try (ZipFile zip = new ZipFile(file.toFile())) {
            System.out.println(zip.getComment().length() + " " + zip.getName());
            for (ZipEntry entry : Collections.list(zip.entries())) {
                System.out.println(entry.getName().length() + " " + entry.getTime() + " " + entry.getLastModifiedTime() + " " + entry.getLastAccessTime() + " " + entry.getCreationTime() + " " + entry.getTimeLocal() + " " + Arrays.toString(entry.getExtra()) + " " + entry.getComment() + " " + entry.getSize() + " " + entry.getCompressedSize() + " " + Long.toHexString(entry.getCrc()) + " " + entry.isDirectory() + " " + entry.hashCode());
            }
        }
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(headers.toByteArray()))) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null;) {
                System.out.println(entry.getName().length() + " " + entry.getSize() + " " + entry.getLastModifiedTime() + " " + Arrays.toString(entry.getExtra()) + " " + in.available());
                in.closeEntry();
                System.out.println(entry.getSize() + " " + entry.getCompressedSize() + " " + in.available());
            }
        }
        // Names in other charsets.
        for (String charset : new String[] {"ISO-8859-1", "IBM850", "UTF-16BE", "Shift_JIS"}) {
            attempt(charset, () -> {
                ByteArrayOutputStream other = new ByteArrayOutputStream();
                try (ZipOutputStream out = new ZipOutputStream(other, Charset.forName(charset))) {
                    ZipEntry entry = new ZipEntry(charset.equals("Shift_JIS") ? "\u3042" : "gr\u00fcn");
                    entry.setTime(1_000_000_000_000L);
                    out.putNextEntry(entry);
                }
                Files.write(file, other.toByteArray());
                String names;
                try (ZipFile zip = new ZipFile(file.toFile(), Charset.forName(charset))) {
                    names = zip.entries().nextElement().getName().codePoints().boxed().toList() + " " + zip.stream().count();
                }
                try (ZipFile zip = new ZipFile(file.toFile())) {
                    return names + zip.entries().nextElement().getName();
                } catch (IOException e) {
                    return names + e.getClass().getName() + e.getMessage();
                }
            });
        }
        attempt("unmappable", () -> {
            try (ZipOutputStream out = new ZipOutputStream(new ByteArrayOutputStream(), StandardCharsets.US_ASCII)) {
                out.putNextEntry(new ZipEntry("gr\u00fcn"));
            }
            return "";
        });
        attempt("bad UTF-8", () -> new ZipFile(file.toFile()).size());
        // The zip file system with attributes and options.
        Files.deleteIfExists(file);
        try (FileSystem system = FileSystems.newFileSystem(file, Map.of("create", "true", "enablePosixFileAttributes", "true", "defaultPermissions", "rw-r-----", "compressionMethod", "STORED"))) {
            Path one = system.getPath("/dir/one"), two = system.getPath("/two");
            Files.createDirectories(one.getParent());
            Files.writeString(one, "one".repeat(100));
            Files.setPosixFilePermissions(one, PosixFilePermissions.fromString("rwxr-x--x"));
            Files.setLastModifiedTime(one, modified);
            Files.copy(one, two, StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(two, system.getPath("/dir/three"));
            Files.writeString(system.getPath("/dir/three"), "more", StandardOpenOption.APPEND);
            System.out.println(new TreeSet<>(Files.getPosixFilePermissions(one)) + " " + Files.getLastModifiedTime(one) + " " + Files.readAttributes(one, "zip:*").keySet().size() + " " + Files.getAttribute(one, "zip:method") + " " + Files.size(system.getPath("dir/three")));
            attempt("not empty", () -> Files.deleteIfExists(system.getPath("/dir")));
            attempt("existing", () -> Files.createDirectory(system.getPath("/dir")));
            attempt("missing", () -> Files.readString(system.getPath("/none")));
            attempt("directory", () -> Files.readString(system.getPath("/dir")));
            attempt("below a file", () -> Files.writeString(system.getPath("/dir/one/x"), ""));
            attempt("read-only channel", () -> Files.newByteChannel(one).write(java.nio.ByteBuffer.allocate(1)));
            attempt("seek", () -> Files.newByteChannel(one).position(50).read(java.nio.ByteBuffer.allocate(500)));
            attempt("owner", () -> Files.getOwner(one).getName().isEmpty());
            attempt("to file", one::toFile);
            attempt("watch", () -> one.register(FileSystems.getDefault().newWatchService(), StandardWatchEventKinds.ENTRY_CREATE));
            attempt("foreign", () -> one.resolve(Path.of("x")));
            System.out.println(one.toUri().toString().replaceAll(".*!", "") + " " + one.toRealPath() + " " + system.getPath("/a/../dir//one/.").normalize() + " " + system.isReadOnly() + " " + system.provider().getScheme() + " " + new TreeSet<>(system.supportedFileAttributeViews()) + " " + one.startsWith("/dir") + " " + system.getPathMatcher("glob:/dir/*").matches(one));
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            System.out.println(zip.stream().map(entry -> entry.getName() + entry.getMethod() + "/" + entry.getSize()).sorted().toList());
        }
        attempt("closed", () -> {
            FileSystem system = FileSystems.newFileSystem(file);
            Path path = system.getPath("/dir/one");
            system.close();
            return Files.exists(path) + Files.readString(path);
        });
        attempt("wrong option", () -> FileSystems.newFileSystem(file, Map.of("compressionMethod", "TEA")));
        attempt("not there", () -> FileSystems.newFileSystem(Path.of("none.zip")));
        attempt("no zip", () -> {
            Files.writeString(Path.of("text.zip"), "text");
            try {
                return FileSystems.newFileSystem(Path.of("text.zip"));
            } finally {
                Files.delete(Path.of("text.zip"));
            }
        });
        attempt("by URI twice", () -> {
            java.net.URI uri = java.net.URI.create("jar:" + file.toUri());
            try (FileSystem system = FileSystems.newFileSystem(uri, Map.of())) {
                System.out.println(FileSystems.getFileSystem(uri) == system);
                return FileSystems.newFileSystem(uri, Map.of());
            } catch (FileSystemAlreadyExistsException e) {
                return "exists";
            }
        });
        Files.delete(file);
    }
}
