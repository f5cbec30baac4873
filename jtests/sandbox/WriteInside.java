// Changing files below one directory only: contents, names, attributes, links.
// own: --allow-write=inside
import java.io.*;
import java.net.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import static java.nio.file.StandardOpenOption.*;

public class WriteInside {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        String text;
        try {
            text = String.valueOf(action.run());
        } catch (Throwable e) {
            text = e.toString();
        }
        System.out.println((what + ": " + text).replace(System.getProperty("user.dir"), "HERE").replace(System.getProperty("java.home"), "JAVA").replaceAll("/proc/\\d+", "/proc/N").replaceAll("\\d{9,}", "N"));
    }

    public static void main(String[] args) throws Exception {
        Path inside = Files.createDirectory(Path.of("inside"));
        attempt("write", () -> Files.writeString(inside.resolve("new"), "new"));
        attempt("directories", () -> Files.createDirectories(inside.resolve("a/b/c")));
        attempt("rename", () -> Files.move(inside.resolve("new"), inside.resolve("a/newer")));
        attempt("outside", () -> Files.writeString(Path.of("beside"), "x"));
        attempt("dots", () -> Files.writeString(inside.resolve("a/../../beside"), "x"));
        attempt("directory outside", () -> Files.createDirectory(Path.of("beside")));
        attempt("File", () -> new File("beside").mkdirs() + " " + new File("inside/d").mkdirs());
        attempt("createNewFile", () -> new File("beside").createNewFile());
        attempt("stream", () -> new FileOutputStream("beside"));
        attempt("random access", () -> new RandomAccessFile("beside", "rw"));
        attempt("temp", () -> File.createTempFile("abc", null, new File(".")));
        attempt("temp inside", () -> File.createTempFile("abc", null, inside.toFile()).delete());
        attempt("link that leads out", () -> Files.createSymbolicLink(inside.resolve("out"), Path.of("../beside")));
        attempt("write through it", () -> Files.writeString(inside.resolve("out"), "x"));
        attempt("truncate through it", () -> new FileOutputStream("inside/out"));
        attempt("nothing was made", () -> Files.exists(Path.of("beside")));
        Files.createSymbolicLink(inside.resolve("up"), Path.of(".."));
        attempt("through directory", () -> Files.writeString(inside.resolve("up/beside"), "x"));
        attempt("mode through directory", () -> Files.setPosixFilePermissions(inside.resolve("up"), PosixFilePermissions.fromString("rwxrwxrwx")));
        Path class_ = Path.of(System.getProperty("java.home"), "lib/modules");
        attempt("mode", () -> Files.setPosixFilePermissions(class_, PosixFilePermissions.fromString("rw-r--r--")));
        attempt("mode of link", () -> Files.setAttribute(class_, "posix:permissions", PosixFilePermissions.fromString("rw-r--r--"), LinkOption.NOFOLLOW_LINKS));
        attempt("time", () -> Files.setLastModifiedTime(class_, FileTime.fromMillis(0)));
        attempt("time of link", () -> Files.getFileAttributeView(class_, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS).toString().isEmpty());
        attempt("File time", () -> class_.toFile().setLastModified(0) + " " + class_.toFile().setReadOnly());
        attempt("owner", () -> Files.setOwner(class_, Files.getOwner(class_)));
        attempt("user attribute", () -> Files.setAttribute(class_, "user:tea", new byte[] {1}));
        attempt("delete", () -> Files.deleteIfExists(class_));
        attempt("hard link", () -> Files.createLink(inside.resolve("hard"), class_));
        attempt("symbolic link", () -> Files.createSymbolicLink(Path.of("beside"), class_));
        attempt("move out", () -> Files.move(inside.resolve("a/newer"), Path.of("beside")));
        attempt("move in", () -> Files.move(class_, inside.resolve("modules")));
        attempt("copy out", () -> Files.copy(inside.resolve("a/newer"), Path.of("beside")));
        attempt("copy in", () -> Files.copy(Path.of("/etc/hostname"), inside.resolve("hostname")).getFileName());
        attempt("channel", () -> FileChannel.open(Path.of("beside"), CREATE, WRITE));
        attempt("asynchronous", () -> AsynchronousFileChannel.open(Path.of("beside"), CREATE, WRITE));
        attempt("mapped", () -> FileChannel.open(class_, READ, WRITE).map(FileChannel.MapMode.READ_WRITE, 0, 10));
        attempt("private mapping", () -> FileChannel.open(class_, READ).map(FileChannel.MapMode.READ_ONLY, 0, 10).limit());
        attempt("memory of the process", () -> new RandomAccessFile("/proc/self/mem", "rw"));
        attempt("Unix socket", () -> ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of("beside")));
        attempt("Unix socket inside", () -> ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of("inside/socket")).isOpen());
        attempt("preferences and logs", () -> new java.util.logging.FileHandler("beside.log"));
        attempt("heap dump", () -> {
            java.lang.management.ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class).dumpHeap("beside.hprof", false);
            return "done";
        });
        attempt("what is there", () -> new TreeSet<>(Arrays.asList(new File(".").list())));
    }
}
