// A small file system that gets full, where one may be mounted: streams, channels, mappings, copies, archives, lengths.
import java.io.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.zip.*;
import static java.nio.file.StandardOpenOption.*;

public class FullDisk {
    interface Action {
        Object run() throws Throwable;
    }

    static Path disk;

    static void attempt(String what, Action action) throws IOException {
        String text;
        try {
            text = String.valueOf(action.run());
        } catch (Throwable e) {
            text = e + (e.getSuppressed().length == 0 ? "" : " + " + Arrays.toString(e.getSuppressed()));
        }
        System.out.println((what + ": " + text).replace(disk.toString(), "DISK"));
        try (var all = Files.list(disk)) {
            for (Path path : all.toList()) {
                System.out.println("  left " + path.getFileName().toString().replaceAll("\\d{5,}", "") + " " + (Files.size(path) > 0));
                Files.delete(path);
            }
        }
    }

    static int run(String... command) throws Exception {
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    public static void main(String[] args) throws Exception {
        for (boolean full : new boolean[] {true, false}) {
            disk = Files.createDirectory(Path.of("disk")).toAbsolutePath();
            boolean mounted = false;
            try {
                mounted = run("mount", "-t", "tmpfs", "-o", "size=256k,nr_inodes=9", "tmpfs", disk.toString()) == 0;
            } catch (IOException e) {
                // No such command.
            }
            if (mounted) {
                try {
                    if (full) {
                        fill();
                    } else {
                        readOnly();
                    }
                } finally {
                    System.out.println(run("umount", "-l", disk.toString()));
                }
            } else {
                System.out.println("no file system may be mounted here");
            }
            Files.delete(disk);
        }
    }

    static void fill() throws Exception {
        byte[] data = new byte[400_000];
        new Random(3).nextBytes(data);
        Path large = Path.of("large"), file = disk.resolve("file");
        Files.write(large, data);
        attempt("stream", () -> {
            try (OutputStream out = new FileOutputStream(file.toFile())) {
                out.write(data);
            }
            return "";
        });
        attempt("small writes", () -> {
            try (OutputStream out = new BufferedOutputStream(new FileOutputStream(file.toFile()))) {
                for (byte b : data) {
                    out.write(b);
                }
            }
            return "";
        });
        attempt("Files.write", () -> Files.write(file, data));
        attempt("channel", () -> {
            try (FileChannel channel = FileChannel.open(file, CREATE, WRITE)) {
                ByteBuffer buffer = ByteBuffer.wrap(data);
                StringBuilder counts = new StringBuilder();
                try {
                    while (buffer.hasRemaining()) {
                        counts.append(channel.write(buffer)).append(' ');
                    }
                } catch (IOException e) {
                    counts.append(e);
                }
                return counts + " " + channel.position() + " " + channel.size();
            }
        });
        attempt("random access", () -> {
            try (RandomAccessFile random = new RandomAccessFile(file.toFile(), "rw")) {
                random.setLength(10_000_000);
                random.seek(9_000_000);
                random.write(1);
                random.write(data);
                return random.length();
            }
        });
        attempt("copy", () -> Files.copy(large, file));
        attempt("copy with attributes", () -> Files.copy(large, file, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING));
        attempt("copy of stream", () -> Files.copy(new ByteArrayInputStream(data), file));
        attempt("copy from disk to disk", () -> {
            Files.write(file, Arrays.copyOf(data, 150_000));
            return Files.copy(file, disk.resolve("second"));
        });
        attempt("move", () -> Files.move(large, file));
        attempt("still there", () -> Files.size(large));
        attempt("transferTo", () -> {
            try (FileChannel from = FileChannel.open(large); FileChannel to = FileChannel.open(file, CREATE, WRITE)) {
                long all = 0;
                for (int i = 0; i < 10; i++) {
                    all += from.transferTo(all, data.length - all, to);
                }
                return all;
            }
        });
        attempt("transferFrom", () -> {
            try (FileChannel from = FileChannel.open(large); FileChannel to = FileChannel.open(file, CREATE, WRITE)) {
                return to.transferFrom(from, 0, data.length);
            }
        });
        attempt("map", () -> {
            try (FileChannel channel = FileChannel.open(file, CREATE, READ, WRITE)) {
                MappedByteBuffer map = channel.map(FileChannel.MapMode.READ_WRITE, 0, 200_000);
                map.put(5, (byte) 7);
                map.force();
                return channel.size() + " " + map.get(5);
            }
        });
        attempt("zip", () -> {
            try (OutputStream raw = Files.newOutputStream(file); ZipOutputStream out = new ZipOutputStream(raw)) {
                out.putNextEntry(new ZipEntry("large"));
                out.write(data);
            }
            return "";
        });
        attempt("asynchronous", () -> {
            try (AsynchronousFileChannel channel = AsynchronousFileChannel.open(file, CREATE, WRITE)) {
                int first = channel.write(ByteBuffer.wrap(data), 0).get();
                try {
                    return channel.write(ByteBuffer.wrap(data), 300_000).get();
                } catch (java.util.concurrent.ExecutionException e) {
                    return (first < data.length) + " " + e.getCause();
                }
            }
        });
        attempt("many files", () -> {
            int count = 0;
            try {
                for (; count < 100; count++) {
                    Files.createFile(disk.resolve("f" + count));
                }
            } catch (IOException e) {
                return count + " " + e;
            }
            return count;
        });
        attempt("many directories", () -> {
            for (int i = 0; i < 4; i++) {
                Files.createFile(disk.resolve("f" + i));
            }
            boolean made = disk.resolve("x").toFile().mkdir() | disk.resolve("y").toFile().mkdir();
            try {
                disk.resolve("new").toFile().createNewFile();
            } catch (IOException e) {
                System.out.println(e);
            }
            try {
                Files.createSymbolicLink(disk.resolve("link"), Path.of("x"));
            } catch (IOException e) {
                System.out.println(e.toString().replace(disk.toString(), "DISK"));
            }
            return Files.createDirectory(disk.resolve("z"));
        });
        attempt("temporary", () -> {
            for (int i = 0; i < 5; i++) {
                File.createTempFile("abc", null, disk.toFile());
            }
            return Files.createTempDirectory(disk, "x") == null;
        });
        attempt("store", () -> {
            Files.write(file, new byte[100_000]);
            FileStore store = Files.getFileStore(file);
            return store.type() + " " + store.getTotalSpace() + " " + (store.getUsableSpace() < 170_000) + " " + (store.getUnallocatedSpace() < 170_000) + " " + store.isReadOnly() + " " + store.supportsFileAttributeView("posix") + " " + file.toFile().getTotalSpace() + " " + (file.toFile().getUsableSpace() < 170_000) + " " + store.getBlockSize();
        });
        // Across devices, and read-only.
        attempt("atomic move", () -> Files.move(large, file, StandardCopyOption.ATOMIC_MOVE));
        attempt("rename", () -> large.toFile().renameTo(file.toFile()));
        attempt("link", () -> Files.createLink(file, large));
        attempt("move small", () -> {
            Files.writeString(Path.of("small"), "small");
            Files.setLastModifiedTime(Path.of("small"), FileTime.fromMillis(1_000_000));
            Files.move(Path.of("small"), file);
            return Files.exists(Path.of("small")) + " " + Files.readString(file) + " " + Files.getLastModifiedTime(file);
        });
        attempt("move directory", () -> {
            Files.createDirectories(Path.of("dir/inner"));
            try {
                return Files.move(Path.of("dir"), disk.resolve("dir"));
            } finally {
                Files.delete(Path.of("dir/inner"));
                Files.move(Path.of("dir"), disk.resolve("dir"));
            }
        });
        attempt("busy", () -> Files.deleteIfExists(disk));
        Files.delete(large);
    }

    static void readOnly() throws Exception {
        byte[] data = new byte[10];
        Path file = disk.resolve("file");
        Files.write(file, new byte[5]);
        System.out.println(run("mount", "-o", "remount,ro", disk.toString()));
        for (Action action : new Action[] {() -> Files.createFile(disk.resolve("new")), () -> Files.write(file, data), () -> Files.deleteIfExists(file), () -> new FileOutputStream(file.toFile()), () -> new RandomAccessFile(file.toFile(), "rw"), () -> Files.createDirectory(disk.resolve("d")), () -> disk.resolve("d").toFile().mkdir() + " " + file.toFile().delete() + " " + file.toFile().setLastModified(0) + " " + file.toFile().canWrite(), () -> Files.setLastModifiedTime(file, FileTime.fromMillis(0)), () -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------")), () -> Files.move(file, disk.resolve("other")), () -> Files.createSymbolicLink(disk.resolve("l"), file), () -> Files.createLink(disk.resolve("l"), file), () -> Files.isWritable(file) + " " + Files.getFileStore(file).isReadOnly(), () -> Files.readAllBytes(file).length, () -> FileChannel.open(file, READ).map(FileChannel.MapMode.READ_ONLY, 0, 5).get(0), () -> FileChannel.open(file, READ).lock(0, 1, true).isShared(), () -> file.toFile().createNewFile(), () -> File.createTempFile("abc", null, disk.toFile()), () -> Files.setAttribute(file, "user:x", new byte[1])}) {
            try {
                System.out.println(action.run());
            } catch (Throwable e) {
                System.out.println(e.toString().replace(disk.toString(), "DISK").replaceAll("abc\\d+", "abc"));
            }
        }
    }
}
