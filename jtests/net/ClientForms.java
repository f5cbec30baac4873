// java.net.http: builders, publishers, subscribers, redirects, authentication, cookies, time-outs, cancelling, versions, errors.
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.net.http.HttpResponse.*;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;

public class ClientForms {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        String text;
        try {
            text = String.valueOf(action.run());
        } catch (Throwable e) {
            Throwable cause = e instanceof ExecutionException || e instanceof CompletionException ? e.getCause() : e;
            text = cause.getClass().getName() + " " + cause.getMessage() + (cause.getCause() == null ? "" : " / " + cause.getCause());
        }
        System.out.println((what + ": " + text).replaceAll(":\\d{4,5}", ":PORT").replaceAll("@[0-9a-f]{5,}", "@").replaceAll("SocketTube\\(\\d+\\) \\[[^]]*\\]", "TUBE"));
    }

    static String base;

    static HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(base + path));
    }

    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService pool = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task);
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(pool);
        base = "http://localhost:" + server.getAddress().getPort();
        CountDownLatch release = new CountDownLatch(1);
        server.createContext("/", exchange -> {
            try (exchange) {
                String path = exchange.getRequestURI().getPath();
                byte[] body = exchange.getRequestBody().readAllBytes();
                Headers headers = exchange.getResponseHeaders();
                if (path.startsWith("/redirect")) {
                    headers.set("Location", "/echo?from=" + path.substring(9));
                    exchange.sendResponseHeaders(Integer.parseInt(path.substring(9)), -1);
                } else if (path.equals("/loop")) {
                    headers.set("Location", "/loop");
                    exchange.sendResponseHeaders(302, -1);
                } else if (path.equals("/slow")) {
                    release.await(20, TimeUnit.SECONDS);
                    exchange.sendResponseHeaders(200, -1);
                } else if (path.equals("/auth") && exchange.getRequestHeaders().getFirst("Authorization") == null) {
                    headers.set("WWW-Authenticate", "Basic realm=\"tea\"");
                    exchange.sendResponseHeaders(401, -1);
                } else if (path.equals("/cookie")) {
                    headers.add("Set-Cookie", "tea=green; Path=/");
                    byte[] text = String.valueOf(exchange.getRequestHeaders().get("Cookie")).getBytes();
                    exchange.sendResponseHeaders(200, text.length);
                    exchange.getResponseBody().write(text);
                } else if (path.equals("/cut")) {
                    exchange.sendResponseHeaders(200, 100);
                    exchange.getResponseBody().write(new byte[10]);
                    exchange.getResponseBody().flush();
                    throw new IOException("cut");
                } else {
                    headers.set("X-Method", exchange.getRequestMethod());
                    headers.put("X-Many", List.of("a", "b"));
                    String text = exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body.length + " " + exchange.getRequestHeaders().getFirst("X-own") + " " + exchange.getRequestHeaders().getFirst("Content-length") + " " + exchange.getRequestHeaders().getFirst("Transfer-encoding") + "\nsecond line\n";
                    byte[] bytes = text.getBytes();
                    exchange.sendResponseHeaders(200, exchange.getRequestMethod().equals("HEAD") ? -1 : bytes.length);
                    if (!exchange.getRequestMethod().equals("HEAD")) {
                        exchange.getResponseBody().write(bytes);
                    }
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        server.start();
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Path file = Path.of("body");
        Files.writeString(file, "from a file");
        Map<String, HttpRequest.BodyPublisher> publishers = new TreeMap<>(Map.of("string", HttpRequest.BodyPublishers.ofString("gr\u00fcn"), "bytes", HttpRequest.BodyPublishers.ofByteArray(new byte[70_000]), "part", HttpRequest.BodyPublishers.ofByteArray(new byte[10], 2, 5), "file", HttpRequest.BodyPublishers.ofFile(file), "stream", HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[30_000])), "none", HttpRequest.BodyPublishers.noBody(),
            "arrays", HttpRequest.BodyPublishers.ofByteArrays(List.of(new byte[3], new byte[4])), "concat", HttpRequest.BodyPublishers.concat(HttpRequest.BodyPublishers.ofString("a"), HttpRequest.BodyPublishers.ofString("bc")), "fixed", HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString("abc"), 3)));
        publishers.forEach((name, publisher) -> attempt("publisher " + name, () -> publisher.contentLength() + " " + client.send(to("/echo").POST(publisher).build(), BodyHandlers.ofString()).body().lines().findFirst().get()));
        attempt("too short", () -> client.send(to("/echo").POST(HttpRequest.BodyPublishers.fromPublisher(HttpRequest.BodyPublishers.ofString("abc"), 2)).build(), BodyHandlers.ofString()).statusCode());
        attempt("failing publisher", () -> client.send(to("/echo").POST(HttpRequest.BodyPublishers.ofInputStream(() -> null)).build(), BodyHandlers.ofString()).statusCode());
        attempt("no file", () -> HttpRequest.BodyPublishers.ofFile(Path.of("missing")));
        for (String method : new String[] {"GET", "PUT", "DELETE", "HEAD", "PATCH", "OWN"}) {
            attempt(method, () -> {
                HttpResponse<String> response = client.send(to("/echo").method(method, HttpRequest.BodyPublishers.noBody()).header("X-Own", "1").build(), BodyHandlers.ofString());
                return response.statusCode() + " " + response.headers().firstValue("x-method") + response.headers().allValues("X-MANY") + response.headers().firstValueAsLong("content-length") + " " + response.body().lines().count() + " " + response.version() + " " + response.uri().getPath() + " " + response.previousResponse() + " " + response.request().method();
            });
        }
        attempt("lines", () -> client.send(to("/echo").build(), BodyHandlers.ofLines()).body().count());
        attempt("stream", () -> new String(client.send(to("/echo").build(), BodyHandlers.ofInputStream()).body().readAllBytes()).length());
        attempt("bytes", () -> client.send(to("/echo").build(), BodyHandlers.ofByteArray()).body().length);
        attempt("to a file", () -> Files.size(client.send(to("/echo").build(), BodyHandlers.ofFile(Path.of("answer"))).body()));
        attempt("to no file", () -> client.send(to("/echo").build(), BodyHandlers.ofFile(Path.of("missing/answer"))).body());
        attempt("discarding", () -> client.send(to("/echo").build(), BodyHandlers.discarding()).body());
        attempt("replacing", () -> client.send(to("/echo").build(), BodyHandlers.replacing("value")).body());
        attempt("mapping", () -> client.send(to("/echo").build(), info -> BodySubscribers.mapping(BodySubscribers.ofString(StandardCharsets.UTF_8), text -> info.statusCode() + text.length())).body());
        attempt("limiting lines", () -> {
            List<String> lines = new ArrayList<>();
            client.send(to("/echo").build(), BodyHandlers.fromLineSubscriber(new Flow.Subscriber<String>() {
                Flow.Subscription subscription;

                public void onSubscribe(Flow.Subscription subscription) {
                    this.subscription = subscription;
                    subscription.request(1);
                }

                public void onNext(String line) {
                    lines.add(line.substring(0, 3));
                    subscription.request(1);
                }

                public void onError(Throwable e) {
                    lines.add(e.toString());
                }

                public void onComplete() {
                    lines.add("complete");
                }
            }));
            return lines;
        });
        attempt("failing handler", () -> client.send(to("/echo").build(), info -> {
            throw new IllegalStateException("handler");
        }));
        attempt("failing mapper", () -> client.send(to("/echo").build(), info -> BodySubscribers.mapping(BodySubscribers.discarding(), nothing -> {
            throw new IllegalStateException("mapper");
        })).body());
        for (int code : new int[] {301, 302, 303, 307, 308}) {
            for (HttpClient.Redirect redirect : new HttpClient.Redirect[] {HttpClient.Redirect.NEVER, HttpClient.Redirect.NORMAL}) {
                attempt("redirect " + code + " " + redirect, () -> {
                    HttpResponse<String> response = HttpClient.newBuilder().followRedirects(redirect).version(HttpClient.Version.HTTP_1_1).build().send(to("/redirect" + code).POST(HttpRequest.BodyPublishers.ofString("abc")).build(), BodyHandlers.ofString());
                    return response.statusCode() + " " + response.body().lines().findFirst() + " " + response.previousResponse().isPresent();
                });
            }
        }
        attempt("loop", () -> HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build().send(to("/loop").build(), BodyHandlers.ofString()).statusCode());
        attempt("authentication", () -> HttpClient.newBuilder().authenticator(new Authenticator() {
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication("me", getRequestingPrompt().toCharArray());
            }
        }).build().send(to("/auth").build(), BodyHandlers.ofString()).statusCode());
        attempt("no authentication", () -> client.send(to("/auth").build(), BodyHandlers.ofString()).statusCode());
        attempt("cookies", () -> {
            HttpClient keeping = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();
            return keeping.send(to("/cookie").build(), BodyHandlers.ofString()).body() + keeping.send(to("/cookie").build(), BodyHandlers.ofString()).body();
        });
        attempt("cut", () -> client.send(to("/cut").build(), BodyHandlers.ofString()).body().length());
        attempt("time-out", () -> client.send(to("/slow").timeout(Duration.ofMillis(50)).build(), BodyHandlers.ofString()));
        attempt("cancelled", () -> {
            CompletableFuture<HttpResponse<String>> future = client.sendAsync(to("/slow").build(), BodyHandlers.ofString());
            return future.cancel(true) + " " + future.isCompletedExceptionally() + " " + future.handle((response, e) -> e != null).get(20, TimeUnit.SECONDS);
        });
        attempt("interrupted", () -> {
            Thread.currentThread().interrupt();
            return client.send(to("/slow").build(), BodyHandlers.ofString());
        });
        release.countDown();
        attempt("async", () -> client.sendAsync(to("/echo").build(), BodyHandlers.ofString()).thenApply(HttpResponse::statusCode).get(20, TimeUnit.SECONDS));
        attempt("async refused", () -> client.sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/")).build(), BodyHandlers.ofString()).get(20, TimeUnit.SECONDS));
        attempt("unknown host", () -> client.send(HttpRequest.newBuilder(URI.create("http://no-such-host.invalid/")).build(), BodyHandlers.ofString()));
        for (String uri : new String[] {"ftp://host/", "http:///path", "/relative", "http://host:99999999/"}) {
            attempt("URI " + uri, () -> client.send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString()));
        }
        attempt("no URI", () -> HttpRequest.newBuilder().build());
        attempt("header", () -> to("/").header("Connection", "x"));
        attempt("header name", () -> to("/").header("a b", "x"));
        attempt("header value", () -> to("/").header("a", "x\ny"));
        attempt("headers", () -> to("/").headers("a"));
        attempt("method", () -> to("/").method("a b", HttpRequest.BodyPublishers.noBody()));
        attempt("timeout 0", () -> to("/").timeout(Duration.ZERO));
        attempt("connect timeout", () -> HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(-1)));
        attempt("priority", () -> HttpClient.newBuilder().priority(300));
        attempt("request", () -> to("/a").header("A", "1").setHeader("a", "2").expectContinue(true).GET().build().headers().map() + " " + to("/a").build().equals(to("/a").build()) + " " + to("/a").build());
        HttpClient full = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(3)).followRedirects(HttpClient.Redirect.NORMAL).build();
        System.out.println(full.connectTimeout() + " " + full.followRedirects() + " " + full.proxy() + " " + full.cookieHandler() + " " + full.authenticator() + " " + full.version() + " " + full.executor());
        server.stop(0);
        Files.delete(file);
        Files.deleteIfExists(Path.of("answer"));
        System.exit(0);
    }
}
