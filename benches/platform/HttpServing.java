import com.sun.net.httpserver.HttpServer;
import java.io.*;
import java.net.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of static files and its clients in one process: requests over loopback, on connections that are kept for
 * 100 requests each. Arguments: number of requests (8,000), clients (4). Ends with status 1 if a request failed or a
 * descriptor stayed open.
 */
public class HttpServing {
    static int descriptors() {
        return new File("/proc/self/fd").list().length;
    }

    public static void main(String[] args) throws Exception {
        int requests = args.length > 0 ? Integer.parseInt(args[0]) : 8000;
        int clients = args.length > 1 ? Integer.parseInt(args[1]) : 4;
        Path root = Files.createTempDirectory("site");
        Files.writeString(root.resolve("small.txt"), "small\n".repeat(20));
        Files.writeString(root.resolve("large.txt"), "large\n".repeat(3000));
        // Else each answer of two parts waits for the delayed acknowledgement of the first.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        ExecutorService pool = Executors.newFixedThreadPool(4);
        server.setExecutor(pool);
        server.createContext("/", exchange -> {
            Path file = root.resolve(exchange.getRequestURI().getPath().substring(1));
            try (exchange; InputStream in = exchange.getRequestBody()) {
                in.readAllBytes();
                if (Files.isRegularFile(file)) {
                    exchange.getResponseHeaders().set("Content-Type", "text/plain");
                    exchange.sendResponseHeaders(200, Files.size(file));
                    Files.copy(file, exchange.getResponseBody());
                } else {
                    exchange.sendResponseHeaders(404, -1);
                }
            }
        });
        server.start();
        int port = server.getAddress().getPort();
        ask(port, 10, new AtomicInteger());
        int before = descriptors();
        AtomicInteger failed = new AtomicInteger();
        Thread[] threads = new Thread[clients];
        for (int i = 0; i < clients; i++) {
            threads[i] = new Thread(() -> ask(port, requests / clients, failed));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        // The server closes a connection after it has seen the client's end.
        int after = descriptors();
        for (int i = 0; i < 100 && after > before; i++) {
            Thread.sleep(20);
            after = descriptors();
        }
        server.stop(0);
        pool.shutdown();
        Files.delete(root.resolve("small.txt"));
        Files.delete(root.resolve("large.txt"));
        Files.delete(root);
        System.out.println(requests / clients * clients + " requests, " + failed + " failed, " + Math.max(0, after - before) + " descriptors more");
        System.exit(failed.get() == 0 && after <= before ? 0 : 1);
    }

    static void ask(int port, int requests, AtomicInteger failed) {
        byte[] buffer = new byte[1 << 15];
        for (int done = 0; done < requests;) {
            try (Socket socket = new Socket("127.0.0.1", port)) {
                socket.setTcpNoDelay(true);
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = socket.getOutputStream();
                for (int i = 0; i < 100 && done < requests; i++, done++) {
                    String file = done % 10 == 0 ? "large.txt" : "small.txt";
                    out.write(("GET /" + file + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                    if (answer(in, buffer) != (done % 10 == 0 ? 18000 : 120)) {
                        failed.incrementAndGet();
                    }
                }
            } catch (IOException e) {
                System.out.println(e);
                failed.incrementAndGet();
                done++;
            }
        }
    }

    /** Length of the body of an answer with status 200; -1 for another. */
    static int answer(InputStream in, byte[] buffer) throws IOException {
        boolean ok = line(in).equals("HTTP/1.1 200 OK");
        int length = 0;
        for (String header; !(header = line(in)).isEmpty();) {
            if (header.toLowerCase().startsWith("content-length:")) {
                length = Integer.parseInt(header.substring(15).trim());
            }
        }
        return in.readNBytes(buffer, 0, length) == length && ok ? length : -1;
    }

    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c; (c = in.read()) != '\n';) {
            if (c < 0) {
                throw new EOFException("no answer");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
