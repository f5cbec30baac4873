// What the file APIs say when something goes wrong: java.io and java.nio.file.
import java.io.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;

public class FileErrors {
    interface Act {
        Object run() throws Exception;
    }

    static void say(String what, Act act) {
        try {
            System.out.println(what + ": " + act.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.toString().replaceAll("[0-9]{9,}", "N"));
        }
    }

    public static void main(String[] args) throws Exception {
        Path dir = Files.createDirectory(Path.of("dir"));
        Path file = Files.writeString(Path.of("file"), "content");
        Files.writeString(dir.resolve("inner"), "x");
        Path loop = Files.createSymbolicLink(Path.of("loop"), Path.of("loop"));
        Path dangling = Files.createSymbolicLink(Path.of("dangling"), Path.of("nowhere"));
        String longName = "n".repeat(300);
        say("open missing", () -> new FileInputStream("missing"));
        say("open dir", () -> new FileInputStream("dir"));
        say("open under file", () -> new FileInputStream("file/x"));
        say("open loop", () -> new FileInputStream("loop"));
        say("open long", () -> new FileInputStream(longName));
        say("open empty", () -> new FileInputStream(""));
        say("open nul", () -> new FileInputStream("a\0b"));
        say("write to dir", () -> new FileOutputStream("dir"));
        say("write in missing", () -> new FileOutputStream("missing/x"));
        say("trailing slash", () -> new FileInputStream("file/").read());
        say("random missing", () -> new RandomAccessFile("missing", "r"));
        say("random mode", () -> new RandomAccessFile("file", "x"));
        say("random write", () -> {
            new RandomAccessFile("file", "r").write(1);
            return null;
        });
        say("random seek", () -> {
            new RandomAccessFile("file", "r").seek(-1);
            return null;
        });
        say("random end", () -> {
            RandomAccessFile r = new RandomAccessFile("file", "r");
            r.seek(100);
            return r.read() + " " + r.getFilePointer();
        });
        say("closed", () -> {
            FileInputStream in = new FileInputStream("file");
            in.close();
            return in.read();
        });
        say("range", () -> new FileInputStream("file").read(new byte[3], 2, 5));
        say("null", () -> new FileInputStream((String) null));
        say("mkdir", () -> new File("dir").mkdir() + " " + new File("a/b").mkdir() + " " + new File("a/b").mkdirs());
        say("delete", () -> new File("dir").delete() + " " + new File("missing").delete() + " " + new File("a/b").delete());
        say("rename", () -> new File("missing").renameTo(new File("x")) + " " + new File("file").renameTo(new File("file")));
        say("list", () -> Arrays.toString(new File("file").list()) + " " + Arrays.toString(new File("dir").list()));
        say("create", () -> new File("file").createNewFile() + " " + new File("missing/x").createNewFile());
        say("canonical", () -> new File("loop").getCanonicalFile().getName() + " " + new File("dangling").getCanonicalFile().getName() + " " + new File("dir/../file/.").getCanonicalFile().getName());
        say("lengths", () -> new File("missing").length() + " " + new File("missing").lastModified() + " " + new File("loop").exists() + " " + new File("dangling").exists());
        say("nio missing", () -> Files.readString(Path.of("missing")));
        say("nio dir", () -> Files.readAllBytes(dir));
        say("nio under file", () -> Files.size(file.resolve("x")));
        say("nio loop", () -> Files.size(loop));
        say("nio dangling", () -> Files.size(dangling) + "");
        say("nio long", () -> Files.size(Path.of(longName)));
        say("nio create dir", () -> Files.createDirectory(dir));
        say("nio create dirs", () -> Files.createDirectories(file));
        say("nio create file", () -> Files.createFile(file));
        say("nio create new", () -> Files.write(file, new byte[1], StandardOpenOption.CREATE_NEW));
        say("nio delete dir", () -> {
            Files.delete(dir);
            return null;
        });
        say("nio delete missing", () -> Files.deleteIfExists(Path.of("missing")));
        say("nio copy", () -> Files.copy(file, dir));
        say("nio copy over", () -> Files.copy(file, dir, StandardCopyOption.REPLACE_EXISTING));
        say("nio copy missing", () -> Files.copy(Path.of("missing"), Path.of("x")));
        say("nio copy same", () -> Files.copy(file, file));
        say("nio move", () -> Files.move(file, dir));
        say("nio move in", () -> Files.move(dir, dir.resolve("deeper")));
        say("nio link", () -> Files.createLink(Path.of("hard"), dir));
        say("nio symlink", () -> Files.createSymbolicLink(file, dir));
        say("nio read link", () -> Files.readSymbolicLink(file));
        say("nio list", () -> Files.newDirectoryStream(file));
        say("nio walk", () -> Files.walk(Path.of("missing")).count());
        say("nio follow", () -> Files.walk(Path.of("."), FileVisitOption.FOLLOW_LINKS).count());
        say("nio owner", () -> Files.getFileAttributeView(file, FileOwnerAttributeView.class).getOwner().getName().length() > 0);
        say("nio no user", () -> file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("no such user"));
        say("nio view", () -> Files.getAttribute(file, "dos:hidden"));
        say("nio attribute", () -> Files.getAttribute(file, "unix:nonsense"));
        say("nio perms", () -> Files.setPosixFilePermissions(Path.of("missing"), PosixFilePermissions.fromString("rw-------")));
        say("nio real", () -> Path.of("missing").toRealPath());
        say("nio temp", () -> Files.createTempFile(Path.of("missing"), "a", "b").toString().replaceAll("[0-9]+", "N"));
        say("channel modes", () -> FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.APPEND));
        say("channel truncate", () -> FileChannel.open(file, StandardOpenOption.READ).truncate(0));
        say("channel write", () -> FileChannel.open(file, StandardOpenOption.READ).write(ByteBuffer.allocate(1)));
        say("channel map", () -> FileChannel.open(file, StandardOpenOption.READ).map(FileChannel.MapMode.READ_WRITE, 0, 10));
        say("channel map far", () -> FileChannel.open(file, StandardOpenOption.READ).map(FileChannel.MapMode.READ_ONLY, 0, 1L << 40));
        say("channel position", () -> FileChannel.open(file, StandardOpenOption.READ).position(-1));
        say("locks", () -> {
            FileChannel c = FileChannel.open(file, StandardOpenOption.WRITE);
            FileLock l = c.lock();
            try {
                c.tryLock();
            } finally {
                l.release();
            }
            return null;
        });
        say("full", () -> {
            new FileOutputStream("/dev/full").write(1);
            return null;
        });
        say("nio full", () -> Files.write(Path.of("/dev/full"), new byte[10]));
    }
}
