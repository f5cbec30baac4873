// Options of sockets of all kinds; addresses and interfaces.
import java.io.*;
import java.net.*;
import java.nio.channels.*;
import java.util.*;

public class NetOptions {
    static void show(NetworkChannel c) throws IOException {
        TreeMap<String, Object> values = new TreeMap<>();
        for (SocketOption<?> o : c.supportedOptions()) {
            Object v;
            try {
                v = c.getOption(o);
            } catch (Exception e) {
                v = e;
            }
            values.put(o.name(), o.name().endsWith("BUF") ? ((Integer) v > 1000) : v);
        }
        System.out.println(values);
    }

    public static void main(String[] args) throws Exception {
        try (ServerSocketChannel s = ServerSocketChannel.open().bind(new InetSocketAddress("localhost", 0)); SocketChannel c = SocketChannel.open(s.getLocalAddress())) {
            show(s);
            show(c);
            c.setOption(StandardSocketOptions.TCP_NODELAY, true).setOption(StandardSocketOptions.SO_KEEPALIVE, true).setOption(StandardSocketOptions.SO_LINGER, 7).setOption(StandardSocketOptions.IP_TOS, 0x10).setOption(StandardSocketOptions.SO_RCVBUF, 20000).setOption(StandardSocketOptions.SO_SNDBUF, 30000).setOption(StandardSocketOptions.SO_REUSEPORT, true);
            show(c);
            System.out.println(c.getOption(StandardSocketOptions.SO_RCVBUF) + " " + c.getOption(StandardSocketOptions.SO_SNDBUF));
            c.setOption(StandardSocketOptions.SO_LINGER, -1);
            System.out.println(c.getOption(StandardSocketOptions.SO_LINGER));
            c.setOption(jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE, 77).setOption(jdk.net.ExtendedSocketOptions.TCP_KEEPCOUNT, 3);
            System.out.println(c.getOption(jdk.net.ExtendedSocketOptions.TCP_KEEPIDLE) + " " + c.getOption(jdk.net.ExtendedSocketOptions.TCP_KEEPCOUNT));
        }
        show(DatagramChannel.open());
        show(DatagramChannel.open(StandardProtocolFamily.INET));
        show(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
        Socket s = new Socket();
        System.out.println(s.getTcpNoDelay() + " " + s.getSoLinger() + " " + s.getSoTimeout() + " " + s.getReuseAddress() + " " + s.getKeepAlive() + " " + s.getOOBInline() + " " + s.getTrafficClass());
        for (String text : new String[] {"127.0.0.1", "::1", "fe80::1", "::ffff:1.2.3.4", "localhost", "1.2.3", "255.255.255.255"}) {
            try {
                InetAddress a = InetAddress.getByName(text);
                System.out.println(a + " " + a.getClass().getSimpleName() + " " + a.isLoopbackAddress() + a.isLinkLocalAddress() + a.isAnyLocalAddress() + a.isMulticastAddress());
            } catch (UnknownHostException e) {
                System.out.println(e);
            }
        }
        System.out.println(Arrays.toString(InetAddress.getAllByName("localhost")));
        System.out.println(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}).getCanonicalHostName() + " " + InetAddress.getLoopbackAddress() + " " + new InetSocketAddress(0).getAddress());
        System.out.println(InetAddress.getLocalHost().getHostName().length() > 0);
        System.out.println(InetAddress.getByName("127.0.0.1").isReachable(2000));
        for (NetworkInterface n : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            System.out.println(n + " " + n.getIndex() + " " + n.isUp() + n.isLoopback() + n.isPointToPoint() + n.isVirtual() + n.supportsMulticast() + " " + n.getMTU() + " " + Arrays.toString(n.getHardwareAddress()) + " " + Collections.list(n.getInetAddresses()) + " " + n.getInterfaceAddresses() + " " + n.getParent());
        }
        NetworkInterface lo = NetworkInterface.getByName("lo");
        System.out.println(lo.equals(NetworkInterface.getByIndex(lo.getIndex())) + " " + lo.equals(NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1"))) + " " + NetworkInterface.getByName("nope") + " " + NetworkInterface.getByInetAddress(InetAddress.getByName("192.0.2.1")));
    }
}
