// com.sun.net.httpserver: contexts, filters, authentication, lengths, chunks, HEAD, attributes, HTTPS, wrong use, raw requests.
// javac: --add-exports java.base/sun.security.x509=ALL-UNNAMED --add-exports java.base/sun.security.tools.keytool=ALL-UNNAMED
// flags: --add-exports java.base/sun.security.x509=ALL-UNNAMED --add-exports java.base/sun.security.tools.keytool=ALL-UNNAMED
import com.sun.net.httpserver.*;
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.*;
import java.util.concurrent.*;
import javax.net.ssl.*;
import sun.security.tools.keytool.CertAndKeyGen;
import sun.security.x509.X500Name;

public class HttpServers {
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
        System.out.println((what + ": " + text).replaceAll(":\\d{4,5}", ":PORT").replaceAll("[Dd]ate: [^|]*GMT", "date"));
    }

    static String raw(int port, String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1).replace("\r\n", "|");
        }
    }

    static void answer(HttpExchange exchange, int code, String text) throws IOException {
        try (exchange) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        }
    }

    public static void main(String[] args) throws Exception {
        java.util.logging.Logger.getLogger("com.sun.net.httpserver").setLevel(java.util.logging.Level.OFF);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService pool = Executors.newFixedThreadPool(3);
        server.setExecutor(pool);
        int port = server.getAddress().getPort();
        HttpContext echo = server.createContext("/echo", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes());
            answer(exchange, 200, exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getProtocol() + " " + exchange.getHttpContext().getPath() + " " + exchange.getRequestHeaders().get("X-own") + " " + body + " " + exchange.getPrincipal());
        });
        server.createContext("/echo/deeper", exchange -> answer(exchange, 201, "deeper " + exchange.getRequestURI().getPath()));
        server.createContext("/chunked", exchange -> {
            exchange.getResponseHeaders().add("X-Many", "1");
            exchange.getResponseHeaders().add("X-Many", "2");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 3; i++) {
                    out.write(("part " + i + ";").getBytes());
                    out.flush();
                }
            }
        });
        BlockingQueue<String> problems = new LinkedBlockingQueue<>();
        server.createContext("/wrong", exchange -> {
            try {
                switch (exchange.getRequestURI().getQuery()) {
                    case "many" -> {
                        exchange.sendResponseHeaders(200, 2);
                        exchange.getResponseBody().write(new byte[5]);
                    }
                    case "few" -> {
                        exchange.sendResponseHeaders(200, 5);
                        exchange.getResponseBody().write(new byte[2]);
                        exchange.getResponseBody().close();
                    }
                    case "twice" -> {
                        exchange.sendResponseHeaders(204, -1);
                        exchange.sendResponseHeaders(200, -1);
                    }
                    case "body first" -> exchange.getResponseBody().write(1);
                    default -> throw new IllegalStateException("unhandled");
                }
            } catch (IOException | RuntimeException e) {
                problems.add(e.toString());
                throw e;
            } finally {
                exchange.close();
            }
        });
        HttpContext secret = server.createContext("/secret", exchange -> answer(exchange, 200, "for " + exchange.getPrincipal()));
        secret.setAuthenticator(new BasicAuthenticator("tea") {
            public boolean checkCredentials(String user, String password) {
                return user.equals("me") && password.equals("pot:1");
            }
        });
        HttpContext filtered = server.createContext("/filtered");
        filtered.setHandler(exchange -> answer(exchange, 200, exchange.getAttribute("seen") + " " + exchange.getResponseHeaders().getFirst("X-Filter")));
        filtered.getAttributes().put("shared", 1);
        filtered.getFilters().add(new Filter() {
            public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
                exchange.setAttribute("seen", description());
                exchange.getResponseHeaders().set("x-filter", "yes");
                if ("stop".equals(exchange.getRequestURI().getQuery())) {
                    answer(exchange, 403, "");
                } else {
                    chain.doFilter(exchange);
                }
            }

            public String description() {
                return "own filter";
            }
        });
        server.start();
        String end = " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n";
        attempt("get", () -> raw(port, "GET /echo/a?b=c%20d" + end + "X-Own: 1\r\nX-Own: 2\r\n\r\n"));
        attempt("post", () -> raw(port, "POST /echo" + end + "Content-Length: 4\r\n\r\nbody"));
        attempt("post chunks", () -> raw(port, "POST /echo" + end + "Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"));
        attempt("own method", () -> raw(port, "BREW /echo" + end + "\r\n"));
        attempt("deeper", () -> raw(port, "GET /echo/deeper/x" + end + "\r\n"));
        attempt("head", () -> raw(port, "HEAD /echo/deeper" + end + "\r\n"));
        attempt("no context", () -> raw(port, "GET /none" + end + "\r\n"));
        attempt("chunked", () -> raw(port, "GET /chunked" + end + "\r\n"));
        attempt("chunked by 1.0", () -> raw(port, "GET /chunked HTTP/1.0\r\n\r\n"));
        attempt("continue", () -> raw(port, "POST /echo" + end + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\nok"));
        attempt("two requests", () -> raw(port, "GET /echo/1 HTTP/1.1\r\nHost: x\r\n\r\nGET /echo/2" + end + "\r\n").split("\\|\\|").length);
        for (String bad : new String[] {"GET\r\n\r\n", "GET /echo\r\n\r\n", "GET bad uri" + end + "\r\n", "GET /echo" + end + "Content-Length: x\r\n\r\n", "GET /echo" + end + "no colon\r\n\r\n", "GET /echo HTTP/9.9\r\n\r\n", "GET /%zz" + end + "\r\n", "POST /echo" + end + "Transfer-Encoding: tea\r\n\r\n", "POST /echo" + end + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n"}) {
            attempt("bad " + bad.replace("\r\n", "|"), () -> raw(port, bad).replaceAll("<h1>.*", "<h1>"));
        }
        for (String query : new String[] {"many", "few", "twice", "body%20first", "other"}) {
            attempt("wrong " + query, () -> raw(port, "GET /wrong?" + query + end + "\r\n").replaceAll("\0", "0") + " " + problems.poll(20, TimeUnit.SECONDS));
        }
        attempt("no credentials", () -> raw(port, "GET /secret" + end + "\r\n"));
        attempt("wrong credentials", () -> raw(port, "GET /secret" + end + "Authorization: Basic " + Base64.getEncoder().encodeToString("me:no".getBytes()) + "\r\n\r\n"));
        attempt("credentials", () -> raw(port, "GET /secret" + end + "Authorization: Basic " + Base64.getEncoder().encodeToString("me:pot:1".getBytes()) + "\r\n\r\n"));
        attempt("filter", () -> raw(port, "GET /filtered" + end + "\r\n") + filtered.getFilters().get(0).description());
        attempt("stopped by filter", () -> raw(port, "GET /filtered?stop" + end + "\r\n"));
        server.removeContext(echo);
        attempt("removed", () -> raw(port, "GET /echo/a" + end + "\r\n"));
        attempt("remove twice", () -> {
            server.removeContext("/echo");
            return "";
        });
        attempt("context twice", () -> server.createContext("/chunked").getPath());
        attempt("bad path", () -> server.createContext("no-slash"));
        attempt("start twice", () -> {
            server.start();
            return "";
        });
        attempt("late executor", () -> {
            server.setExecutor(null);
            return "";
        });
        attempt("bind twice", () -> {
            server.bind(new InetSocketAddress(0), 0);
            return "";
        });
        attempt("not bound", () -> {
            HttpServer.create().start();
            return "";
        });
        attempt("handler twice", () -> {
            filtered.setHandler(null);
            return "";
        });
        Headers headers = new Headers();
        headers.add("content-TYPE", "a");
        headers.add("Content-type", "b");
        headers.set("x", "1");
        System.out.println(headers.get("CONTENT-TYPE") + " " + headers.getFirst("X") + " " + new TreeMap<>(headers) + " " + headers.containsKey("x"));
        attempt("header name", () -> headers.put("a\nb", List.of("x")));
        attempt("header value", () -> {
            headers.add("a", "x\ny");
            return "";
        });
        // HTTPS.
        CertAndKeyGen generator = new CertAndKeyGen("EC", "SHA256withECDSA");
        generator.generate("secp256r1");
        X509Certificate certificate = generator.getSelfCertificate(new X500Name("CN=localhost"), 24 * 3600);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", generator.getPrivateKey(), new char[0], new Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(context));
        secure.setExecutor(pool);
        secure.createContext("/", exchange -> answer(exchange, 200, ((HttpsExchange) exchange).getSSLSession().getProtocol() + " " + exchange.getRequestURI()));
        secure.start();
        attempt("client", () -> {
            HttpClient client = HttpClient.newBuilder().sslContext(context).build();
            HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create("https://localhost:" + secure.getAddress().getPort() + "/x")).build(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() + " " + response.version() + " " + response.body();
        });
        attempt("connection", () -> {
            HttpsURLConnection connection = (HttpsURLConnection) new URL("https://localhost:" + secure.getAddress().getPort() + "/y").openConnection();
            connection.setSSLSocketFactory(context.getSocketFactory());
            return new String(connection.getInputStream().readAllBytes()) + " " + connection.getCipherSuite() + " " + connection.getPeerPrincipal() + " " + connection.getServerCertificates().length;
        });
        attempt("wrong name", () -> {
            HttpsURLConnection connection = (HttpsURLConnection) new URL("https://127.0.0.1:" + secure.getAddress().getPort() + "/y").openConnection();
            connection.setSSLSocketFactory(context.getSocketFactory());
            return connection.getResponseCode();
        });
        secure.stop(0);
        server.stop(0);
        pool.shutdown();
        attempt("stopped", () -> raw(port, "GET /" + end + "\r\n"));
        System.exit(0);
    }
}
