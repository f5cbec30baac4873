// Attributes, links, copies, temporary files, stores, trees, user-defined attributes.
import java.io.*;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.time.Instant;
import java.util.*;
import java.util.stream.*;

public class FileAttrs {
    public static void main(String[] args) throws Exception {
        Path file = Files.writeString(Path.of("file"), "0123456789");
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2001-02-03T04:05:06.789Z")));
        PosixFileAttributes a = Files.readAttributes(file, PosixFileAttributes.class);
        System.out.println(a.size() + " " + a.lastModifiedTime() + " " + a.isRegularFile() + a.isDirectory() + a.isSymbolicLink() + a.isOther());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-x--x"));
        System.out.println(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " " + Files.isExecutable(file) + Files.isReadable(file) + Files.isWritable(file));
        Files.getFileAttributeView(file, BasicFileAttributeView.class).setTimes(FileTime.fromMillis(1000), FileTime.fromMillis(2500), null);
        System.out.println(Files.readAttributes(file, "lastModifiedTime,lastAccessTime,size") + " " + Files.getAttribute(file, "unix:mode") + " " + Files.getAttribute(file, "unix:nlink"));
        System.out.println(Files.getOwner(file) + " " + Files.readAttributes(file, PosixFileAttributes.class).group() + " " + Files.getAttribute(file, "unix:uid"));
        Path link = Files.createSymbolicLink(Path.of("link"), file);
        Path hard = Files.createLink(Path.of("hard"), file);
        System.out.println(Files.readSymbolicLink(link) + " " + Files.isSameFile(link, file) + Files.isSameFile(hard, file) + " " + Files.getAttribute(file, "unix:nlink") + " " + Files.isSymbolicLink(link) + Files.size(link) + " " + Files.readAttributes(link, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).size());
        Path copy = Files.copy(file, Path.of("copy"), StandardCopyOption.COPY_ATTRIBUTES);
        System.out.println(Files.getLastModifiedTime(copy) + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)) + " " + Files.mismatch(file, copy));
        Path linkCopy = Files.copy(link, Path.of("link-copy"), LinkOption.NOFOLLOW_LINKS);
        System.out.println(Files.readSymbolicLink(linkCopy));
        byte[] much = new byte[3_000_000];
        new Random(5).nextBytes(much);
        Files.write(Path.of("much"), much);
        System.out.println(Files.size(Files.copy(Path.of("much"), Path.of("much2"))) + " " + Files.mismatch(Path.of("much"), Path.of("much2")));
        System.out.println(Files.move(Path.of("much2"), Path.of("much3"), StandardCopyOption.ATOMIC_MOVE) + " " + Files.exists(Path.of("much2")));
        try (InputStream in = Files.newInputStream(Path.of("much3")); OutputStream out = new FileOutputStream("much4")) {
            System.out.println(in.transferTo(out) + " " + Arrays.equals(much, Files.readAllBytes(Path.of("much4"))));
        }
        UserDefinedFileAttributeView user = Files.getFileAttributeView(file, UserDefinedFileAttributeView.class);
        try {
            user.write("colour", StandardCharsets.UTF_8.encode("green"));
            ByteBuffer b = ByteBuffer.allocate(user.size("colour"));
            user.read("colour", b);
            System.out.println(user.list() + " " + new String(b.array()));
            user.delete("colour");
            System.out.println(user.list());
        } catch (FileSystemException e) {
            System.out.println(e);
        }
        Path temp = Files.createTempFile(Path.of("."), "pre", ".suf");
        Path tempDir = Files.createTempDirectory(Path.of("."), "dir");
        System.out.println(PosixFilePermissions.toString(Files.getPosixFilePermissions(temp)) + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(tempDir)) + " " + temp.getFileName().toString().replaceAll("[0-9]+", "N"));
        FileStore store = Files.getFileStore(file);
        System.out.println((store.getTotalSpace() > 0) + " " + (store.getUsableSpace() > 0) + " " + store.supportsFileAttributeView("posix") + " " + (store.getBlockSize() > 0) + " " + store.isReadOnly());
        System.out.println(FileSystems.getDefault().supportedFileAttributeViews().stream().sorted().collect(Collectors.toList()) + " " + FileSystems.getDefault().getRootDirectories().iterator().next());
        int stores = 0;
        for (FileStore s : FileSystems.getDefault().getFileStores()) {
            stores++;
        }
        System.out.println(stores > 0);
        Files.createDirectories(Path.of("tree/a/b"));
        Files.writeString(Path.of("tree/a/one.txt"), "1");
        Files.writeString(Path.of("tree/a/b/two.txt"), "22");
        try (Stream<Path> walk = Files.walk(Path.of("tree"))) {
            System.out.println(walk.map(Path::toString).sorted().collect(Collectors.toList()));
        }
        try (Stream<Path> found = Files.find(Path.of("tree"), 5, (p, at) -> at.size() == 2 && at.isRegularFile())) {
            System.out.println(found.collect(Collectors.toList()));
        }
        try (SecureDirectoryStream<Path> secure = (SecureDirectoryStream<Path>) Files.newDirectoryStream(Path.of("tree/a"))) {
            secure.deleteFile(Path.of("one.txt"));
            secure.move(Path.of("b"), secure, Path.of("c"));
            System.out.println(secure.getFileAttributeView(Path.of("c"), BasicFileAttributeView.class).readAttributes().isDirectory());
        }
        System.out.println(Files.exists(Path.of("tree/a/c/two.txt")) + " " + new File("tree/a").list().length);
        File old = new File("copy");
        System.out.println(old.setReadOnly() + " " + old.setExecutable(false) + " " + old.setLastModified(1234567000L) + " " + old.lastModified() + " " + PosixFilePermissions.toString(Files.getPosixFilePermissions(copy)) + " " + (old.getTotalSpace() > 0) + " " + new File("/").getUsableSpace() / Math.max(1, new File("/").getUsableSpace()));
        System.out.println(Files.probeContentType(Path.of("x.html")) + " " + Files.isHidden(Path.of(".x")));
    }
}
