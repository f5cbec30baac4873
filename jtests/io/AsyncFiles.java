// AsynchronousFileChannel: futures and handlers, positions, options, closing while pending, wrong arguments.
import jasm.Try;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import static java.nio.file.StandardOpenOption.*;

public class AsyncFiles {
    public static void main(String[] args) throws Exception {
        Path p = Path.of("async");
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try (AsynchronousFileChannel c = AsynchronousFileChannel.open(p, Set.of(CREATE, READ, WRITE), pool)) {
            List<Future<Integer>> writes = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                writes.add(c.write(ByteBuffer.wrap(String.format("%08d", i).getBytes()), i * 8L));
            }
            int total = 0;
            for (Future<Integer> w : writes) {
                total += w.get();
            }
            System.out.println(total + " " + c.size());
            ByteBuffer b = ByteBuffer.allocateDirect(16);
            System.out.println(c.read(b, 40).get() + " " + b);
            CompletableFuture<String> done = new CompletableFuture<>();
            c.read(b.clear(), 392, "attachment", new CompletionHandler<Integer, String>() {
                public void completed(Integer n, String a) {
                    done.complete(n + a);
                }
                public void failed(Throwable e, String a) {
                    done.complete(e + a);
                }
            });
            System.out.println(done.get());
            Try.run("past end", () -> c.read(b.clear(), 4000).get());
            Try.run("negative", () -> c.read(b.clear(), -1));
            Try.run("negative write", () -> c.write(b.clear(), -1));
            Try.run("read-only", () -> c.read(ByteBuffer.allocate(1).asReadOnlyBuffer(), 0));
            Try.run("full buffer", () -> c.read(ByteBuffer.allocate(0), 0).get());
            Try.run("null handler", () -> { c.read(b, 0, null, null); return null; });
            System.out.println(c.truncate(20).size());
            Try.run("negative truncate", () -> c.truncate(-1));
            c.force(true);
            Try.run("gap", () -> c.write(ByteBuffer.wrap(new byte[] {1}), 100).get() + " " + c.size());
        }
        AsynchronousFileChannel closed = AsynchronousFileChannel.open(p, READ);
        closed.close();
        System.out.println(closed.isOpen());
        Try.run("closed read", () -> closed.read(ByteBuffer.allocate(1), 0).get());
        Try.run("closed size", () -> closed.size());
        try (AsynchronousFileChannel r = AsynchronousFileChannel.open(p, READ)) {
            Try.run("write to reader", () -> r.write(ByteBuffer.allocate(1), 0));
            Try.run("truncate reader", () -> r.truncate(0));
        }
        try (AsynchronousFileChannel w = AsynchronousFileChannel.open(p, WRITE)) {
            Try.run("read of writer", () -> w.read(ByteBuffer.allocate(1), 0));
        }
        Try.run("missing", () -> AsynchronousFileChannel.open(Path.of("missing"), READ));
        Try.run("append", () -> AsynchronousFileChannel.open(p, APPEND));
        Try.run("exists", () -> AsynchronousFileChannel.open(p, CREATE_NEW, WRITE));
        Try.run("delete on close", () -> { AsynchronousFileChannel.open(Path.of("gone"), CREATE, WRITE, DELETE_ON_CLOSE).close(); return Files.exists(Path.of("gone")); });
        pool.shutdown();
    }
}
