// Errors that root meets too: no directory, a loop, long names, a directory, not empty, other devices, read-only systems, busy.
import java.io.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import static java.nio.file.StandardOpenOption.*;

public class Errnos {
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
        System.out.println((what + ": " + text).replace("n".repeat(300), "LONG").replace("n".repeat(256), "LONG").replace(System.getProperty("user.dir"), "HERE").replaceAll("@[0-9a-f]+", "@"));
    }

    static void every(String what, Path path) {
        File file = path.toFile();
        attempt(what + " FileInputStream", () -> new FileInputStream(file).read());
        attempt(what + " FileOutputStream", () -> new FileOutputStream(file));
        attempt(what + " RandomAccessFile r", () -> new RandomAccessFile(file, "r"));
        attempt(what + " RandomAccessFile rw", () -> new RandomAccessFile(file, "rw"));
        attempt(what + " File", () -> file.exists() + " " + file.isFile() + " " + file.isDirectory() + " " + file.length() + " " + file.canRead() + file.canWrite() + file.canExecute() + " " + file.lastModified() + " " + Arrays.toString(file.list()));
        attempt(what + " mkdir", () -> file.mkdir() + " " + file.mkdirs());
        attempt(what + " createNewFile", file::createNewFile);
        attempt(what + " canonical", () -> file.getCanonicalPath().replace(System.getProperty("user.dir"), "HERE"));
        attempt(what + " renameTo", () -> file.renameTo(new File("other")) + " " + file.setReadOnly() + " " + file.setLastModified(0) + " " + file.setExecutable(true));
        attempt(what + " read", () -> Files.readAllBytes(path).length);
        attempt(what + " write", () -> Files.write(path, new byte[1]));
        attempt(what + " create new", () -> Files.newByteChannel(path, CREATE_NEW, WRITE));
        attempt(what + " channel", () -> FileChannel.open(path, READ, WRITE));
        attempt(what + " asynchronous", () -> AsynchronousFileChannel.open(path, WRITE));
        attempt(what + " exists", () -> Files.exists(path) + " " + Files.notExists(path) + " " + Files.isReadable(path) + " " + Files.isDirectory(path) + " " + Files.exists(path, LinkOption.NOFOLLOW_LINKS));
        attempt(what + " attributes", () -> Files.readAttributes(path, BasicFileAttributes.class).isDirectory());
        attempt(what + " permissions", () -> Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------")));
        attempt(what + " time", () -> Files.setLastModifiedTime(path, FileTime.fromMillis(0)));
        attempt(what + " owner", () -> Files.getOwner(path).getName());
        attempt(what + " list", () -> Files.list(path));
        attempt(what + " walk", () -> Files.walk(path).count());
        attempt(what + " createDirectory", () -> Files.createDirectory(path));
        attempt(what + " createDirectories", () -> Files.createDirectories(path).getNameCount() > 0);
        attempt(what + " link", () -> Files.createSymbolicLink(path, Path.of("target")));
        attempt(what + " hard link", () -> Files.createLink(path, Path.of("plain")));
        attempt(what + " readlink", () -> Files.readSymbolicLink(path));
        attempt(what + " real path", () -> path.toRealPath());
        attempt(what + " copy from", () -> Files.copy(path, Path.of("other")));
        attempt(what + " copy to", () -> Files.copy(Path.of("plain"), path));
        attempt(what + " move to", () -> Files.move(Path.of("plain"), path));
        attempt(what + " store", () -> Files.getFileStore(path).name().isEmpty());
        attempt(what + " watch", () -> path.register(FileSystems.getDefault().newWatchService(), StandardWatchEventKinds.ENTRY_CREATE));
        attempt(what + " delete", () -> Files.deleteIfExists(path));
        attempt(what + " File.delete", file::delete);
    }

    public static void main(String[] args) throws Exception {
        Files.writeString(Path.of("plain"), "plain");
        Files.createSymbolicLink(Path.of("loop"), Path.of("loop"));
        every("below a file", Path.of("plain/child"));
        every("below a loop", Path.of("loop/child"));
        every("long name", Path.of("n".repeat(256)));
        every("missing folder", Path.of("missing/child"));
        attempt("long path", () -> Files.exists(Path.of("n/".repeat(3000) + "n")) + " " + new File("n/".repeat(3000)).exists());
        attempt("long path read", () -> {
            try {
                return Files.readString(Path.of("n/".repeat(3000) + "n"));
            } catch (IOException e) {
                return e.getClass().getName() + e.getMessage().substring(6000);
            }
        });
        // Directories where files are meant, and the other way round.
        Files.createDirectories(Path.of("full/inner"));
        Files.writeString(Path.of("full/file"), "x");
        Files.createDirectory(Path.of("empty"));
        Path full = Path.of("full"), plain = Path.of("plain");
        attempt("directory FileInputStream", () -> new FileInputStream("full"));
        attempt("directory FileOutputStream", () -> new FileOutputStream("full"));
        attempt("directory RandomAccessFile", () -> new RandomAccessFile("full", "r"));
        attempt("directory read", () -> Files.readAllBytes(full));
        attempt("directory write", () -> Files.write(full, new byte[1]));
        attempt("directory channel", () -> FileChannel.open(full).read(ByteBuffer.allocate(1)));
        attempt("directory map", () -> FileChannel.open(full).map(FileChannel.MapMode.READ_ONLY, 0, 1));
        attempt("directory lines", () -> Files.lines(full).count());
        attempt("delete full", () -> Files.deleteIfExists(full));
        attempt("delete full File", () -> full.toFile().delete());
        attempt("move onto full", () -> Files.move(Path.of("empty"), full, StandardCopyOption.REPLACE_EXISTING));
        attempt("move file onto directory", () -> Files.move(plain, full, StandardCopyOption.ATOMIC_MOVE));
        attempt("move directory onto file", () -> Files.move(full, plain, StandardCopyOption.ATOMIC_MOVE));
        attempt("move directory onto full", () -> Files.move(Path.of("empty"), full, StandardCopyOption.ATOMIC_MOVE));
        attempt("move into itself", () -> Files.move(full, Path.of("full/inner/deeper")));
        attempt("move onto itself", () -> Files.move(full, full));
        attempt("copy onto directory", () -> Files.copy(plain, full, StandardCopyOption.REPLACE_EXISTING));
        attempt("copy onto existing", () -> Files.copy(plain, Path.of("full/file")));
        attempt("hard link of directory", () -> Files.createLink(Path.of("hard"), full));
        attempt("list file", () -> Files.newDirectoryStream(plain));
        attempt("watch file", () -> plain.register(FileSystems.getDefault().newWatchService(), StandardWatchEventKinds.ENTRY_CREATE));
        // File systems that take no files, other devices.
        attempt("proc", () -> Files.createFile(Path.of("/proc/peaberry")));
        attempt("proc directory", () -> Files.createDirectory(Path.of("/proc/peaberry")));
        attempt("proc File", () -> new File("/proc/peaberry").createNewFile());
        attempt("proc delete", () -> Files.deleteIfExists(Path.of("/proc/version")));
        attempt("proc write", () -> Files.writeString(Path.of("/proc/version"), "x"));
        attempt("proc output", () -> new FileOutputStream("/proc/version"));
        attempt("proc mode", () -> Files.setPosixFilePermissions(Path.of("/proc/version"), PosixFilePermissions.fromString("rwxrwxrwx")));
        attempt("proc attribute", () -> Files.setAttribute(Path.of("/proc/version"), "user:x", new byte[1]));
        attempt("proc self directory", () -> Files.deleteIfExists(Path.of("/proc/self/task")));
        attempt("proc read", () -> Files.readString(Path.of("/proc/version")).startsWith("Linux") + " " + Files.size(Path.of("/proc/version")) + " " + new File("/proc/version").length());
        attempt("proc map", () -> FileChannel.open(Path.of("/proc/version")).map(FileChannel.MapMode.READ_ONLY, 0, 1));
        attempt("sys", () -> Files.createFile(Path.of("/sys/peaberry")));
        attempt("link across devices", () -> Files.createLink(Path.of("/proc/peaberry"), plain));
        attempt("move across devices", () -> Files.move(plain, Path.of("/proc/peaberry"), StandardCopyOption.ATOMIC_MOVE));
        attempt("move to proc", () -> Files.move(plain, Path.of("/proc/peaberry")));
        attempt("rename across devices", () -> plain.toFile().renameTo(new File("/proc/peaberry")));
        attempt("delete a mount point", () -> Files.deleteIfExists(Path.of("/proc")));
        // Programs that run.
        Files.copy(Path.of("/bin/sleep"), Path.of("sleeper"), StandardCopyOption.COPY_ATTRIBUTES);
        Process sleeper = new ProcessBuilder("./sleeper", "100").start();
        for (int i = 0; i < 1000 && !sleeper.info().command().orElse("").endsWith("sleeper"); i++) {
            Thread.sleep(5);
        }
        attempt("running", () -> new FileOutputStream("sleeper"));
        attempt("running channel", () -> FileChannel.open(Path.of("sleeper"), WRITE));
        attempt("running write", () -> Files.write(Path.of("sleeper"), new byte[1]));
        attempt("running random", () -> new RandomAccessFile("sleeper", "rw"));
        sleeper.destroyForcibly().waitFor();
        try (FileOutputStream open = new FileOutputStream("sleeper", true)) {
            attempt("written", () -> new ProcessBuilder("./sleeper", "0").start());
        }
        attempt("seek", () -> {
            RandomAccessFile file = new RandomAccessFile("plain", "rw");
            file.seek(Long.MAX_VALUE);
            file.write(1);
            return file.length();
        });
        attempt("too long", () -> {
            new RandomAccessFile("plain", "rw").setLength(Long.MAX_VALUE);
            return "";
        });
        attempt("descriptor of a pipe", () -> new RandomAccessFile("/dev/stdin", "r").length() >= 0);
        attempt("device", () -> new FileInputStream("/dev/null").read() + " " + Files.size(Path.of("/dev/null")) + " " + Files.readAttributes(Path.of("/dev/null"), BasicFileAttributes.class).isOther());
        attempt("empty name", () -> new FileInputStream(""));
        attempt("zero in name", () -> new FileInputStream("a\0b"));
        attempt("zero in path", () -> Path.of("a\0b"));
        attempt("zero File", () -> new File("a\0b").exists() + " " + new File("a\0b").createNewFile());
    }
}
