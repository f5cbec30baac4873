// Channels and sockets that are closed or interrupted while a thread is inside, and what they say afterwards.
import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.FutureTask;

public class Interrupts {
    interface Action {
        Object run() throws Exception;
    }

    static final InetAddress HERE = InetAddress.getLoopbackAddress();

    static String result(Action action) {
        try {
            return String.valueOf(action.run());
        } catch (Exception e) {
            return e + (e.getCause() == null ? "" : " < " + e.getCause());
        }
    }

    /** Runs an action in a thread, lets it block, disturbs it and shows how it ends. */
    static void disturbed(String name, Action blocking, boolean interrupt, Action disturb) throws Exception {
        FutureTask<String> task = new FutureTask<>(() -> result(blocking) + " interrupted " + Thread.currentThread().isInterrupted());
        Thread thread = new Thread(task);
        thread.start();
        // It is where it blocks when it is found in a native method again and again.
        for (int seen = 0; seen < 4 && thread.isAlive();) {
            Thread.sleep(10);
            StackTraceElement[] trace = thread.getStackTrace();
            seen = trace.length > 0 && trace[0].isNativeMethod() ? seen + 1 : 0;
        }
        Thread.sleep(20);
        if (interrupt) {
            thread.interrupt();
        }
        String how = disturb == null ? "" : result(disturb);
        System.out.println(name + ": " + task.get() + (disturb == null ? "" : " | " + how));
    }

    static Object close(Channel channel) throws IOException {
        channel.close();
        return channel.isOpen();
    }

    static void channels() throws Exception {
        for (boolean interrupt : new boolean[] {false, true}) {
            String how = interrupt ? " interrupted" : " closed";
            ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(HERE, 0));
            disturbed("accept" + how, server::accept, interrupt, interrupt ? null : () -> close(server));
            System.out.println(server.isOpen() + " " + result(server::accept) + " " + result(server::getLocalAddress));
            try (ServerSocketChannel other = ServerSocketChannel.open().bind(new InetSocketAddress(HERE, 0))) {
                SocketChannel client = SocketChannel.open(other.getLocalAddress());
                SocketChannel peer = other.accept();
                disturbed("read" + how, () -> client.read(ByteBuffer.allocate(5)), interrupt, interrupt ? null : () -> close(client));
                System.out.println(client.isOpen() + " " + result(() -> client.read(ByteBuffer.allocate(1))) + " " + peer.read(ByteBuffer.allocate(1)));
                SocketChannel writer = SocketChannel.open(other.getLocalAddress());
                SocketChannel silent = other.accept();
                disturbed("write" + how, () -> {
                    ByteBuffer much = ByteBuffer.allocate(20_000_000);
                    try {
                        while (much.hasRemaining()) {
                            writer.write(much);
                        }
                        return "written";
                    } catch (ClosedByInterruptException e) {
                        return e;
                    } catch (ClosedChannelException e) {
                        // Whether inside or between two writes is chance.
                        return "closed";
                    }
                }, interrupt, interrupt ? null : () -> close(writer));
                peer.close();
                silent.close();
            }
            DatagramChannel datagrams = DatagramChannel.open().bind(new InetSocketAddress(HERE, 0));
            disturbed("receive" + how, () -> datagrams.receive(ByteBuffer.allocate(5)), interrupt, interrupt ? null : () -> close(datagrams));
            Pipe pipe = Pipe.open();
            disturbed("pipe" + how, () -> pipe.source().read(ByteBuffer.allocate(5)), interrupt, interrupt ? null : () -> close(pipe.source()));
            pipe.sink().close();
            Selector selector = Selector.open();
            disturbed("select" + how, selector::select, interrupt, interrupt ? null : () -> {
                selector.close();
                return selector.isOpen();
            });
            selector.close();
        }
        Selector selector = Selector.open();
        disturbed("wakeup", selector::select, false, () -> selector.wakeup() == selector);
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        SelectionKey key = pipe.source().register(selector, SelectionKey.OP_READ);
        disturbed("key cancelled", () -> selector.select(300), false, () -> {
            key.cancel();
            return key.isValid();
        });
        System.out.println(result(() -> key.interestOps()));
        selector.close();
        Thread.currentThread().interrupt();
        Path file = Files.createTempFile("interrupts", ".txt");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        System.out.println(result(() -> channel.write(ByteBuffer.allocate(1))) + " " + Thread.interrupted() + " " + channel.isOpen());
        Files.delete(file);
    }

    static void sockets() throws Exception {
        ServerSocket server = new ServerSocket(0, 5, HERE);
        disturbed("ServerSocket closed", server::accept, false, () -> {
            server.close();
            return server.isClosed();
        });
        System.out.println(result(server::accept));
        try (ServerSocket other = new ServerSocket(0, 5, HERE)) {
            other.setSoTimeout(50);
            System.out.println(result(other::accept));
            Socket client = new Socket(HERE, other.getLocalPort());
            Socket peer = other.accept();
            InputStream in = client.getInputStream();
            disturbed("Socket closed", in::read, false, () -> {
                client.close();
                return client.isClosed();
            });
            System.out.println(result(in::read) + " " + result(client::getInputStream) + " " + result(() -> peer.getInputStream().read()));
            Socket timed = new Socket(HERE, other.getLocalPort());
            timed.setSoTimeout(50);
            try {
                timed.getInputStream().read();
            } catch (SocketTimeoutException e) {
                System.out.println(e + " " + e.bytesTransferred);
            }
            timed.shutdownOutput();
            System.out.println(result(timed::getOutputStream) + " " + result(() -> {
                timed.shutdownInput();
                return timed.getInputStream().read();
            }));
            timed.close();
            Socket reset = new Socket(HERE, other.getLocalPort());
            other.accept();
            Socket last = other.accept();
            last.setSoLinger(true, 0);
            last.close();
            System.out.println(result(() -> reset.getInputStream().read()));
            reset.close();
            System.out.println(result(() -> new ServerSocket(other.getLocalPort(), 5, HERE)));
        }
        DatagramSocket datagrams = new DatagramSocket(0, HERE);
        disturbed("DatagramSocket closed", () -> {
            datagrams.receive(new DatagramPacket(new byte[5], 5));
            return "received";
        }, false, () -> {
            datagrams.close();
            return datagrams.isClosed();
        });
    }

    static void asynchronous() throws Exception {
        AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(HERE, 0));
        disturbed("async accept", () -> server.accept().get(), false, () -> close(server));
        try (AsynchronousServerSocketChannel other = AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(HERE, 0))) {
            AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
            client.connect(other.getLocalAddress()).get();
            disturbed("async read", () -> client.read(ByteBuffer.allocate(1)).get(), false, () -> close(client));
            System.out.println(result(() -> client.read(ByteBuffer.allocate(1)).get()));
        }
        System.out.println(result(() -> AsynchronousSocketChannel.open().connect(new InetSocketAddress(HERE, 1)).get()));
    }

    public static void main(String[] args) throws Exception {
        channels();
        sockets();
        asynchronous();
        System.exit(0);
    }
}
