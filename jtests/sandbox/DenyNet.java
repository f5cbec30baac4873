// Without the network: every kind of socket, channel, look-up and interface.
// own: --deny=net
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.file.*;
import java.util.concurrent.*;

public class DenyNet {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            while (e instanceof ExecutionException && e.getCause() != null) {
                e = e.getCause();
            }
            System.out.println(what + ": " + e);
        }
    }

    public static void main(String[] args) throws Exception {
        InetSocketAddress local = new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 9);
        attempt("Socket", () -> new Socket(local.getAddress(), 9));
        attempt("unconnected Socket", () -> {
            Socket socket = new Socket();
            socket.connect(local);
            return socket;
        });
        attempt("ServerSocket", () -> new ServerSocket(0));
        attempt("DatagramSocket", DatagramSocket::new);
        attempt("MulticastSocket", MulticastSocket::new);
        attempt("SocketChannel", SocketChannel::open);
        attempt("SocketChannel to", () -> SocketChannel.open(local));
        attempt("ServerSocketChannel", ServerSocketChannel::open);
        attempt("DatagramChannel", DatagramChannel::open);
        attempt("Unix SocketChannel", () -> SocketChannel.open(StandardProtocolFamily.UNIX));
        attempt("Unix ServerSocketChannel", () -> ServerSocketChannel.open(StandardProtocolFamily.UNIX));
        attempt("AsynchronousSocketChannel", AsynchronousSocketChannel::open);
        attempt("AsynchronousServerSocketChannel", AsynchronousServerSocketChannel::open);
        attempt("by name", () -> InetAddress.getByName("localhost"));
        attempt("all by name", () -> InetAddress.getAllByName("example.org"));
        attempt("by number", () -> InetAddress.getByName("192.0.2.7"));
        attempt("to name", () -> local.getAddress().getCanonicalHostName());
        attempt("reachable", () -> local.getAddress().isReachable(100));
        attempt("interfaces", NetworkInterface::getNetworkInterfaces);
        attempt("interface", () -> NetworkInterface.getByName("lo"));
        attempt("URL", () -> new URL("http://127.0.0.1:9/").openStream());
        attempt("HttpClient", () -> {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:9/")).build();
            return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        });
        attempt("HttpServer", () -> com.sun.net.httpserver.HttpServer.create(local, 0));
        // What needs no network works on.
        attempt("pipe", () -> {
            Pipe pipe = Pipe.open();
            pipe.sink().write(ByteBuffer.wrap(new byte[3]));
            return pipe.source().read(ByteBuffer.allocate(10));
        });
        attempt("selector", () -> {
            try (Selector selector = Selector.open()) {
                return selector.selectNow();
            }
        });
        attempt("file", () -> {
            Files.writeString(Path.of("note"), "a note");
            return Files.readString(Path.of("note"));
        });
        attempt("process", () -> new String(new ProcessBuilder("echo", "hello").start().getInputStream().readAllBytes()).trim());
        System.exit(0);
    }
}
