// Proxies: SOCKS 4 and 5 for sockets, HTTP for connections and clients, selectors, refusals.
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.util.*;
import java.util.concurrent.*;

public class Proxies {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        String text;
        try {
            text = String.valueOf(action.run());
        } catch (Throwable e) {
            text = e.toString();
        }
        System.out.println((what + ": " + text).replaceAll(":\\d{4,5}", ":PORT"));
    }

    static volatile int refuse;
    static final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    static void socks(Socket client) throws IOException {
        DataInputStream in = new DataInputStream(client.getInputStream());
        OutputStream out = client.getOutputStream();
        int version = in.readUnsignedByte();
        int port;
        if (version == 5) {
            byte[] methods = in.readNBytes(in.readUnsignedByte());
            boolean password = refuse == 100;
            out.write(new byte[] {5, (byte) (password ? 2 : 0)});
            if (password) {
                in.readUnsignedByte();
                String user = new String(in.readNBytes(in.readUnsignedByte())), word = new String(in.readNBytes(in.readUnsignedByte()));
                seen.add("login " + user + " " + word);
                out.write(new byte[] {1, (byte) (word.equals("right") ? 0 : 1)});
            }
            in.readNBytes(3);
            int kind = in.readUnsignedByte();
            String address = kind == 3 ? new String(in.readNBytes(in.readUnsignedByte())) : InetAddress.getByAddress(in.readNBytes(kind == 1 ? 4 : 16)).getHostAddress();
            port = in.readUnsignedShort();
            seen.add("socks5 " + kind + " " + address + " " + methods.length);
            out.write(new byte[] {5, (byte) (refuse < 100 ? refuse : 0), 0, 1, 127, 0, 0, 1, 0, 9});
            if (refuse > 0 && refuse < 100) {
                return;
            }
        } else {
            in.readUnsignedByte();
            port = in.readUnsignedShort();
            InetAddress address = InetAddress.getByAddress(in.readNBytes(4));
            StringBuilder user = new StringBuilder();
            for (int c; (c = in.read()) > 0;) {
                user.append((char) c);
            }
            seen.add("socks4 " + address.getHostAddress() + " " + user.toString().equals(System.getProperty("user.name")));
            out.write(new byte[] {0, (byte) (refuse == 0 ? 90 : 90 + refuse), 0, 0, 0, 0, 0, 0});
            if (refuse > 0) {
                return;
            }
        }
        out.write(("via " + (port > 0)).getBytes());
    }

    static void http(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream()));
        String first = in.readLine();
        TreeSet<String> headers = new TreeSet<>();
        for (String line; (line = in.readLine()) != null && !line.isEmpty();) {
            if (line.startsWith("Proxy") || line.startsWith("Host")) {
                headers.add(line);
            }
        }
        seen.add(first + " " + headers);
        if (first.startsWith("CONNECT")) {
            client.getOutputStream().write("HTTP/1.1 403 No Tunnel\r\nContent-Length: 0\r\n\r\n".getBytes());
        } else if (first.contains("secret") && headers.stream().noneMatch(h -> h.startsWith("Proxy-Authorization"))) {
            client.getOutputStream().write("HTTP/1.1 407 Who\r\nProxy-Authenticate: Basic realm=\"p\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes());
        } else {
            client.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nproxied".getBytes());
        }
    }

    interface Service {
        void serve(Socket socket) throws IOException;
    }

    static InetSocketAddress start(Service service) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        Thread thread = new Thread(() -> {
            while (true) {
                try (Socket socket = server.accept()) {
                    service.serve(socket);
                } catch (IOException e) {
                    // The next one.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return (InetSocketAddress) server.getLocalSocketAddress();
    }

    static Object through(Proxy proxy, SocketAddress to) throws IOException {
        try (Socket socket = new Socket(proxy)) {
            socket.connect(to, 5000);
            return new String(socket.getInputStream().readAllBytes()) + " " + socket.isConnected() + " " + socket.getRemoteSocketAddress().equals(to) + " " + seen.poll();
        } finally {
            seen.clear();
        }
    }

    public static void main(String[] args) throws Exception {
        InetSocketAddress socks = start(Proxies::socks), http = start(Proxies::http);
        Proxy proxy = new Proxy(Proxy.Type.SOCKS, socks);
        attempt("by name", () -> through(proxy, InetSocketAddress.createUnresolved("some.host.example", 80)));
        attempt("by number", () -> through(proxy, new InetSocketAddress("192.0.2.5", 80)));
        attempt("by IPv6", () -> through(proxy, new InetSocketAddress("2001:db8::5", 80)));
        for (int code = 1; code <= 9; code++) {
            refuse = code;
            attempt("refusal " + code, () -> through(proxy, new InetSocketAddress("192.0.2.5", 80)));
        }
        refuse = 100;
        attempt("no password", () -> through(proxy, new InetSocketAddress("192.0.2.5", 80)));
        Authenticator.setDefault(new Authenticator() {
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("me", "right".toCharArray());
            }
        });
        attempt("password", () -> {
            try {
                return through(proxy, new InetSocketAddress("192.0.2.5", 80));
            } finally {
                Authenticator.setDefault(null);
            }
        });
        refuse = 0;
        System.setProperty("socksProxyVersion", "4");
        attempt("version 4", () -> through(proxy, new InetSocketAddress("192.0.2.5", 80)));
        attempt("version 4 by IPv6", () -> through(proxy, new InetSocketAddress("2001:db8::5", 80)));
        for (int code = 1; code <= 4; code++) {
            refuse = code;
            attempt("version 4 refusal " + code, () -> through(proxy, new InetSocketAddress("192.0.2.5", 80)));
        }
        refuse = 0;
        System.clearProperty("socksProxyVersion");
        attempt("by property", () -> {
            System.setProperty("socksProxyHost", "127.0.0.1");
            System.setProperty("socksProxyPort", "" + socks.getPort());
            try (Socket socket = new Socket("192.0.2.7", 90)) {
                return new String(socket.getInputStream().readAllBytes()) + " " + seen.poll();
            } finally {
                System.clearProperty("socksProxyHost");
            }
        });
        attempt("datagrams", () -> new Socket(new Proxy(Proxy.Type.HTTP, http)).isConnected());
        attempt("no proxy there", () -> {
            int port;
            try (ServerSocket gone = new ServerSocket(0)) {
                port = gone.getLocalPort();
            }
            return through(new Proxy(Proxy.Type.SOCKS, new InetSocketAddress("127.0.0.1", port)), new InetSocketAddress("192.0.2.5", 80));
        });
        attempt("direct with address", () -> new Proxy(Proxy.Type.DIRECT, socks));
        attempt("names", () -> proxy.type() + " " + Proxy.NO_PROXY + " " + proxy.equals(new Proxy(Proxy.Type.SOCKS, socks)) + " " + proxy);
        Proxy web = new Proxy(Proxy.Type.HTTP, http);
        attempt("URL by proxy", () -> new String(new URL("http://some.host.example/path").openConnection(web).getInputStream().readAllBytes()) + " " + seen.poll());
        attempt("URL with tunnel", () -> new URL("https://some.host.example/path").openConnection(web).getInputStream());
        seen.clear();
        attempt("407", () -> ((HttpURLConnection) new URL("http://some.host.example/secret").openConnection(web)).getResponseCode() + " " + seen.poll());
        attempt("client by proxy", () -> {
            HttpClient client = HttpClient.newBuilder().proxy(ProxySelector.of(http)).version(HttpClient.Version.HTTP_1_1).build();
            HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create("http://some.host.example/path")).build(), HttpResponse.BodyHandlers.ofString());
            return response.body() + " " + seen.poll();
        });
        attempt("client with tunnel", () -> {
            HttpClient client = HttpClient.newBuilder().proxy(ProxySelector.of(http)).build();
            return client.send(HttpRequest.newBuilder(URI.create("https://some.host.example/path")).build(), HttpResponse.BodyHandlers.ofString());
        });
        attempt("selector", () -> {
            System.setProperty("http.proxyHost", "proxy.example");
            System.setProperty("http.proxyPort", "3128");
            System.setProperty("http.nonProxyHosts", "*.local|10.*");
            System.setProperty("https.proxyHost", "secure.example");
            StringBuilder text = new StringBuilder();
            for (String uri : new String[] {"http://a.example/", "http://b.local/", "http://10.1.2.3/", "https://a.example/", "http://localhost/", "ftp://a.example/", "socket://a.example:5"}) {
                text.append(ProxySelector.getDefault().select(URI.create(uri))).append(' ');
            }
            return text;
        });
        attempt("selector null", () -> ProxySelector.getDefault().select(null));
        attempt("selector opaque", () -> ProxySelector.getDefault().select(URI.create("mailto:a@b")));
        System.exit(0);
    }
}
