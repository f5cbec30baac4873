// Datagrams: sockets and channels, connected and not, time-outs, truncation, unreachable ports, multicast over loopback.
import java.io.*;
import java.net.*;
import java.nio.*;
import java.nio.channels.*;
import java.util.*;

public class Datagrams {
    public static void main(String[] args) throws Exception {
        InetAddress lo = InetAddress.getByName("127.0.0.1");
        try (DatagramSocket a = new DatagramSocket(0, lo); DatagramSocket b = new DatagramSocket(0, lo)) {
            a.send(new DatagramPacket("first".getBytes(), 5, lo, b.getLocalPort()));
            DatagramPacket in = new DatagramPacket(new byte[3], 3);
            b.receive(in);
            System.out.println(new String(in.getData(), 0, in.getLength()) + " " + in.getAddress() + " " + (in.getPort() == a.getLocalPort()));
            a.send(new DatagramPacket(new byte[0], 0, lo, b.getLocalPort()));
            b.receive(in);
            System.out.println(in.getLength());
            b.setSoTimeout(50);
            try {
                b.receive(in);
            } catch (SocketTimeoutException e) {
                System.out.println(e.getMessage());
            }
            a.connect(lo, b.getLocalPort());
            System.out.println(a.isConnected() + " " + (a.getPort() == b.getLocalPort()));
            try {
                a.send(new DatagramPacket(new byte[1], 1, lo, 9));
            } catch (IllegalArgumentException e) {
                System.out.println(e.getMessage());
            }
            a.disconnect();
            System.out.println(a.isConnected() + " " + a.getPort());
        }
        try (DatagramChannel c = DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress(lo, 0)); DatagramChannel d = DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress(lo, 0))) {
            System.out.println(c.send(ByteBuffer.wrap("channel".getBytes()), d.getLocalAddress()));
            ByteBuffer in = ByteBuffer.allocateDirect(16);
            System.out.println(d.receive(in).equals(c.getLocalAddress()) + " " + in.position());
            c.connect(d.getLocalAddress());
            d.connect(c.getLocalAddress());
            System.out.println(c.write(new ByteBuffer[] {ByteBuffer.wrap("ab".getBytes()), ByteBuffer.wrap("cd".getBytes())}));
            ByteBuffer[] two = {ByteBuffer.allocate(3), ByteBuffer.allocate(3)};
            System.out.println(d.read(two) + " " + two[0].position() + two[1].position());
            d.configureBlocking(false);
            in.clear();
            System.out.println(d.receive(in) + " " + d.read(in));
        }
        DatagramChannel gone = DatagramChannel.open(StandardProtocolFamily.INET).bind(new InetSocketAddress(lo, 0));
        SocketAddress nobody = gone.getLocalAddress();
        gone.close();
        try (DatagramChannel c = DatagramChannel.open(StandardProtocolFamily.INET).connect(nobody)) {
            c.write(ByteBuffer.wrap(new byte[1]));
            c.read(ByteBuffer.allocate(1));
        } catch (PortUnreachableException e) {
            System.out.println(e);
        }
        try {
            gone.receive(ByteBuffer.allocate(1));
        } catch (ClosedChannelException e) {
            System.out.println(e);
        }
        NetworkInterface nic = NetworkInterface.getByName("lo");
        InetAddress group = InetAddress.getByName("239.1.2.3");
        try (DatagramChannel c = DatagramChannel.open(StandardProtocolFamily.INET).setOption(StandardSocketOptions.SO_REUSEADDR, true).bind(new InetSocketAddress(0))) {
            c.setOption(StandardSocketOptions.IP_MULTICAST_IF, nic).setOption(StandardSocketOptions.IP_MULTICAST_TTL, 3).setOption(StandardSocketOptions.IP_MULTICAST_LOOP, true);
            MembershipKey key = c.join(group, nic);
            System.out.println(key.isValid() + " " + key.group() + " " + c.getOption(StandardSocketOptions.IP_MULTICAST_TTL) + " " + c.getOption(StandardSocketOptions.IP_MULTICAST_IF).getName());
            c.send(ByteBuffer.wrap("group".getBytes()), new InetSocketAddress(group, ((InetSocketAddress) c.getLocalAddress()).getPort()));
            c.socket().setSoTimeout(2000);
            ByteBuffer in = ByteBuffer.allocate(8);
            c.receive(in);
            System.out.println(new String(in.array(), 0, in.position()));
            key.drop();
            System.out.println(key.isValid());
        }
    }
}
