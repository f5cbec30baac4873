// Connections that are reset, refused, cut or never made: every API says so in its own words.
import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.util.*;
import java.util.concurrent.*;

public class Resets {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            if (e instanceof ExecutionException) {
                e = e.getCause();
            }
            System.out.println(what + ": " + e);
        }
    }

    static final InetAddress HERE = InetAddress.getLoopbackAddress();

    /** A port where nobody listens. */
    static int closedPort() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
            return server.getLocalPort();
        }
    }

    /** A connection whose other end has been reset. */
    static SocketChannel reset() throws IOException, InterruptedException {
        try (ServerSocketChannel server = ServerSocketChannel.open().bind(new InetSocketAddress(HERE, 0))) {
            SocketChannel client = SocketChannel.open(server.getLocalAddress());
            try (SocketChannel other = server.accept()) {
                other.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
            return client;
        }
    }

    static Socket resetSocket(boolean soon) throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
            Socket client = new Socket(HERE, server.getLocalPort());
            try (Socket other = server.accept()) {
                other.setSoLinger(true, 0);
            }
            return client;
        }
    }

    public static void main(String[] args) throws Exception {
        attempt("socket read", () -> resetSocket(true).getInputStream().read());
        attempt("socket read again", () -> {
            Socket socket = resetSocket(true);
            try {
                socket.getInputStream().read();
            } catch (SocketException e) {
                System.out.println("first " + e);
            }
            try {
                System.out.println("second " + socket.getInputStream().read());
            } catch (SocketException e) {
                System.out.println("second " + e);
            }
            try {
                socket.getOutputStream().write(1);
                System.out.println("written");
            } catch (SocketException e) {
                System.out.println("write " + e);
            }
            return socket.isConnected() + " " + socket.isClosed() + " " + socket.isInputShutdown();
        });
        attempt("socket write", () -> {
            Socket socket = resetSocket(true);
            for (int i = 0; i < 10; i++) {
                socket.getOutputStream().write(new byte[10]);
                Thread.sleep(5);
            }
            return "written";
        });
        attempt("socket read with time-out", () -> {
            Socket socket = resetSocket(true);
            socket.setSoTimeout(5000);
            return socket.getInputStream().read();
        });
        attempt("socket available", () -> {
            Socket socket = resetSocket(true);
            return socket.getInputStream().available();
        });
        attempt("channel read", () -> reset().read(ByteBuffer.allocate(10)));
        attempt("channel write", () -> {
            SocketChannel channel = reset();
            for (int i = 0; i < 10; i++) {
                channel.write(ByteBuffer.allocate(10));
                Thread.sleep(5);
            }
            return "written";
        });
        attempt("channel gathering", () -> {
            SocketChannel channel = reset();
            for (int i = 0; i < 10; i++) {
                channel.write(new ByteBuffer[] {ByteBuffer.allocate(10), ByteBuffer.allocate(5)});
                Thread.sleep(5);
            }
            return "written";
        });
        attempt("channel scattering", () -> reset().read(new ByteBuffer[] {ByteBuffer.allocate(1), ByteBuffer.allocateDirect(1)}));
        attempt("channel after reset", () -> {
            SocketChannel channel = reset();
            try {
                channel.read(ByteBuffer.allocate(1));
            } catch (IOException e) {
                System.out.println("first " + e);
            }
            System.out.println(channel.isOpen() + " " + channel.isConnected());
            return channel.read(ByteBuffer.allocate(1));
        });
        attempt("not blocking", () -> {
            SocketChannel channel = reset();
            channel.configureBlocking(false);
            Selector selector = Selector.open();
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ | SelectionKey.OP_WRITE);
            selector.select(5000);
            System.out.println(key.isReadable() + " " + key.isWritable());
            return channel.read(ByteBuffer.allocate(10));
        });
        attempt("adaptor", () -> reset().socket().getInputStream().read());
        attempt("asynchronous read", () -> {
            AsynchronousServerSocketChannel server = AsynchronousServerSocketChannel.open().bind(new InetSocketAddress(HERE, 0));
            AsynchronousSocketChannel client = AsynchronousSocketChannel.open();
            client.connect(server.getLocalAddress()).get();
            AsynchronousSocketChannel other = server.accept().get();
            Future<Integer> read = client.read(ByteBuffer.allocate(10));
            other.setOption(StandardSocketOptions.SO_LINGER, 0);
            other.close();
            return read.get();
        });
        attempt("transfer", () -> {
            File file = new File("data");
            try (RandomAccessFile random = new RandomAccessFile(file, "rw")) {
                random.setLength(1 << 20);
                SocketChannel channel = reset();
                for (int i = 0; i < 10; i++) {
                    random.getChannel().transferTo(0, 1 << 20, channel);
                    Thread.sleep(5);
                }
            } finally {
                file.delete();
            }
            return "";
        });
        // Closed in good order: end of data, then a broken pipe.
        attempt("closed by the other", () -> {
            try (ServerSocket server = new ServerSocket(0, 1, HERE); Socket client = new Socket(HERE, server.getLocalPort())) {
                server.accept().close();
                System.out.println(client.getInputStream().read() + " " + client.getInputStream().read());
                for (int i = 0; i < 20; i++) {
                    client.getOutputStream().write(1);
                    Thread.sleep(5);
                }
                return "";
            }
        });
        attempt("half closed", () -> {
            try (ServerSocket server = new ServerSocket(0, 1, HERE); Socket client = new Socket(HERE, server.getLocalPort()); Socket other = server.accept()) {
                client.shutdownOutput();
                System.out.println(other.getInputStream().read() + " " + client.isOutputShutdown());
                other.getOutputStream().write(7);
                System.out.println(client.getInputStream().read());
                client.shutdownInput();
                System.out.println(client.getInputStream().read() + " " + client.getInputStream().available());
                client.getOutputStream().write(1);
                return "";
            }
        });
        attempt("shut down twice", () -> {
            try (ServerSocket server = new ServerSocket(0, 1, HERE); Socket client = new Socket(HERE, server.getLocalPort())) {
                client.shutdownOutput();
                client.shutdownOutput();
                return "";
            }
        });
        // Refused.
        int port = closedPort();
        InetSocketAddress nobody = new InetSocketAddress(HERE, port);
        attempt("refused Socket", () -> new Socket(HERE, port));
        attempt("refused connect", () -> {
            Socket socket = new Socket();
            try {
                socket.connect(nobody, 1000);
            } finally {
                System.out.println(socket.isClosed() + " " + socket.isConnected() + " " + socket.isBound());
            }
            return "";
        });
        attempt("refused channel", () -> SocketChannel.open(nobody));
        attempt("refused channel state", () -> {
            SocketChannel channel = SocketChannel.open();
            try {
                channel.connect(nobody);
            } catch (IOException e) {
                System.out.println(e + " " + channel.isOpen());
            }
            return channel.connect(nobody);
        });
        attempt("refused later", () -> {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(nobody);
            Selector selector = Selector.open();
            channel.register(selector, SelectionKey.OP_CONNECT);
            System.out.println(selector.select(5000));
            return channel.finishConnect();
        });
        attempt("refused asynchronous", () -> AsynchronousSocketChannel.open().connect(nobody).get());
        attempt("refused URL", () -> new URL("http://127.0.0.1:" + port + "/").openStream());
        attempt("refused client", () -> java.net.http.HttpClient.newHttpClient().send(java.net.http.HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/")).build(), java.net.http.HttpResponse.BodyHandlers.ofString()));
        attempt("refused datagram", () -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.connect(nobody);
                socket.setSoTimeout(5000);
                socket.send(new DatagramPacket(new byte[1], 1));
                socket.receive(new DatagramPacket(new byte[1], 1));
                return "";
            }
        });
        attempt("refused datagram channel", () -> {
            try (DatagramChannel channel = DatagramChannel.open().connect(nobody)) {
                channel.write(ByteBuffer.allocate(1));
                return channel.read(ByteBuffer.allocate(1));
            }
        });
        // In use, not here, not allowed.
        try (ServerSocket taken = new ServerSocket(0, 1, HERE)) {
            InetSocketAddress used = new InetSocketAddress(HERE, taken.getLocalPort());
            attempt("used ServerSocket", () -> new ServerSocket(used.getPort(), 1, HERE));
            attempt("used channel", () -> ServerSocketChannel.open().bind(used));
            attempt("used Socket", () -> {
                Socket socket = new Socket();
                socket.bind(used);
                return "";
            });
            attempt("used client channel", () -> SocketChannel.open().bind(used));
            attempt("used asynchronous", () -> AsynchronousServerSocketChannel.open().bind(used));
            attempt("used server", () -> com.sun.net.httpserver.HttpServer.create(used, 0));
        }
        try (DatagramSocket taken = new DatagramSocket(0, HERE)) {
            attempt("used DatagramSocket", () -> new DatagramSocket(taken.getLocalPort(), HERE));
            attempt("used DatagramChannel", () -> DatagramChannel.open().bind(taken.getLocalSocketAddress()));
        }
        InetAddress foreign = InetAddress.getByName("192.0.2.1");
        attempt("foreign ServerSocket", () -> new ServerSocket(0, 1, foreign));
        attempt("foreign channel", () -> ServerSocketChannel.open().bind(new InetSocketAddress(foreign, 0)));
        attempt("foreign DatagramSocket", () -> new DatagramSocket(0, foreign));
        attempt("foreign Socket", () -> new Socket(HERE, port, foreign, 0));
        attempt("broadcast", () -> {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress("255.255.255.255", 9), 500);
            return "";
        });
        attempt("time-out of accept", () -> {
            try (ServerSocket server = new ServerSocket(0, 1, HERE)) {
                server.setSoTimeout(20);
                return server.accept();
            }
        });
        attempt("time-out of read", () -> {
            try (ServerSocket server = new ServerSocket(0, 1, HERE); Socket client = new Socket(HERE, server.getLocalPort())) {
                client.setSoTimeout(20);
                return client.getInputStream().read();
            }
        });
        attempt("time-out of receive", () -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.setSoTimeout(20);
                socket.receive(new DatagramPacket(new byte[1], 1));
                return "";
            }
        });
        attempt("large datagram", () -> {
            try (DatagramSocket socket = new DatagramSocket()) {
                socket.send(new DatagramPacket(new byte[70_000], 70_000, HERE, 9));
                return "";
            }
        });
        attempt("large channel datagram", () -> DatagramChannel.open().send(ByteBuffer.allocate(70_000), new InetSocketAddress(HERE, 9)));
        System.exit(0);
    }
}
