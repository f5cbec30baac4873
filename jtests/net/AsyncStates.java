// Asynchronous channels: states, pending operations, time-outs, cancelling, closing, groups, handlers' threads, wrong use.
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.util.*;
import java.util.concurrent.*;

public class AsyncStates {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + (e instanceof ExecutionException ? "failed " + e.getCause() : e));
        }
    }

    static class Result<T> implements CompletionHandler<T, String> {
        final CompletableFuture<String> text = new CompletableFuture<>();

        public void completed(T value, String attachment) {
            text.complete("completed " + (value instanceof Number ? value : value == null ? "null" : value.getClass().getSimpleName()) + " " + attachment);
        }

        public void failed(Throwable e, String attachment) {
            text.complete("failed " + e + " " + attachment);
        }

        String get() throws Exception {
            return text.get(20, TimeUnit.SECONDS);
        }
    }

    public static void main(String[] args) throws Exception {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open();
        attempt("not bound", server::accept);
        server.bind(any);
        attempt("bound twice", () -> server.bind(any));
        Future<AsynchronousSocketChannel> accepting = server.accept();
        attempt("accept pending", server::accept);
        AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
        attempt("not connected", () -> client.read(ByteBuffer.allocate(1)));
        attempt("not connected write", () -> client.write(ByteBuffer.allocate(1)));
        attempt("connect", () -> client.connect(server.getLocalAddress()).get());
        attempt("connect twice", () -> client.connect(server.getLocalAddress()));
        AsynchronousSocketChannel other = accepting.get();
        System.out.println(client.isOpen() + " " + client.getRemoteAddress().equals(server.getLocalAddress()) + " " + other.getRemoteAddress().equals(client.getLocalAddress()) + " " + new TreeSet<>(client.supportedOptions().stream().map(SocketOption::name).toList()));
        Result<Integer> read = new Result<>();
        ByteBuffer buffer = ByteBuffer.allocate(10);
        other.read(buffer, "a", read);
        attempt("read pending", () -> other.read(ByteBuffer.allocate(1)));
        attempt("written", () -> client.write(ByteBuffer.wrap("hello".getBytes())).get());
        System.out.println(read.get() + " " + buffer.position());
        attempt("read-only buffer", () -> other.read(buffer.asReadOnlyBuffer()));
        attempt("empty buffer", () -> other.read(ByteBuffer.allocate(0)).get());
        Result<Integer> late = new Result<>();
        other.read(ByteBuffer.allocate(1), 20, TimeUnit.MILLISECONDS, "late", late);
        System.out.println(late.get());
        attempt("after a time-out", () -> other.read(ByteBuffer.allocate(1)));
        other.close();
        attempt("end", () -> client.read(ByteBuffer.allocate(1)).get());
        attempt("shut down", () -> client.shutdownInput().shutdownOutput().isOpen());
        attempt("write after", () -> client.write(ByteBuffer.allocate(1)).get());
        attempt("read after", () -> client.read(ByteBuffer.allocate(1)).get());
        client.close();
        attempt("closed", () -> client.read(ByteBuffer.allocate(1)).get());
        attempt("closed address", client::getLocalAddress);
        // Closing while something is pending; cancelling.
        Result<AsynchronousSocketChannel> never = new Result<>();
        server.accept("n", never);
        server.close();
        System.out.println(never.get());
        AsynchronousServerSocketChannel next = AsynchronousServerSocketChannel.open().bind(any);
        AsynchronousSocketChannel[] pair = new AsynchronousSocketChannel[2];
        pair[0] = AsynchronousSocketChannel.open();
        Future<AsynchronousSocketChannel> second = next.accept();
        pair[0].connect(next.getLocalAddress()).get();
        pair[1] = second.get();
        Future<Integer> cancelled = pair[0].read(ByteBuffer.allocate(1));
        System.out.println(cancelled.cancel(false) + " " + cancelled.isCancelled() + " " + cancelled.isDone());
        attempt("cancelled", cancelled::get);
        attempt("after cancelling", () -> pair[0].read(ByteBuffer.allocate(1)).get());
        Result<Integer> closing = new Result<>();
        pair[1].read(ByteBuffer.allocate(1), "c", closing);
        pair[1].close();
        System.out.println(closing.get());
        // Many buffers and large data.
        AsynchronousSocketChannel from = AsynchronousSocketChannel.open();
        second = next.accept();
        from.connect(next.getLocalAddress()).get();
        AsynchronousSocketChannel to = second.get();
        Result<Long> gathered = new Result<>();
        ByteBuffer[] parts = {ByteBuffer.wrap("ab".getBytes()), ByteBuffer.allocate(0), ByteBuffer.wrap("cde".getBytes())};
        from.write(parts, 0, 3, 5, TimeUnit.SECONDS, "g", gathered);
        System.out.println(gathered.get());
        ByteBuffer[] targets = {ByteBuffer.allocate(1), ByteBuffer.allocateDirect(10)};
        Result<Long> scattered = new Result<>();
        to.read(targets, 0, 2, 5, TimeUnit.SECONDS, "s", scattered);
        System.out.println(scattered.get() + " " + targets[0].position() + " " + targets[1].position());
        attempt("ranges", () -> {
            to.read(targets, 1, 5, 5, TimeUnit.SECONDS, "", new Result<>());
            return "";
        });
        attempt("null handler", () -> {
            to.read(ByteBuffer.allocate(1), "", null);
            return "";
        });
        byte[] data = new byte[3_000_000];
        new Random(1).nextBytes(data);
        CompletableFuture<Integer> sum = new CompletableFuture<>();
        ByteBuffer all = ByteBuffer.allocate(data.length);
        to.read(all, null, new CompletionHandler<Integer, Void>() {
            public void completed(Integer count, Void attachment) {
                if (all.hasRemaining()) {
                    to.read(all, null, this);
                } else {
                    sum.complete(Arrays.hashCode(all.array()));
                }
            }

            public void failed(Throwable e, Void attachment) {
                sum.completeExceptionally(e);
            }
        });
        ByteBuffer out = ByteBuffer.wrap(data);
        while (out.hasRemaining()) {
            from.write(out).get();
        }
        System.out.println(sum.get(20, TimeUnit.SECONDS) == Arrays.hashCode(data));
        // Groups.
        ExecutorService pool = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "pool");
            thread.setDaemon(true);
            return thread;
        });
        AsynchronousChannelGroup group = AsynchronousChannelGroup.withThreadPool(pool);
        AsynchronousServerSocketChannel grouped = AsynchronousServerSocketChannel.open(group).bind(any);
        CompletableFuture<String> thread = new CompletableFuture<>();
        grouped.accept(null, new CompletionHandler<AsynchronousSocketChannel, Void>() {
            public void completed(AsynchronousSocketChannel channel, Void attachment) {
                thread.complete(Thread.currentThread().getName());
            }

            public void failed(Throwable e, Void attachment) {
                thread.complete(e.toString());
            }
        });
        AsynchronousSocketChannel plain = AsynchronousSocketChannel.open();
        plain.connect(grouped.getLocalAddress()).get();
        System.out.println(thread.get(20, TimeUnit.SECONDS));
        System.out.println(group.isShutdown() + " " + group.isTerminated());
        group.shutdown();
        attempt("shut down group", () -> AsynchronousSocketChannel.open(group));
        Result<AsynchronousSocketChannel> ended = new Result<>();
        grouped.accept("e", ended);
        group.shutdownNow();
        System.out.println(ended.get() + " " + group.awaitTermination(20, TimeUnit.SECONDS) + " " + grouped.isOpen() + " " + group.isTerminated() + " " + pool.isShutdown());
        attempt("fixed", () -> AsynchronousChannelGroup.withFixedThreadPool(0, Executors.defaultThreadFactory()));
        attempt("unresolved", () -> AsynchronousSocketChannel.open().connect(InetSocketAddress.createUnresolved("no.such.host", 5)));
        System.exit(0);
    }
}
