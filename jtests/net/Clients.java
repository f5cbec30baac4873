// HttpClient, HttpURLConnection and the small server together: methods, bodies, redirects, errors, time-outs, HTTP/2 that is
// declined, web sockets that are refused, jar: and file: connections.
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

public class Clients {
    interface Action {
        Object run() throws Exception;
    }

    static int port;

    static void check(String name, Action action) {
        Object result;
        try {
            result = action.run();
        } catch (Exception e) {
            Throwable cause = e.getCause();
            result = e.getClass().getName() + " " + e.getMessage() + (cause == null ? "" : " < " + cause.getClass().getName());
        }
        System.out.println(name + ": " + String.valueOf(result).replace(":" + port, ":PORT"));
    }

    static void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        byte[] body = exchange.getRequestBody().readAllBytes();
        byte[] text = (exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body.length + " "
                + exchange.getRequestHeaders().getFirst("X-Given") + " " + exchange.getRequestHeaders().get("X-Twice")).getBytes();
        switch (path) {
            case "/redirect" -> {
                exchange.getResponseHeaders().set("Location", "/target?x=1");
                exchange.sendResponseHeaders(302, -1);
            }
            case "/loop" -> {
                exchange.getResponseHeaders().set("Location", "/loop");
                exchange.sendResponseHeaders(301, -1);
            }
            case "/missing" -> {
                exchange.sendResponseHeaders(404, text.length);
                exchange.getResponseBody().write(text);
            }
            case "/chunked" -> {
                exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
                exchange.sendResponseHeaders(200, 0);
                try (OutputStream out = exchange.getResponseBody()) {
                    for (int i = 0; i < 100; i++) {
                        out.write(("line " + i + "\n").getBytes());
                    }
                }
            }
            case "/gzip" -> {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                exchange.sendResponseHeaders(200, 0);
                try (GZIPOutputStream out = new GZIPOutputStream(exchange.getResponseBody())) {
                    out.write(text);
                }
            }
            case "/slow" -> {
                try {
                    Thread.sleep(3000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
            case "/private" -> {
                if (exchange.getRequestHeaders().getFirst("Authorization") == null) {
                    exchange.getResponseHeaders().set("WWW-Authenticate", "Basic realm=\"here\"");
                    exchange.sendResponseHeaders(401, -1);
                } else {
                    byte[] who = exchange.getRequestHeaders().getFirst("Authorization").getBytes();
                    exchange.sendResponseHeaders(200, who.length);
                    exchange.getResponseBody().write(who);
                }
            }
            default -> {
                boolean head = exchange.getRequestMethod().equals("HEAD");
                exchange.sendResponseHeaders(200, head ? -1 : text.length);
                if (!head) {
                    exchange.getResponseBody().write(text);
                }
            }
        }
        exchange.close();
    }

    static URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    static String show(HttpResponse<?> response) {
        TreeMap<String, List<String>> headers = new TreeMap<>(response.headers().map());
        headers.remove("date");
        return response.statusCode() + " " + response.version() + " " + headers + " " + response.body() + " " + response.uri().getPath()
                + " " + response.previousResponse().isPresent();
    }

    static void modern(HttpClient client) {
        check("get", () -> show(client.send(HttpRequest.newBuilder(at("/a?b=c")).header("X-Given", "yes").header("X-Twice", "1")
                .header("X-Twice", "2").build(), HttpResponse.BodyHandlers.ofString())));
        check("post", () -> show(client.send(HttpRequest.newBuilder(at("/p")).POST(HttpRequest.BodyPublishers.ofString("x".repeat(50_000))).build(),
                HttpResponse.BodyHandlers.ofString())));
        check("put stream", () -> show(client.send(HttpRequest.newBuilder(at("/p"))
                .PUT(HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[20_000]))).build(),
                HttpResponse.BodyHandlers.ofString())));
        check("head", () -> show(client.send(HttpRequest.newBuilder(at("/h")).method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString())));
        check("delete", () -> show(client.send(HttpRequest.newBuilder(at("/d")).DELETE().build(), HttpResponse.BodyHandlers.ofString())));
        check("redirect", () -> show(client.send(HttpRequest.newBuilder(at("/redirect")).build(), HttpResponse.BodyHandlers.ofString())));
        check("loop", () -> show(client.send(HttpRequest.newBuilder(at("/loop")).build(), HttpResponse.BodyHandlers.ofString())));
        check("missing", () -> show(client.send(HttpRequest.newBuilder(at("/missing")).build(), HttpResponse.BodyHandlers.ofString())));
        check("chunked", () -> client.send(HttpRequest.newBuilder(at("/chunked")).build(), HttpResponse.BodyHandlers.ofLines()).body().count());
        check("gzip", () -> new String(new GZIPInputStream(client.send(HttpRequest.newBuilder(at("/gzip")).build(),
                HttpResponse.BodyHandlers.ofInputStream()).body()).readAllBytes()));
        check("time-out", () -> client.send(HttpRequest.newBuilder(at("/slow")).timeout(Duration.ofMillis(200)).build(),
                HttpResponse.BodyHandlers.ofString()));
        check("refused", () -> client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build(),
                HttpResponse.BodyHandlers.ofString()));
        check("password", () -> client.send(HttpRequest.newBuilder(at("/private")).build(), HttpResponse.BodyHandlers.ofString()).body());
        check("scheme", () -> HttpRequest.newBuilder(URI.create("ftp://x/")));
        check("restricted", () -> HttpRequest.newBuilder(at("/")).header("Host", "x"));
        check("bad header", () -> HttpRequest.newBuilder(at("/")).header("a b", "x"));
        check("many", () -> {
            List<CompletableFuture<HttpResponse<String>>> all = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                all.add(client.sendAsync(HttpRequest.newBuilder(at("/n" + i)).build(), HttpResponse.BodyHandlers.ofString()));
            }
            int sum = 0;
            for (CompletableFuture<HttpResponse<String>> one : all) {
                sum += one.join().body().length();
            }
            return sum;
        });
        check("web socket", () -> client.newWebSocketBuilder().buildAsync(URI.create("ws://127.0.0.1:" + port + "/ws"),
                new WebSocket.Listener() { }).join());
        check("to file", () -> {
            Path file = Files.createTempFile("clients", ".txt");
            Path body = client.send(HttpRequest.newBuilder(at("/f")).build(), HttpResponse.BodyHandlers.ofFile(file)).body();
            String text = Files.readString(body);
            Files.delete(file);
            return text;
        });
    }

    static void old() {
        check("connection", () -> {
            HttpURLConnection connection = (HttpURLConnection) at("/old").toURL().openConnection();
            connection.setRequestProperty("X-Given", "old");
            try (InputStream in = connection.getInputStream()) {
                return new String(in.readAllBytes()) + " " + connection.getResponseCode() + " " + connection.getResponseMessage() + " "
                        + connection.getContentLength() + " " + connection.getHeaderField(0);
            }
        });
        check("connection post", () -> {
            HttpURLConnection connection = (HttpURLConnection) at("/old").toURL().openConnection();
            connection.setDoOutput(true);
            connection.setChunkedStreamingMode(100);
            connection.getOutputStream().write(new byte[1234]);
            return new String(connection.getInputStream().readAllBytes());
        });
        check("connection redirect", () -> new String(at("/redirect").toURL().openStream().readAllBytes()));
        check("connection missing", () -> at("/missing").toURL().openStream());
        check("connection loop", () -> at("/loop").toURL().openStream());
        check("error stream", () -> {
            HttpURLConnection connection = (HttpURLConnection) at("/missing").toURL().openConnection();
            return connection.getResponseCode() + new String(connection.getErrorStream().readAllBytes());
        });
        check("read time-out", () -> {
            URLConnection connection = at("/slow").toURL().openConnection();
            connection.setReadTimeout(200);
            return connection.getInputStream();
        });
        check("connect refused", () -> new URL("http://127.0.0.1:1/").openStream());
        check("bad method", () -> {
            ((HttpURLConnection) at("/").toURL().openConnection()).setRequestMethod("ODD");
            return "taken";
        });
        check("jar", () -> {
            Path jar = Files.createTempFile("clients", ".jar");
            try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
                out.putNextEntry(new ZipEntry("a/b.txt"));
                out.write("inside".getBytes());
            }
            URLConnection connection = new URL("jar:" + jar.toUri() + "!/a/b.txt").openConnection();
            connection.setUseCaches(false);
            String text;
            try (InputStream in = connection.getInputStream()) {
                text = new String(in.readAllBytes()) + " " + connection.getContentType() + " " + connection.getContentLength();
            }
            String missing = "";
            try {
                new URL("jar:" + jar.toUri() + "!/none").openStream();
            } catch (IOException e) {
                missing = e.getMessage().replace(jar.toString(), "JAR");
            }
            Files.delete(jar);
            return text + " " + missing;
        });
        check("file", () -> {
            Path file = Files.createTempFile("clients", ".html");
            Files.writeString(file, "<p>");
            URLConnection connection = file.toUri().toURL().openConnection();
            String text = connection.getContentType() + " " + new String(connection.getInputStream().readAllBytes());
            Files.delete(file);
            return text;
        });
    }

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        port = server.getAddress().getPort();
        ExecutorService workers = Executors.newCachedThreadPool();
        server.setExecutor(workers);
        server.createContext("/", Clients::answer);
        server.start();
        HttpClient client = HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).authenticator(new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("user", getRequestingPrompt().toCharArray());
            }
        }).build();
        modern(client);
        old();
        server.stop(0);
        workers.shutdownNow();
        System.exit(0);
    }
}
