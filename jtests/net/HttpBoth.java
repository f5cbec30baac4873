// The JDK's HTTP server, asked by HttpClient and HttpURLConnection: bodies, headers, statuses, parallel and asynchronous requests.
import com.sun.net.httpserver.*;
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import java.util.stream.*;

public class HttpBoth {
    public static void main(String[] args) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        server.setExecutor(pool);
        server.createContext("/echo", exchange -> {
            byte[] body = exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("X-Method", exchange.getRequestMethod());
            exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.createContext("/big", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 2000; i++) {
                    out.write(("line " + i + "\n").getBytes(StandardCharsets.US_ASCII));
                }
            }
        });
        server.createContext("/gone", exchange -> {
            exchange.sendResponseHeaders(410, -1);
            exchange.close();
        });
        server.start();
        String base = "http://127.0.0.1:" + server.getAddress().getPort();
        ExecutorService clientPool = Executors.newFixedThreadPool(4);
        HttpClient client = HttpClient.newBuilder().executor(clientPool).version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(10)).build();
        HttpResponse<String> post = client.send(HttpRequest.newBuilder(URI.create(base + "/echo")).POST(HttpRequest.BodyPublishers.ofString("grün")).build(), HttpResponse.BodyHandlers.ofString());
        System.out.println(post.statusCode() + " " + post.body() + " " + post.headers().firstValue("x-method").get() + " " + post.version());
        HttpResponse<byte[]> big = client.send(HttpRequest.newBuilder(URI.create(base + "/big")).build(), HttpResponse.BodyHandlers.ofByteArray());
        System.out.println(big.statusCode() + " " + big.body().length + " " + Arrays.hashCode(big.body()));
        System.out.println(client.send(HttpRequest.newBuilder(URI.create(base + "/gone")).build(), HttpResponse.BodyHandlers.discarding()).statusCode());
        System.out.println(client.send(HttpRequest.newBuilder(URI.create(base + "/nothing")).build(), HttpResponse.BodyHandlers.ofString()).body());
        List<CompletableFuture<Integer>> many = IntStream.range(0, 40).mapToObj(i -> client.sendAsync(HttpRequest.newBuilder(URI.create(base + "/echo")).PUT(HttpRequest.BodyPublishers.ofByteArray(new byte[i * 100])).build(), HttpResponse.BodyHandlers.ofByteArray()).thenApply(r -> r.body().length)).collect(Collectors.toList());
        System.out.println(many.stream().mapToInt(CompletableFuture::join).sum());
        HttpURLConnection old = (HttpURLConnection) new URL(base + "/echo").openConnection();
        old.setDoOutput(true);
        old.getOutputStream().write("old".getBytes());
        System.out.println(old.getResponseCode() + " " + new String(old.getInputStream().readAllBytes()) + " " + old.getHeaderField("X-Method"));
        HttpURLConnection gone = (HttpURLConnection) new URL(base + "/gone").openConnection();
        try {
            gone.getInputStream();
        } catch (IOException e) {
            System.out.println(e.getMessage().replaceAll("[0-9]{4,5}", "PORT"));
        }
        server.stop(0);
        try {
            client.send(HttpRequest.newBuilder(URI.create(base + "/echo")).build(), HttpResponse.BodyHandlers.discarding());
        } catch (ConnectException e) {
            System.out.println("refused " + e.getClass().getName());
        }
        pool.shutdown();
        clientPool.shutdown();
        System.out.println(pool.awaitTermination(10, TimeUnit.SECONDS));
        System.exit(0);
    }
}
