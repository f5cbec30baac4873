// Sockets over the loopback interface: streams, channels, time-outs, refused connections, datagrams.
import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;
import java.util.*;

public class Sockets {
    public static void main(String[] args) throws Exception {
        InetAddress lo = InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        int port;
        try (ServerSocket s = new ServerSocket(0, 5, lo)) {
            port = s.getLocalPort();
            Thread t = new Thread(() -> {
                try (Socket c = s.accept(); BufferedReader r = new BufferedReader(new InputStreamReader(c.getInputStream())); PrintWriter w = new PrintWriter(c.getOutputStream(), true)) {
                    for (String l; (l = r.readLine()) != null; ) {
                        w.println(l.toUpperCase());
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            t.start();
            try (Socket c = new Socket(lo, port)) {
                PrintWriter w = new PrintWriter(c.getOutputStream(), true);
                BufferedReader r = new BufferedReader(new InputStreamReader(c.getInputStream()));
                w.println("hello");
                System.out.println(r.readLine() + " " + c.isConnected() + " " + (c.getPort() == port) + " " + c.getInetAddress());
                c.setSoTimeout(20);
                try {
                    c.getInputStream().read();
                } catch (SocketTimeoutException e) {
                    System.out.println(e.getMessage());
                }
                c.setSoTimeout(0);
                c.shutdownOutput();
                System.out.println(r.readLine());
            }
            t.join();
            s.setSoTimeout(20);
            try {
                s.accept();
            } catch (SocketTimeoutException e) {
                System.out.println(e.getMessage());
            }
        }
        try {
            new Socket(lo, port);
        } catch (ConnectException e) {
            System.out.println(e.getMessage());
        }
        try (ServerSocketChannel ss = ServerSocketChannel.open().bind(new InetSocketAddress(lo, 0)); Selector sel = Selector.open()) {
            ss.configureBlocking(false);
            ss.register(sel, SelectionKey.OP_ACCEPT);
            SocketChannel c = SocketChannel.open(ss.getLocalAddress());
            c.write(ByteBuffer.wrap("ping".getBytes()));
            String got = null;
            while (got == null) {
                sel.select(1000);
                for (Iterator<SelectionKey> i = sel.selectedKeys().iterator(); i.hasNext(); ) {
                    SelectionKey k = i.next();
                    i.remove();
                    if (k.isAcceptable()) {
                        ss.accept().configureBlocking(false).register(sel, SelectionKey.OP_READ);
                    } else if (k.isReadable()) {
                        ByteBuffer b = ByteBuffer.allocate(10);
                        ((SocketChannel) k.channel()).read(b);
                        got = new String(b.array(), 0, b.position());
                    }
                }
            }
            System.out.println(got);
            c.close();
        }
        try (DatagramSocket a = new DatagramSocket(0, lo); DatagramSocket b = new DatagramSocket(0, lo)) {
            a.send(new DatagramPacket("udp".getBytes(), 3, lo, b.getLocalPort()));
            DatagramPacket p = new DatagramPacket(new byte[10], 10);
            b.receive(p);
            System.out.println(new String(p.getData(), 0, p.getLength()) + " " + (p.getPort() == a.getLocalPort()));
        }
    }
}
