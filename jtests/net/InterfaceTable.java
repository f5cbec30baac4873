// Network interfaces and addresses: the loopback interface in every view, forms of addresses, scopes, categories, comparison.
import java.net.*;
import java.util.*;

public class InterfaceTable {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    public static void main(String[] args) throws Exception {
        NetworkInterface lo = NetworkInterface.getByName("lo");
        System.out.println(lo + " " + lo.getIndex() + " " + lo.getDisplayName() + " " + lo.isUp() + lo.isLoopback() + lo.isPointToPoint() + lo.isVirtual() + lo.supportsMulticast() + " " + lo.getMTU() + " " + Arrays.toString(lo.getHardwareAddress()) + " " + lo.getParent() + " " + Collections.list(lo.getSubInterfaces()) + " " + lo.equals(NetworkInterface.getByIndex(lo.getIndex())) + " " + (lo.hashCode() == NetworkInterface.getByName("lo").hashCode()));
        System.out.println(lo.getInterfaceAddresses() + " " + lo.inetAddresses().map(InetAddress::getHostAddress).sorted().toList());
        InterfaceAddress first = lo.getInterfaceAddresses().get(lo.getInterfaceAddresses().size() - 1);
        System.out.println(first.getAddress() + " " + first.getBroadcast() + " " + first.getNetworkPrefixLength());
        attempt("by address", () -> NetworkInterface.getByInetAddress(InetAddress.getByName("127.0.0.1")).getName());
        attempt("by foreign address", () -> NetworkInterface.getByInetAddress(InetAddress.getByName("192.0.2.9")));
        attempt("by no name", () -> NetworkInterface.getByName("none0"));
        attempt("null", () -> NetworkInterface.getByName(null));
        attempt("by index", () -> NetworkInterface.getByIndex(-1));
        attempt("no index", () -> NetworkInterface.getByIndex(99999));
        attempt("null address", () -> NetworkInterface.getByInetAddress(null));
        System.out.println(NetworkInterface.networkInterfaces().anyMatch(lo::equals) + " " + Collections.list(NetworkInterface.getNetworkInterfaces()).stream().allMatch(one -> one.getIndex() > 0));
        for (String text : new String[] {"127.0.0.1", "0.0.0.0", "10.1.2.3", "169.254.1.1", "192.168.0.1", "224.0.0.1", "239.255.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fec0::1", "ff02::1", "ff05::2", "ff0e::3", "::ffff:1.2.3.4", "::1.2.3.4", "2001:db8::1", "fd00::1", "[::1]", "1.2.3", "1.2", "1", "0x7f.1", "010.1.1.1"}) {
            attempt(text, () -> {
                InetAddress address = InetAddress.getByName(text);
                return address.getClass().getSimpleName() + " " + address + " " + Arrays.toString(address.getAddress()) + " " + (address.isAnyLocalAddress() ? "any " : "") + (address.isLoopbackAddress() ? "loopback " : "") + (address.isLinkLocalAddress() ? "link " : "") + (address.isSiteLocalAddress() ? "site " : "") + (address.isMulticastAddress() ? "multicast " : "") + (address.isMCGlobal() ? "global " : "") + (address.isMCLinkLocal() ? "mclink " : "") + (address.isMCSiteLocal() ? "mcsite " : "") + (address.isMCNodeLocal() ? "node " : "") + (address.isMCOrgLocal() ? "org" : "");
            });
        }
        for (String text : new String[] {"1.2.3.4.5", "256.1.1.1", ":::", "1::2::3", "[::1", "::1]", "gggg::", "fe80::1%lo", "fe80::1%1", "fe80::1%none0", "12345::", "1.2.3.", ""}) {
            attempt("[" + text + "]", () -> InetAddress.getAllByName(text)[0] + (text.contains("%") ? " " + ((Inet6Address) InetAddress.getByName(text)).getScopeId() + ((Inet6Address) InetAddress.getByName(text)).getScopedInterface() : ""));
        }
        attempt("bytes", () -> InetAddress.getByAddress(new byte[] {1, 2, 3}));
        attempt("named", () -> InetAddress.getByAddress("host.example", new byte[] {1, 2, 3, 4}) + " " + InetAddress.getByAddress("h", new byte[16]).getHostName());
        attempt("mapped", () -> InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 1, 2, 3, 4}).getClass().getSimpleName());
        attempt("scoped", () -> Inet6Address.getByAddress("h", new byte[16], 7) + " " + Inet6Address.getByAddress(null, new byte[] {-2, -128, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, lo));
        attempt("wrong scope", () -> Inet6Address.getByAddress("h", new byte[4], 7));
        attempt("local host", () -> InetAddress.getLoopbackAddress() + " " + InetAddress.getByName(null) + " " + InetAddress.getByName("localhost").isLoopbackAddress() + " " + (InetAddress.getLocalHost().getHostName().length() > 0));
        attempt("names", () -> InetAddress.getByName("127.0.0.1").getHostName().isEmpty() + " " + InetAddress.getByName("192.0.2.77").getCanonicalHostName());
        attempt("equality", () -> InetAddress.getByName("127.0.0.1").equals(InetAddress.getByAddress("other", new byte[] {127, 0, 0, 1})) + " " + InetAddress.getByName("127.0.0.1").hashCode() + " " + InetAddress.getByName("::1").hashCode() + " " + InetAddress.getByName("::1").equals(InetAddress.getByName("127.0.0.1")));
        System.out.println(new InetSocketAddress("127.0.0.1", 5) + " " + InetSocketAddress.createUnresolved("host", 6) + " " + new InetSocketAddress(7) + " " + new InetSocketAddress("::1", 8) + " " + new InetSocketAddress("no-such.invalid", 9).isUnresolved() + " " + new InetSocketAddress("127.0.0.1", 5).getHostString() + " " + new InetSocketAddress("127.0.0.1", 5).equals(InetSocketAddress.createUnresolved("127.0.0.1", 5)));
        attempt("port", () -> new InetSocketAddress(65536));
        attempt("null host", () -> new InetSocketAddress((String) null, 1));
        attempt("unknown", () -> InetAddress.getByName("no-such-host.invalid"));
        attempt("bad name", () -> InetAddress.getByName("a b"));
        attempt("long name", () -> InetAddress.getByName("x".repeat(300)).toString().length());
        attempt("reachable", () -> InetAddress.getLoopbackAddress().isReachable(1000) + " " + InetAddress.getLoopbackAddress().isReachable(lo, 0, 1000));
        attempt("reachable time", () -> InetAddress.getLoopbackAddress().isReachable(-1));
        attempt("options", () -> {
            DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, lo);
            return socket.getOption(StandardSocketOptions.IP_MULTICAST_IF).getName() + " " + socket.getOption(StandardSocketOptions.IP_MULTICAST_TTL) + " " + socket.getOption(StandardSocketOptions.IP_MULTICAST_LOOP);
        });
    }
}
