// Selectors: keys and their sets, interest, cancelling, closing, waking, interrupting, pipes and datagrams, wrong use.
import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.util.*;
import java.util.concurrent.*;

public class Selecting {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    public static void main(String[] args) throws Exception {
        Selector selector = Selector.open();
        System.out.println(selector.isOpen() + " " + selector.keys() + " " + selector.selectedKeys() + " " + selector.selectNow() + " " + selector.select(1) + " " + selector.provider().getClass().getSimpleName());
        ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        attempt("blocking", () -> server.register(selector, SelectionKey.OP_ACCEPT));
        server.configureBlocking(false);
        attempt("wrong operation", () -> server.register(selector, SelectionKey.OP_READ));
        attempt("accept", server::accept);
        SelectionKey accepting = server.register(selector, SelectionKey.OP_ACCEPT, "attached");
        System.out.println(accepting.attachment() + " " + accepting.attach("other") + " " + accepting.interestOps() + " " + accepting.isValid() + " " + (accepting.selector() == selector) + " " + (server.keyFor(selector) == accepting) + " " + server.isRegistered() + " " + (server.register(selector, SelectionKey.OP_ACCEPT) == accepting) + " " + accepting.attachment());
        attempt("blocking again", () -> server.configureBlocking(true));
        attempt("ready before", accepting::readyOps);
        attempt("wrong interest", () -> accepting.interestOps(SelectionKey.OP_WRITE));
        SocketChannel client = SocketChannel.open();
        client.configureBlocking(false);
        attempt("finish early", client::finishConnect);
        System.out.println(client.isConnectionPending());
        boolean connected = client.connect(server.getLocalAddress());
        if (!connected) {
            attempt("connect twice", () -> client.connect(server.getLocalAddress()));
            attempt("read early", () -> client.read(ByteBuffer.allocate(1)));
            SelectionKey connecting = client.register(selector, SelectionKey.OP_CONNECT);
            while (!connecting.isConnectable()) {
                selector.select(1000);
            }
            System.out.println("finish " + client.finishConnect() + " " + client.isConnected());
            connecting.interestOps(0);
            selector.selectedKeys().clear();
        }
        while (!accepting.isAcceptable()) {
            selector.select(1000);
        }
        System.out.println(accepting.readyOps() + " " + selector.selectedKeys().contains(accepting) + " " + selector.selectNow());
        attempt("add to selected", () -> selector.selectedKeys().add(accepting));
        attempt("remove from keys", () -> selector.keys().remove(accepting));
        SocketChannel other = server.accept();
        selector.selectedKeys().clear();
        System.out.println(selector.selectNow());
        other.configureBlocking(false);
        SelectionKey reading = other.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        selector.select(1000);
        System.out.println(reading.isReadable() + " " + reading.isWritable() + " " + reading.readyOps());
        reading.interestOps(SelectionKey.OP_READ);
        System.out.println(reading.interestOpsOr(SelectionKey.OP_WRITE) + " " + reading.interestOpsAnd(SelectionKey.OP_READ) + " " + reading.interestOps());
        selector.selectedKeys().clear();
        client.write(ByteBuffer.wrap("hello".getBytes()));
        System.out.println(selector.select(5000) + " " + reading.isReadable());
        // Not removed from the selected keys: counted only when it becomes ready anew.
        System.out.println(selector.selectNow() + " " + selector.selectedKeys().size());
        ByteBuffer buffer = ByteBuffer.allocate(100);
        System.out.println(other.read(buffer) + " " + other.read(buffer));
        List<String> seen = new ArrayList<>();
        client.write(ByteBuffer.wrap("more".getBytes()));
        System.out.println(selector.select(key -> seen.add("key " + key.readyOps()), 5000) + " " + seen);
        client.close();
        selector.selectedKeys().clear();
        selector.select(5000);
        buffer.clear();
        System.out.println(other.read(buffer) + " " + other.read(buffer) + " " + (client.keyFor(selector) == null));
        reading.cancel();
        reading.cancel();
        attempt("cancelled", reading::interestOps);
        attempt("cancelled ready", reading::isReadable);
        System.out.println(reading.isValid() + " " + selector.keys().contains(reading) + " " + other.isRegistered());
        attempt("register while cancelled", () -> other.register(selector, SelectionKey.OP_READ));
        selector.selectNow();
        System.out.println(selector.keys().contains(reading) + " " + other.isRegistered() + " " + other.register(selector, SelectionKey.OP_READ).isValid());
        other.close();
        selector.selectNow();
        System.out.println(selector.keys().size());
        // Pipes and datagrams.
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        pipe.sink().configureBlocking(false);
        SelectionKey source = pipe.source().register(selector, SelectionKey.OP_READ), sink = pipe.sink().register(selector, SelectionKey.OP_WRITE);
        selector.selectNow();
        System.out.println(source.isReadable() + " " + sink.isWritable());
        int written = 0;
        for (int n; (n = pipe.sink().write(ByteBuffer.allocate(4096))) > 0;) {
            written += n;
        }
        selector.selectedKeys().clear();
        selector.selectNow();
        System.out.println(written + " " + source.isReadable() + " " + selector.selectedKeys().contains(sink));
        pipe.source().close();
        selector.selectedKeys().clear();
        selector.select(1000);
        System.out.println(sink.isWritable());
        attempt("broken pipe", () -> pipe.sink().write(ByteBuffer.allocate(1)));
        pipe.sink().close();
        DatagramChannel datagrams = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        datagrams.configureBlocking(false);
        System.out.println(datagrams.receive(buffer));
        SelectionKey receiving = datagrams.register(selector, SelectionKey.OP_READ);
        datagrams.send(ByteBuffer.wrap(new byte[3]), datagrams.getLocalAddress());
        selector.selectedKeys().clear();
        System.out.println(selector.select(5000) + " " + receiving.isReadable() + " " + datagrams.receive(buffer.clear()).equals(datagrams.getLocalAddress()) + " " + buffer.position());
        // Waking and interrupting.
        selector.selectedKeys().clear();
        selector.wakeup();
        selector.wakeup();
        System.out.println(selector.select() + " " + selector.select(10));
        Thread main = Thread.currentThread();
        Thread waker = new Thread(() -> {
            while (main.getState() != Thread.State.RUNNABLE || !Arrays.toString(main.getStackTrace()).contains("EPoll")) {
                Thread.onSpinWait();
            }
            selector.wakeup();
        });
        waker.start();
        System.out.println(selector.select());
        waker.join();
        main.interrupt();
        System.out.println(selector.select() + " " + Thread.interrupted() + " " + selector.isOpen());
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<String> result = new CompletableFuture<>();
        Selector second = Selector.open();
        Thread selecting = new Thread(() -> {
            try {
                started.countDown();
                result.complete("selected " + second.select() + " " + second.isOpen());
            } catch (Throwable e) {
                result.complete(e.toString());
            }
        });
        selecting.start();
        started.await();
        while (!Arrays.toString(selecting.getStackTrace()).contains("EPoll")) {
            Thread.onSpinWait();
        }
        second.close();
        String closed = result.get(20, TimeUnit.SECONDS);
        System.out.println(closed.contains("ClosedSelector") || closed.equals("selected 0 false"));
        attempt("closed selector", second::select);
        attempt("closed keys", second::keys);
        attempt("closed register", () -> datagrams.register(second, SelectionKey.OP_READ));
        attempt("closed wakeup", () -> second.wakeup() == second);
        attempt("closed channel", () -> client.register(selector, SelectionKey.OP_READ));
        attempt("negative", () -> selector.select(-1));
        attempt("null", () -> datagrams.register(null, 0));
        selector.close();
        System.out.println(receiving.isValid() + " " + datagrams.isRegistered() + " " + datagrams.isOpen());
        datagrams.configureBlocking(true);
        datagrams.close();
        server.close();
        // Many keys.
        Selector many = Selector.open();
        List<Pipe> pipes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Pipe one = Pipe.open();
            pipes.add(one);
            one.source().configureBlocking(false);
            one.source().register(many, SelectionKey.OP_READ, i);
        }
        for (int i = 0; i < 200; i += 3) {
            pipes.get(i).sink().write(ByteBuffer.allocate(1));
        }
        int sum = 0;
        while (many.selectNow(key -> {
            try {
                ((ReadableByteChannel) key.channel()).read(ByteBuffer.allocate(5));
            } catch (IOException e) {
                System.out.println(e);
            }
        }) > 0) {
            sum++;
        }
        System.out.println(many.keys().size() + " " + (sum > 0) + " " + many.selectNow());
        for (Pipe one : pipes) {
            one.source().close();
            one.sink().close();
        }
        System.out.println(many.selectNow() + " " + many.keys().size());
    }
}
