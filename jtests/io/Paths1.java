// Path arithmetic: normalise, relativise, resolve, compare, iterate; URIs and URLs.
import java.net.*;
import java.nio.file.*;

public class Paths1 {
    public static void main(String[] args) throws Exception {
        for (String s : new String[] {"/a/b/../c", "a//b/", "", ".", "..", "/", "../../x", "/..", "a/./b", "x/y/z.tar.gz"}) {
            Path p = Path.of(s);
            System.out.println("[" + p + "] " + p.normalize() + " " + p.getFileName() + " " + p.getParent() + " " + p.getRoot() + " " + p.getNameCount() + " " + p.isAbsolute() + " " + p.resolve("q") + " " + p.resolveSibling("s") + " " + p.startsWith("a") + p.endsWith("c"));
        }
        Path a = Path.of("/a/b/c");
        System.out.println(a.relativize(Path.of("/a/d")) + " " + a.subpath(1, 3) + " " + a.compareTo(Path.of("/a/b")) + " " + a.equals(Path.of("/a/b/c/")) + " " + a.toUri() + " " + a.resolve("/abs") + " " + a.getName(1));
        try {
            a.relativize(Path.of("rel"));
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            a.getName(9);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        URI u = new URI("http://user@host:8080/p/a%20th?q=1&r=%C3%A9#frag");
        System.out.println(u.getScheme() + " " + u.getAuthority() + " " + u.getPort() + " " + u.getPath() + " " + u.getRawPath() + " " + u.getQuery() + " " + u.getFragment() + " " + u.resolve("../x") + " " + URI.create("a/b/../c").normalize() + " " + u.relativize(URI.create("http://user@host:8080/p/a%20th/z")));
        try {
            new URI("http://bad host/");
        } catch (URISyntaxException e) {
            System.out.println(e.getMessage());
        }
        URL url = new URL("https://example.org:443/x?y#z");
        System.out.println(url.getProtocol() + url.getHost() + url.getPort() + url.getDefaultPort() + url.getFile() + url.getRef());
        try {
            new URL("nope://x");
        } catch (MalformedURLException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(URLEncoder.encode("a b&\u00e9", "UTF-8") + " " + URLDecoder.decode("a+b%26", "UTF-8"));
        System.out.println(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}).getHostAddress() + " " + InetAddress.getByName("10.1.2.3") + " " + InetAddress.getByName("::1").getHostAddress() + " " + new InetSocketAddress("127.0.0.1", 80));
    }
}
