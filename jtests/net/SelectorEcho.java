// A selector serves many connections: accept, read, write, wake-up, close, cancelled keys.
import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;
import java.util.*;
import java.util.concurrent.*;

public class SelectorEcho {
    static int accepted, echoed;

    static void serve(Selector selector) throws IOException {
        while (selector.isOpen()) {
            selector.select();
            if (!selector.isOpen()) {
                return;
            }
            for (Iterator<SelectionKey> i = selector.selectedKeys().iterator(); i.hasNext();) {
                SelectionKey key = i.next();
                i.remove();
                if (key.isAcceptable()) {
                    SocketChannel c = ((ServerSocketChannel) key.channel()).accept();
                    c.configureBlocking(false);
                    c.register(selector, SelectionKey.OP_READ, ByteBuffer.allocateDirect(64));
                    accepted++;
                } else if (key.isReadable()) {
                    ByteBuffer b = (ByteBuffer) key.attachment();
                    int n = ((SocketChannel) key.channel()).read(b);
                    if (n < 0) {
                        key.channel().close();
                    } else {
                        b.flip();
                        echoed += n;
                        ((SocketChannel) key.channel()).write(b);
                        b.clear();
                    }
                }
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Selector selector = Selector.open();
        System.out.println(selector.selectNow() + " " + selector.select(20));
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress("localhost", 0)).configureBlocking(false);
        SelectionKey key = server.register(selector, SelectionKey.OP_ACCEPT);
        System.out.println(key.isValid() + " " + key.interestOps() + " " + server.accept());
        Thread t = new Thread(() -> {
            try {
                serve(selector);
            } catch (ClosedSelectorException e) {
            } catch (IOException e) {
                e.printStackTrace();
            }
        });
        t.start();
        int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        List<Socket> all = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            all.add(new Socket("localhost", port));
        }
        int sum = 0;
        for (int round = 0; round < 3; round++) {
            for (Socket s : all) {
                s.getOutputStream().write(("hello " + round).getBytes());
            }
            for (Socket s : all) {
                sum += s.getInputStream().readNBytes(7).length;
            }
        }
        System.out.println(sum);
        for (Socket s : all) {
            s.shutdownOutput();
            if (s.getInputStream().read() != -1) {
                System.out.println("no end");
            }
            s.close();
        }
        selector.wakeup();
        selector.close();
        t.join();
        System.out.println(accepted + " " + echoed + " " + key.isValid());
        server.close();
        SocketChannel c = SocketChannel.open();
        c.configureBlocking(false);
        try {
            c.connect(new InetSocketAddress("127.0.0.1", port));
            while (!c.finishConnect()) {
                Thread.sleep(1);
            }
        } catch (ConnectException e) {
            System.out.println(e.getMessage());
        }
        try {
            c.read(ByteBuffer.allocate(1));
        } catch (IOException | NotYetConnectedException e) {
            System.out.println(e);
        }
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        System.out.println(pipe.source().read(ByteBuffer.allocate(4)));
        try (Selector s2 = Selector.open()) {
            pipe.source().register(s2, SelectionKey.OP_READ);
            System.out.println(s2.selectNow());
            pipe.sink().write(ByteBuffer.wrap(new byte[3]));
            System.out.println(s2.select(k -> System.out.println(k.isReadable()), 1000));
        }
    }
}
