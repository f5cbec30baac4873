// The file system of zip files: creating, reading, writing, copying out and in, attributes, walking, read-only, errors.
import jasm.Try;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.stream.*;
import java.util.zip.*;

public class ZipSystem {
    static Object names(Path from) throws Exception {
        try (Stream<Path> s = Files.walk(from)) {
            return s.map(Path::toString).sorted().collect(Collectors.toList());
        }
    }

    public static void main(String[] args) throws Exception {
        URI uri = URI.create("jar:" + Path.of("z.zip").toUri());
        Files.writeString(Path.of("outside"), "outside text");
        Try.run("not created", () -> { try { return FileSystems.newFileSystem(uri, Map.of()); } catch (NoSuchFileException e) { return "no such file"; } });
        try (FileSystem fs = FileSystems.newFileSystem(uri, Map.of("create", "true"))) {
            Path root = fs.getPath("/");
            Files.createDirectories(fs.getPath("/a/b/c"));
            Files.writeString(fs.getPath("a/b/text"), "text ".repeat(1000));
            Files.copy(Path.of("outside"), fs.getPath("in"));
            Files.copy(fs.getPath("a/b/text"), Path.of("out"));
            Files.move(fs.getPath("in"), fs.getPath("a/moved"));
            System.out.println(names(root) + " " + fs.isOpen() + fs.isReadOnly() + " " + fs.getSeparator() + " " + fs.getRootDirectories().iterator().next());
            Try.run("exists", () -> Files.createDirectory(fs.getPath("a")));
            Try.run("no parent", () -> Files.writeString(fs.getPath("q/x"), "1"));
            Try.run("full dir", () -> { Files.delete(fs.getPath("a")); return null; });
            Try.run("missing", () -> Files.readString(fs.getPath("nothing")));
            Try.run("create new", () -> Files.writeString(fs.getPath("a/moved"), "1", StandardOpenOption.CREATE_NEW));
            Try.run("append", () -> Files.readString(Files.writeString(fs.getPath("a/moved"), "++", StandardOpenOption.APPEND)));
            Try.run("same system", () -> FileSystems.newFileSystem(uri, Map.of()));
            Try.run("get", () -> FileSystems.getFileSystem(uri) == fs);
            Try.run("path", () -> Path.of(URI.create(uri + "!/a/moved")));
            Try.run("mixed", () -> fs.getPath("a").resolve(Path.of("b")));
            System.out.println(fs.getPath("/a/../b/./c").normalize() + " " + fs.getPath("a/b").relativize(fs.getPath("a/c/d")) + " " + fs.getPath("/a").startsWith("/") + " " + fs.getPath("x").toAbsolutePath() + " " + fs.getPath("/a/b").getFileName() + " " + fs.getPath("//a//b/"));
            try (SeekableByteChannel c = Files.newByteChannel(fs.getPath("a/b/text"))) {
                ByteBuffer b = ByteBuffer.allocate(4);
                c.position(5000 - 4);
                System.out.println(c.read(b) + " " + c.read(b.clear()) + " " + c.size());
                Try.run("write", () -> c.write(ByteBuffer.allocate(1)));
            }
            try (FileChannel c = FileChannel.open(fs.getPath("channel"), StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.READ)) {
                c.write(ByteBuffer.wrap(new byte[10]), 5);
                System.out.println(c.size());
            }
            Files.setLastModifiedTime(fs.getPath("channel"), FileTime.fromMillis(1_000_000_000_000L));
            BasicFileAttributes a = Files.readAttributes(fs.getPath("channel"), BasicFileAttributes.class);
            System.out.println(a.size() + " " + a.lastModifiedTime() + " " + a.isRegularFile() + a.isDirectory());
            System.out.println(new TreeSet<>(Files.readAttributes(fs.getPath("channel"), "zip:*").keySet()));
            System.out.println(fs.supportedFileAttributeViews().stream().sorted().collect(Collectors.toList()) + " " + fs.getFileStores().iterator().next().type());
            try (DirectoryStream<Path> d = Files.newDirectoryStream(fs.getPath("/a"), "m*")) {
                d.forEach(System.out::println);
            }
            System.out.println(fs.getPathMatcher("glob:/a/**").matches(fs.getPath("/a/b/text")));
            Try.run("watch", () -> fs.newWatchService());
            Try.run("users", () -> fs.getUserPrincipalLookupService());
            Try.run("link", () -> Files.createSymbolicLink(fs.getPath("l"), fs.getPath("a")));
        }
        try (ZipFile z = new ZipFile("z.zip")) {
            System.out.println(z.stream().map(e -> e.getName() + ":" + e.getSize() + ":" + e.getMethod()).sorted().collect(Collectors.toList()));
        }
        Path.of("z.zip").toFile().setReadOnly();
        try (FileSystem fs = FileSystems.newFileSystem(Path.of("z.zip"), Map.of("noCompression", "true"))) {
            System.out.println(Files.readString(fs.getPath("a/moved")));
        }
        Path.of("z.zip").toFile().setWritable(true);
        try (FileSystem fs = FileSystems.newFileSystem(Path.of("z.zip"), Map.of("enablePosixFileAttributes", "true"))) {
            Path p = fs.getPath("a/moved");
            Files.setPosixFilePermissions(p, PosixFilePermissions.fromString("rwxr-x--x"));
            System.out.println(PosixFilePermissions.toString(Files.getPosixFilePermissions(p)));
            Files.deleteIfExists(fs.getPath("channel"));
        }
        try (FileSystem fs = FileSystems.newFileSystem(Path.of("z.zip"), (ClassLoader) null)) {
            System.out.println(names(fs.getPath("/")));
            FileSystem closed = fs;
            fs.close();
            Try.run("closed", () -> Files.exists(closed.getPath("a")) + " " + closed.isOpen());
            Try.run("closed read", () -> Files.readString(closed.getPath("a/moved")));
        }
        Files.write(Path.of("junk.zip"), new byte[50]);
        Try.run("junk", () -> FileSystems.newFileSystem(Path.of("junk.zip")));
        Try.run("no provider", () -> FileSystems.newFileSystem(Path.of("outside")));
        Try.run("jrt", () -> Files.exists(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java/lang/Object.class")));
        Try.run("jrt modules", () -> Files.list(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("packages")).anyMatch(p -> p.endsWith("java.sql")));
        Try.run("jrt write", () -> Files.writeString(FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/x"), "1"));
    }
}
