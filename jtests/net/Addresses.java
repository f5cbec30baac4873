// Addresses, names, URIs, URLs, their encoders and errors; proxies and cookies.
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.IDN;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URL;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

public class Addresses {
    interface Action {
        Object run() throws Exception;
    }

    static void check(String name, Action action) {
        try {
            System.out.println(name + ": " + action.run());
        } catch (Exception e) {
            System.out.println(name + ": " + e);
        }
    }

    static void addresses() {
        for (String text : new String[] {"127.0.0.1", "1.2.3", "1.2", "255.255.255.255", "0", "224.0.0.1", "10.0.0.1", "169.254.1.1", "::1", "::",
            "fe80::1", "ff02::1", "::ffff:1.2.3.4", "2001:db8::8:800:200c:417a", "fec0::1", "1.2.3.4.5", "[::1]", "1.2.3.256", "::g", ""}) {
            check(text, () -> {
                InetAddress address = InetAddress.getByName(text);
                return address + " " + address.getHostAddress() + " " + address.isLoopbackAddress() + address.isAnyLocalAddress()
                        + address.isMulticastAddress() + address.isLinkLocalAddress() + address.isSiteLocalAddress()
                        + address.isMCGlobal() + " " + address.hashCode() + " " + (address instanceof Inet6Address);
            });
        }
        check("localhost", () -> InetAddress.getByName("localhost"));
        check("loopback", () -> InetAddress.getLoopbackAddress());
        check("all", () -> InetAddress.getAllByName("127.0.0.1").length);
        check("unknown", () -> InetAddress.getByName("no-such-host.invalid"));
        check("bytes", () -> InetAddress.getByAddress("name", new byte[] {1, 2, 3, 4}) + " " + InetAddress.getByAddress(new byte[16]));
        check("bad bytes", () -> InetAddress.getByAddress(new byte[5]));
        check("mapped", () -> InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 1, 2, 3, 4}).getClass() == Inet4Address.class);
        check("socket address", () -> new InetSocketAddress("127.0.0.1", 80) + " " + InetSocketAddress.createUnresolved("somewhere", 1) + " "
                + new InetSocketAddress(5) + " " + new InetSocketAddress("no-such-host.invalid", 3));
        check("port", () -> new InetSocketAddress(70_000));
        check("interface", () -> {
            NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
            return loopback.getName() + " " + loopback.isLoopback() + loopback.isUp() + loopback.isVirtual() + loopback.supportsMulticast()
                    + loopback.isPointToPoint() + " " + loopback.getMTU() + " " + loopback.getHardwareAddress() + " "
                    + loopback.getInterfaceAddresses().get(loopback.getInterfaceAddresses().size() - 1);
        });
        check("no interface", () -> NetworkInterface.getByName("none") + " " + NetworkInterface.getByIndex(9999));
        check("reachable", () -> InetAddress.getLoopbackAddress().isReachable(1000));
    }

    static void uris() {
        for (String text : new String[] {"http://user@host:80/path/a%20b?q=1&r=%C3%A9#frag", "mailto:a@b", "/relative/../x", "file:///tmp/x",
            "//authority/p", "http://[::1]:8080/", "http://h:x/", "a b", "http://h/%zz", "urn:isbn:1", "?q", "", "http://\u00e9.example/\u00e9",
            "http://host:99999999999/", "jar:file:/a.jar!/b", "1http://x"}) {
            check("uri " + text, () -> {
                URI uri = new URI(text);
                return uri.getScheme() + " " + uri.getAuthority() + " " + uri.getUserInfo() + " " + uri.getHost() + " " + uri.getPort() + " "
                        + uri.getPath() + " " + uri.getQuery() + " " + uri.getFragment() + " " + uri.isOpaque() + " " + uri.normalize() + " "
                        + uri.toASCIIString() + " " + uri.hashCode();
            });
        }
        URI base = URI.create("http://a/b/c/d;p?q");
        for (String text : new String[] {"g:h", "g", "./g", "g/", "/g", "//g", "?y", "g?y", "#s", "..", "../../../g", "", ";x"}) {
            System.out.println(text + " -> " + base.resolve(text) + " " + base.relativize(base.resolve(text)));
        }
        check("multi", () -> new URI("http", "u", "h", 3, "/p q", "a=\u00e9", "f%").toString());
        for (String text : new String[] {"http://host/x?y#z", "ftp://f/", "file:/tmp", "nothing://x", "http:", "jar:file:/x.jar!/y", "jar:x", "://"}) {
            check("url " + text, () -> {
                URL url = new URL(text);
                return url.getProtocol() + " " + url.getHost() + " " + url.getPort() + " " + url.getDefaultPort() + " " + url.getFile() + " "
                        + url.getRef() + " " + url.toExternalForm();
            });
        }
        check("relative url", () -> new URL(new URL("http://h/a/b/c"), "../d?e"));
        check("same", () -> new URL("http://127.0.0.1/x").sameFile(new URL("http://127.0.0.1:80/x#y")));
        for (String text : new String[] {"a b&c=d/\u00e9\ud83d\ude00", "%41%zz", "%4", "a+b%20c"}) {
            check("encode", () -> URLEncoder.encode(text, StandardCharsets.UTF_8));
            check("decode", () -> URLDecoder.decode(text, StandardCharsets.UTF_8));
        }
        check("idn", () -> IDN.toASCII("b\u00fccher.example") + " " + IDN.toUnicode("xn--bcher-kva.example"));
        check("bad idn", () -> IDN.toASCII("a\u2260b".repeat(40)));
    }

    static void cookies() {
        check("cookies", () -> {
            CookieManager manager = new CookieManager();
            manager.put(URI.create("http://example.org/a/"), Map.of("Set-Cookie", List.of("k=v; Path=/a", "x=\"y z\"; Max-Age=100; HttpOnly")));
            return manager.get(URI.create("http://example.org/a/b"), Map.of()) + " " + manager.get(URI.create("http://other/"), Map.of());
        });
        check("parse", () -> HttpCookie.parse("Set-Cookie2: a=b; Version=1; Domain=.x.org; Secure"));
        check("bad cookie", () -> new HttpCookie("a b", "c"));
        check("proxy", () -> ProxySelector.getDefault().select(URI.create("http://example.org/")) + " "
                + new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved("p", 8080)));
        check("no proxy", () -> ProxySelector.getDefault().select(URI.create("x")));
    }

    public static void main(String[] args) {
        addresses();
        uris();
        cookies();
    }
}
