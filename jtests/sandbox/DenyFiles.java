// Without files: reading and changing them by every class that does.
// own: --deny=files
import java.io.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.zip.*;

public class DenyFiles {
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
        Path passwd = Path.of("/etc/passwd");
        attempt("FileInputStream", () -> new FileInputStream("/etc/passwd"));
        attempt("FileReader", () -> new FileReader("/no/such/file"));
        attempt("FileOutputStream", () -> new FileOutputStream("/tmp/peaberry-denied"));
        attempt("appending", () -> new FileOutputStream("/tmp/peaberry-denied", true));
        attempt("RandomAccessFile r", () -> new RandomAccessFile("/etc/passwd", "r"));
        attempt("RandomAccessFile rw", () -> new RandomAccessFile("/tmp/peaberry-denied", "rw"));
        attempt("Scanner", () -> new Scanner(new File("/etc/passwd")));
        attempt("readString", () -> Files.readString(passwd));
        attempt("lines", () -> Files.lines(passwd));
        attempt("writeString", () -> Files.writeString(Path.of("/tmp/peaberry-denied"), "x"));
        attempt("channel", () -> FileChannel.open(passwd));
        attempt("async channel", () -> AsynchronousFileChannel.open(passwd));
        attempt("list", () -> Files.list(Path.of("/etc")));
        attempt("walk", () -> Files.walk(Path.of("/etc")));
        attempt("File.list", () -> Arrays.toString(new File("/etc").list()));
        attempt("File", () -> new File("/etc/passwd").exists() + " " + new File("/etc").isDirectory() + " " + new File("/etc/passwd").length() + " " + new File("/etc/passwd").lastModified());
        attempt("File access", () -> new File("/etc/passwd").canRead() + " " + new File("/tmp").canWrite() + " " + new File("/bin/sh").canExecute());
        attempt("File changes", () -> new File("/tmp/peaberry-denied").mkdir() + " " + new File("/tmp/peaberry-denied").delete() + " " + new File("/tmp").setLastModified(0) + " " + new File("/tmp/a").renameTo(new File("/tmp/b")));
        attempt("createNewFile", () -> new File("/tmp/peaberry-denied").createNewFile());
        attempt("space", () -> new File("/").getTotalSpace());
        attempt("exists", () -> Files.exists(passwd) + " " + Files.notExists(passwd) + " " + Files.isReadable(passwd));
        attempt("attributes", () -> Files.readAttributes(passwd, BasicFileAttributes.class));
        attempt("posix", () -> Files.getPosixFilePermissions(passwd));
        attempt("set permissions", () -> Files.setPosixFilePermissions(passwd, PosixFilePermissions.fromString("rw-------")));
        attempt("set time", () -> Files.setLastModifiedTime(passwd, FileTime.fromMillis(0)));
        attempt("owner", () -> Files.getOwner(passwd));
        attempt("real path", () -> passwd.toRealPath());
        attempt("create directory", () -> Files.createDirectory(Path.of("/tmp/peaberry-denied")));
        attempt("temp file", () -> Files.createTempFile("denied", null).getParent());
        attempt("link", () -> Files.createLink(Path.of("/tmp/peaberry-denied"), passwd));
        attempt("symlink", () -> Files.createSymbolicLink(Path.of("/tmp/peaberry-denied"), passwd));
        attempt("read link", () -> Files.readSymbolicLink(Path.of("/proc/self/exe")));
        attempt("copy", () -> Files.copy(passwd, Path.of("/tmp/peaberry-denied")));
        attempt("move", () -> Files.move(passwd, Path.of("/tmp/peaberry-denied")));
        attempt("delete", () -> Files.deleteIfExists(passwd));
        attempt("store", () -> Files.getFileStore(passwd));
        attempt("watch", () -> Path.of("/etc").register(FileSystems.getDefault().newWatchService(), StandardWatchEventKinds.ENTRY_CREATE));
        attempt("jar", () -> new java.util.jar.JarFile("/usr/share/java/x.jar"));
        attempt("zip", () -> new ZipFile("/etc/passwd"));
        attempt("zip system", () -> FileSystems.newFileSystem(Path.of("/usr/share/java/x.jar")));
        attempt("class loader", () -> new java.net.URLClassLoader(new java.net.URL[] {new java.net.URL("file:/usr/share/java/")}).getResource("x"));
        attempt("proc", () -> Files.readString(Path.of("/proc/self/status")));
        attempt("own class", () -> DenyFiles.class.getResource("DenyFiles.class") != null);
        attempt("random", () -> new java.security.SecureRandom().generateSeed(4).length);
        attempt("zone", () -> java.time.ZoneId.systemDefault());
        attempt("heap dump", () -> {
            java.lang.management.ManagementFactory.getPlatformMXBean(com.sun.management.HotSpotDiagnosticMXBean.class).dumpHeap("/tmp/peaberry-denied.hprof", false);
            return "done";
        });
    }
}
