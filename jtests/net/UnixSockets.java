// Unix-domain sockets: server and client, unnamed ends, addresses, errors.
import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.file.*;

public class UnixSockets {
    public static void main(String[] args) throws Exception {
        Path path = Path.of("sock");
        UnixDomainSocketAddress at = UnixDomainSocketAddress.of(path);
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            System.out.println(server.getLocalAddress());
            server.bind(at);
            System.out.println(server.getLocalAddress() + " " + Files.exists(path));
            try (SocketChannel client = SocketChannel.open(at); SocketChannel peer = server.accept()) {
                System.out.println("[" + client.getLocalAddress() + "] " + client.getRemoteAddress() + " [" + peer.getRemoteAddress() + "] " + peer.getLocalAddress());
                client.write(ByteBuffer.wrap("over unix".getBytes()));
                client.shutdownOutput();
                ByteBuffer b = ByteBuffer.allocate(32);
                while (peer.read(b) >= 0) {
                }
                System.out.println(new String(b.array(), 0, b.position()));
            }
            try (ServerSocketChannel again = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                again.bind(at);
            } catch (IOException e) {
                System.out.println(e);
            }
        }
        try {
            SocketChannel.open(at);
        } catch (IOException e) {
            System.out.println(e);
        }
        Files.delete(path);
        try {
            SocketChannel.open(at);
        } catch (IOException e) {
            System.out.println(e);
        }
        try {
            ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(UnixDomainSocketAddress.of("x".repeat(200)));
        } catch (IOException e) {
            System.out.println(e);
        }
    }
}
