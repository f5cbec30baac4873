// The sockets and datagram sockets of before JDK 13, which properties bring back.
// flags: -Djdk.net.usePlainSocketImpl=true -Djdk.net.usePlainDatagramSocketImpl=true
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

public class PlainSockets {
    static final InetAddress LOOP = InetAddress.getLoopbackAddress();

    interface Body {
        Object run() throws Exception;
    }

    static void show(String title, Body body) {
        Object result;
        try {
            result = body.run();
        } catch (Exception e) {
            result = e;
        }
        System.out.println(title + ": " + result);
    }

    /** Runs a blocking call, closes under it, and tells what became of it. */
    static void closedUnder(String title, AutoCloseable closed, Callable<Object> call) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Thread thread = new Thread(() -> {
            begun.countDown();
            show(title, call::call);
        });
        thread.start();
        begun.await();
        Thread.sleep(50);
        closed.close();
        thread.join();
    }

    static void streams() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, LOOP)) {
            try (Socket client = new Socket(LOOP, server.getLocalPort()); Socket peer = server.accept()) {
                System.out.println(peer.getInetAddress() + " " + (peer.getPort() == client.getLocalPort())
                        + " " + (peer.getLocalPort() == server.getLocalPort()) + " " + client.getLocalAddress());
                OutputStream out = client.getOutputStream();
                InputStream in = peer.getInputStream();
                byte[] large = new byte[300_000];
                Arrays.fill(large, (byte) 7);
                Thread writer = new Thread(() -> {
                    try {
                        out.write(large);
                        out.write(1);
                        client.shutdownOutput();
                    } catch (Exception e) {
                        System.out.println(e);
                    }
                });
                writer.start();
                byte[] got = in.readAllBytes();
                writer.join();
                System.out.println(got.length + " " + got[299_999] + " " + got[300_000] + " " + in.read());
                client.setSoTimeout(30);
                show("read timeout", () -> client.getInputStream().read());
                peer.getOutputStream().write(new byte[] {1, 2, 3});
                show("read", () -> client.getInputStream().read());
                show("available", () -> client.getInputStream().available());
                client.setOOBInline(true);
                peer.sendUrgentData(42);
                show("urgent", () -> Arrays.toString(client.getInputStream().readNBytes(3)));
                show("write after shutdown", () -> {
                    out.write(1);
                    return "written";
                });
                client.setSoTimeout(0);
                closedUnder("read, closed", client, () -> client.getInputStream().read());
                show("options of a closed socket", client::getSoTimeout);
            }
            server.setSoTimeout(30);
            show("accept timeout", server::accept);
            show("in use", () -> new ServerSocket(server.getLocalPort(), 5, LOOP));
            server.setSoTimeout(0);
            closedUnder("accept, closed", server, server::accept);
        }
    }

    static void failures() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 5, LOOP)) {
            port = server.getLocalPort();
            try (Socket client = new Socket(LOOP, port)) {
                Socket peer = server.accept();
                peer.setSoLinger(true, 0);
                peer.close();
                show("reset", () -> client.getInputStream().read());
                show("reset again", () -> client.getInputStream().read());
            }
        }
        show("refused", () -> new Socket(LOOP, port));
        show("refused in time", () -> {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(LOOP, port), 2000);
            return socket;
        });
        show("not local", () -> {
            Socket socket = new Socket();
            socket.bind(new InetSocketAddress("192.0.2.1", 0));
            return socket;
        });
        show("not connected", () -> new Socket().getInputStream());
    }

    static void options() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, LOOP); Socket socket = new Socket()) {
            System.out.println(server.getReuseAddress() + " " + server.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT));
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            socket.setSoLinger(true, 17);
            socket.setReceiveBufferSize(20_000);
            socket.setSendBufferSize(20_000);
            socket.setTrafficClass(8);
            socket.connect(server.getLocalSocketAddress(), 1000);
            System.out.println(socket.getTcpNoDelay() + " " + socket.getKeepAlive() + " " + socket.getSoLinger()
                    + " " + (socket.getReceiveBufferSize() >= 20_000) + " " + (socket.getSendBufferSize() >= 20_000)
                    + " " + socket.getTrafficClass() + " " + socket.getOOBInline() + " " + socket.getReuseAddress());
            socket.setSoLinger(false, 0);
            System.out.println(socket.getSoLinger());
            socket.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            System.out.println(socket.getOption(StandardSocketOptions.SO_REUSEPORT));
        }
    }

    static void datagrams() throws Exception {
        try (DatagramSocket a = new DatagramSocket(0, LOOP); DatagramSocket b = new DatagramSocket(0, LOOP)) {
            byte[] text = "xdatagramx".getBytes();
            a.send(new DatagramPacket(text, 1, 8, LOOP, b.getLocalPort()));
            DatagramPacket packet = new DatagramPacket(new byte[20], 4, 5);
            b.receive(packet);
            System.out.println(new String(packet.getData(), 4, packet.getLength()) + " " + packet.getAddress()
                    + " " + (packet.getPort() == a.getLocalPort()) + " " + packet.getOffset());
            packet.setLength(16);
            a.send(new DatagramPacket(text, 0, LOOP, b.getLocalPort()));
            b.receive(packet);
            System.out.println(packet.getLength());
            b.setSoTimeout(30);
            show("receive timeout", () -> {
                b.receive(packet);
                return packet;
            });
            b.setSoTimeout(0);
            a.connect(LOOP, b.getLocalPort());
            show("too long", () -> {
                a.send(new DatagramPacket(new byte[65530], 65530, LOOP, b.getLocalPort()));
                return "sent";
            });
            show("another address", () -> {
                a.send(new DatagramPacket(text, 1, LOOP, b.getLocalPort() ^ 1));
                return "sent";
            });
            a.send(new DatagramPacket(text, 3));
            b.receive(packet);
            System.out.println(packet.getLength() + " " + a.isConnected());
            a.disconnect();
            System.out.println(a.isConnected() + " " + (a.getLocalPort() > 0));
            System.out.println(a.getBroadcast() + " " + a.getReuseAddress() + " " + a.getLocalAddress());
            a.setSendBufferSize(20_000);
            a.setReceiveBufferSize(20_000);
            a.setTrafficClass(8);
            System.out.println((a.getSendBufferSize() >= 20_000) + " " + (a.getReceiveBufferSize() >= 20_000) + " " + a.getTrafficClass());
            show("in use", () -> new DatagramSocket(b.getLocalPort(), LOOP));
            int port = a.getLocalPort();
            a.close();
            b.connect(LOOP, port);
            b.setSoTimeout(2000);
            show("nobody there", () -> {
                b.send(new DatagramPacket(text, 3));
                b.receive(packet);
                return packet;
            });
            b.disconnect();
            b.setSoTimeout(0);
            closedUnder("receive, closed", b, () -> {
                b.receive(packet);
                return packet;
            });
            show("closed", () -> {
                b.send(new DatagramPacket(text, 3, LOOP, port));
                return "sent";
            });
        }
    }

    @SuppressWarnings("deprecation")
    static void groups() throws Exception {
        try (MulticastSocket socket = new MulticastSocket(0)) {
            socket.setTimeToLive(3);
            System.out.println(socket.getTimeToLive() + " " + socket.getTTL() + " " + socket.getLoopbackMode());
            socket.setLoopbackMode(true);
            System.out.println(socket.getLoopbackMode());
            NetworkInterface loop = NetworkInterface.getByInetAddress(LOOP);
            socket.setNetworkInterface(loop);
            System.out.println(socket.getNetworkInterface().equals(loop) + " " + socket.getInterface().isLoopbackAddress());
            InetSocketAddress group = new InetSocketAddress("239.1.2.3", 0);
            socket.joinGroup(group, loop);
            show("join again", () -> {
                socket.joinGroup(group, loop);
                return "joined";
            });
            socket.leaveGroup(group, loop);
            show("leave again", () -> {
                socket.leaveGroup(group, loop);
                return "left";
            });
        }
    }

    public static void main(String[] args) throws Exception {
        streams();
        failures();
        options();
        datagrams();
        groups();
    }
}
