// A device without room: every way to write to /dev/full, and what is said when.
import java.io.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.zip.*;

public class DeviceFull {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e + (e.getCause() == null ? "" : " / " + e.getCause()) + (e.getSuppressed().length == 0 ? "" : " + " + Arrays.toString(e.getSuppressed())));
        }
    }

    public static void main(String[] args) throws Exception {
        Path full = Path.of("/dev/full"), file = Path.of("file");
        byte[] data = new byte[20_000];
        Files.write(file, data);
        attempt("FileOutputStream byte", () -> {
            new FileOutputStream("/dev/full").write(1);
            return "";
        });
        attempt("FileOutputStream", () -> {
            new FileOutputStream("/dev/full", true).write(data);
            return "";
        });
        attempt("buffered", () -> {
            OutputStream out = new BufferedOutputStream(new FileOutputStream("/dev/full"), 100);
            out.write(new byte[50]);
            out.flush();
            return "";
        });
        attempt("buffered close", () -> {
            OutputStream out = new BufferedOutputStream(new FileOutputStream("/dev/full"), 100);
            out.write(new byte[50]);
            try {
                out.close();
            } finally {
                out.close();
            }
            return "";
        });
        attempt("try with resources", () -> {
            try (Writer out = new FileWriter("/dev/full")) {
                out.write("text");
                out.flush();
            }
            return "";
        });
        attempt("FileWriter", () -> {
            Writer out = new FileWriter("/dev/full");
            out.write("x".repeat(10_000));
            out.close();
            return "";
        });
        attempt("PrintStream", () -> {
            PrintStream out = new PrintStream("/dev/full");
            out.println("text");
            boolean before = out.checkError();
            out.close();
            return before + " " + out.checkError();
        });
        attempt("PrintWriter", () -> {
            PrintWriter out = new PrintWriter("/dev/full");
            out.printf("%d%n", 5);
            boolean error = out.checkError();
            out.close();
            return error + " " + out.checkError();
        });
        attempt("Formatter", () -> {
            Formatter formatter = new Formatter("/dev/full");
            formatter.format("x".repeat(20_000));
            formatter.flush();
            return formatter.ioException();
        });
        attempt("RandomAccessFile", () -> {
            new RandomAccessFile("/dev/full", "rw").writeLong(5);
            return "";
        });
        attempt("RandomAccessFile length", () -> {
            RandomAccessFile random = new RandomAccessFile("/dev/full", "rw");
            random.setLength(100);
            return random.length();
        });
        attempt("RandomAccessFile rws", () -> new RandomAccessFile("/dev/full", "rws").length());
        attempt("channel", () -> FileChannel.open(full, StandardOpenOption.WRITE).write(ByteBuffer.wrap(data)));
        attempt("channel direct", () -> FileChannel.open(full, StandardOpenOption.WRITE).write(ByteBuffer.allocateDirect(100)));
        attempt("channel at", () -> FileChannel.open(full, StandardOpenOption.WRITE).write(ByteBuffer.wrap(data), 500));
        attempt("gathering", () -> FileChannel.open(full, StandardOpenOption.WRITE).write(new ByteBuffer[] {ByteBuffer.wrap(data), ByteBuffer.wrap(data)}));
        attempt("nothing", () -> FileChannel.open(full, StandardOpenOption.WRITE).write(ByteBuffer.allocate(0)));
        attempt("transferTo", () -> {
            try (FileChannel from = FileChannel.open(file); FileChannel to = FileChannel.open(full, StandardOpenOption.WRITE)) {
                return from.transferTo(0, 20_000, to);
            }
        });
        attempt("transferFrom", () -> {
            try (FileChannel from = FileChannel.open(file); FileChannel to = FileChannel.open(full, StandardOpenOption.WRITE)) {
                return to.transferFrom(from, 0, 20_000);
            }
        });
        attempt("map", () -> FileChannel.open(full, StandardOpenOption.READ, StandardOpenOption.WRITE).map(FileChannel.MapMode.READ_WRITE, 0, 100));
        attempt("force", () -> {
            FileChannel.open(full, StandardOpenOption.WRITE).force(true);
            return "forced";
        });
        attempt("sync", () -> {
            FileOutputStream out = new FileOutputStream("/dev/full");
            out.getFD().sync();
            return "synced";
        });
        attempt("lock", () -> FileChannel.open(full, StandardOpenOption.WRITE).lock().isValid());
        attempt("truncate", () -> FileChannel.open(full, StandardOpenOption.WRITE).truncate(0).size());
        attempt("asynchronous", () -> AsynchronousFileChannel.open(full, StandardOpenOption.WRITE).write(ByteBuffer.wrap(data), 0).get());
        attempt("asynchronous handler", () -> {
            CompletableFuture<Object> result = new CompletableFuture<>();
            AsynchronousFileChannel.open(full, StandardOpenOption.WRITE).write(ByteBuffer.wrap(data), 0, null, new CompletionHandler<Integer, Void>() {
                public void completed(Integer count, Void attachment) {
                    result.complete(count);
                }

                public void failed(Throwable e, Void attachment) {
                    result.complete(e);
                }
            });
            return result.get();
        });
        attempt("Files.write", () -> Files.write(full, data));
        attempt("Files.writeString", () -> Files.writeString(full, "text", StandardCharsets.UTF_16, StandardOpenOption.APPEND));
        attempt("Files.newOutputStream", () -> {
            Files.newOutputStream(full).write(data);
            return "";
        });
        attempt("Files.newBufferedWriter", () -> {
            try (Writer out = Files.newBufferedWriter(full)) {
                out.write("text");
            }
            return "";
        });
        attempt("Files.copy from stream", () -> Files.copy(new ByteArrayInputStream(data), full));
        attempt("Files.copy to stream", () -> Files.copy(file, new FileOutputStream("/dev/full")));
        attempt("transferTo stream", () -> new FileInputStream("file").transferTo(new FileOutputStream("/dev/full")));
        attempt("GZIP", () -> {
            try (OutputStream out = new GZIPOutputStream(new FileOutputStream("/dev/full"))) {
                out.write(data);
            }
            return "";
        });
        attempt("zip", () -> {
            try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream("/dev/full"))) {
                out.putNextEntry(new ZipEntry("x"));
                out.write(data);
            }
            return "";
        });
        attempt("objects", () -> {
            try (ObjectOutputStream out = new ObjectOutputStream(new FileOutputStream("/dev/full"))) {
                out.writeObject(new ArrayList<>(List.of(1, 2)));
            }
            return "";
        });
        attempt("properties", () -> {
            Properties properties = new Properties();
            properties.setProperty("a", "b");
            properties.store(new FileOutputStream("/dev/full"), null);
            return "";
        });
        attempt("child", () -> {
            Process process = new ProcessBuilder("sh", "-c", "echo x 2>/dev/null; echo $? >&2").redirectOutput(full.toFile()).start();
            return process.errorReader().readLine() + " " + process.waitFor();
        });
        attempt("logging", () -> {
            List<String> said = new ArrayList<>();
            java.util.logging.StreamHandler handler = new java.util.logging.StreamHandler(new FileOutputStream("/dev/full"), new java.util.logging.SimpleFormatter());
            handler.setErrorManager(new java.util.logging.ErrorManager() {
                public void error(String text, Exception e, int code) {
                    said.add(text + " " + e + " " + code);
                }
            });
            handler.publish(new java.util.logging.LogRecord(java.util.logging.Level.INFO, "text"));
            handler.flush();
            return said;
        });
        attempt("reading", () -> new FileInputStream("/dev/full").readNBytes(5).length + " " + Files.size(full));
        attempt("standard output", () -> {
            PrintStream out = new PrintStream(new FileOutputStream("/dev/full"), true);
            PrintStream before = System.out;
            System.setOut(out);
            System.out.println("lost");
            System.out.print('x');
            System.setOut(before);
            return out.checkError();
        });
        Files.delete(file);
    }
}
