// Asynchronous channels: sockets with futures and handlers, files, time-outs, groups.
import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.util.concurrent.*;

public class AsyncChans {
    public static void main(String[] args) throws Exception {
        AsynchronousChannelGroup group = AsynchronousChannelGroup.withFixedThreadPool(2, Executors.defaultThreadFactory());
        AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open(group).bind(new InetSocketAddress("127.0.0.1", 0));
        Future<AsynchronousSocketChannel> accepting = server.accept();
        AsynchronousSocketChannel client = AsynchronousSocketChannel.open(group);
        client.connect(server.getLocalAddress()).get();
        AsynchronousSocketChannel peer = accepting.get();
        System.out.println(client.write(ByteBuffer.wrap("async".getBytes())).get());
        ByteBuffer b = ByteBuffer.allocate(16);
        CompletableFuture<Integer> read = new CompletableFuture<>();
        peer.read(b, 5, TimeUnit.SECONDS, "att", new CompletionHandler<Integer, String>() {
            public void completed(Integer n, String a) {
                System.out.println(a);
                read.complete(n);
            }
            public void failed(Throwable e, String a) {
                read.completeExceptionally(e);
            }
        });
        System.out.println(read.get() + " " + new String(b.array(), 0, b.position()));
        CompletableFuture<String> late = new CompletableFuture<>();
        peer.read(b, 50, TimeUnit.MILLISECONDS, null, new CompletionHandler<Integer, Void>() {
            public void completed(Integer n, Void a) {
                late.complete("read " + n);
            }
            public void failed(Throwable e, Void a) {
                late.complete(e.toString());
            }
        });
        System.out.println(late.get());
        client.close();
        try {
            client.read(ByteBuffer.allocate(1)).get();
        } catch (ExecutionException e) {
            System.out.println(e.getCause());
        }
        server.close();
        group.shutdownNow();
        System.out.println(group.awaitTermination(10, TimeUnit.SECONDS));
        Path p = Path.of("async-file");
        try (AsynchronousFileChannel f = AsynchronousFileChannel.open(p, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            System.out.println(f.write(ByteBuffer.wrap("0123456789".getBytes()), 0).get());
            ByteBuffer r = ByteBuffer.allocate(4);
            System.out.println(f.read(r, 3).get() + " " + new String(r.array()) + " " + f.size());
            System.out.println(f.read(ByteBuffer.allocate(1), 100).get());
            FileLock lock = f.lock().get();
            System.out.println(lock.isValid() + " " + lock.isShared());
            lock.release();
        }
        System.exit(0);
    }
}
