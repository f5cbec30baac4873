// What sockets say when something goes wrong.
import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;

public class NetErrors {
    interface Act {
        Object run() throws Exception;
    }

    static void say(String what, Act act) {
        try {
            System.out.println(what + ": " + act.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e.toString().replaceAll("(port |:)[0-9]+", "$1PORT"));
        }
    }

    public static void main(String[] args) throws Exception {
        InetAddress lo = InetAddress.getByName("127.0.0.1");
        int free;
        try (ServerSocket s = new ServerSocket(0, 1, lo)) {
            free = s.getLocalPort();
            say("in use", () -> new ServerSocket(s.getLocalPort(), 1, lo));
            say("in use channel", () -> ServerSocketChannel.open().bind(s.getLocalSocketAddress()));
        }
        int port = free;
        say("refused", () -> new Socket(lo, port));
        say("refused channel", () -> SocketChannel.open(new InetSocketAddress(lo, port)));
        say("refused with time-out", () -> {
            new Socket().connect(new InetSocketAddress(lo, port), 500);
            return null;
        });
        say("unknown", () -> new Socket("no-such-host.invalid", 80));
        say("unresolved", () -> SocketChannel.open(new InetSocketAddress("no-such-host.invalid", 80)));
        say("bad port", () -> new Socket(lo, 70000));
        say("not mine", () -> new ServerSocket(0, 1, InetAddress.getByName("192.0.2.1")));
        say("not mine channel", () -> DatagramChannel.open().bind(new InetSocketAddress("192.0.2.1", 0)));
        say("closed", () -> {
            Socket s = new Socket();
            s.close();
            return s.getInputStream();
        });
        say("not connected", () -> new Socket().getOutputStream());
        try (ServerSocket server = new ServerSocket(0, 5, lo)) {
            say("reset", () -> {
                Socket c = new Socket(lo, server.getLocalPort());
                Socket p = server.accept();
                c.getOutputStream().write(new byte[10]);
                Thread.sleep(50);
                p.setSoLinger(true, 0);
                p.close();
                Thread.sleep(50);
                return c.getInputStream().read();
            });
            say("write after close", () -> {
                Socket c = new Socket(lo, server.getLocalPort());
                server.accept().close();
                for (int i = 0; i < 50; i++) {
                    c.getOutputStream().write(new byte[100]);
                    Thread.sleep(5);
                }
                return null;
            });
            say("read time-out", () -> {
                Socket c = new Socket(lo, server.getLocalPort());
                c.setSoTimeout(30);
                return c.getInputStream().read();
            });
            say("closed while reading", () -> {
                Socket c = new Socket(lo, server.getLocalPort());
                new Thread(() -> {
                    try {
                        Thread.sleep(100);
                        c.close();
                    } catch (Exception e) {
                        e.printStackTrace();
                    }
                }).start();
                return c.getInputStream().read();
            });
            say("closed channel while reading", () -> {
                SocketChannel c = SocketChannel.open(server.getLocalSocketAddress());
                new Thread(() -> {
                    try {
                        Thread.sleep(100);
                        c.close();
                    } catch (Exception e) {
                        e.printStackTrace();
                    }
                }).start();
                return c.read(ByteBuffer.allocate(1));
            });
            say("interrupted channel", () -> {
                SocketChannel c = SocketChannel.open(server.getLocalSocketAddress());
                Thread me = Thread.currentThread();
                new Thread(() -> {
                    try {
                        Thread.sleep(100);
                        me.interrupt();
                    } catch (Exception e) {
                        e.printStackTrace();
                    }
                }).start();
                try {
                    return c.read(ByteBuffer.allocate(1));
                } finally {
                    System.out.println(Thread.interrupted() + " " + c.isOpen());
                }
            });
        }
        say("closed while accepting", () -> {
            ServerSocket s = new ServerSocket(0, 1, lo);
            new Thread(() -> {
                try {
                    Thread.sleep(100);
                    s.close();
                } catch (Exception e) {
                    e.printStackTrace();
                }
            }).start();
            return s.accept();
        });
        say("accept time-out", () -> {
            ServerSocket s = new ServerSocket(0, 1, lo);
            s.setSoTimeout(20);
            return s.accept();
        });
        System.exit(0);
    }
}
