// HttpClient speaks HTTP/2: over TLS by ALPN, and after an upgrade from HTTP/1.1, with a small server of frames.
// javac: --add-exports java.base/sun.security.x509=ALL-UNNAMED --add-exports java.base/sun.security.tools.keytool=ALL-UNNAMED
// flags: --add-exports java.base/sun.security.x509=ALL-UNNAMED --add-exports java.base/sun.security.tools.keytool=ALL-UNNAMED
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.charset.StandardCharsets;
import java.security.*;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.*;
import java.util.concurrent.*;
import javax.net.ssl.*;
import sun.security.tools.keytool.CertAndKeyGen;
import sun.security.x509.X500Name;

public class Http2 {
    static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    static final int DATA = 0, HEADERS = 1, RST_STREAM = 3, SETTINGS = 4, PING = 6, GOAWAY = 7, WINDOW_UPDATE = 8, CONTINUATION = 9;
    static final int END_STREAM = 1, ACK = 1, END_HEADERS = 4;

    static void frame(OutputStream out, int type, int flags, int stream, byte[] payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeByte(payload.length >> 16);
        data.writeShort(payload.length);
        data.writeByte(type);
        data.writeByte(flags);
        data.writeInt(stream);
        data.write(payload);
        synchronized (out) {
            out.write(bytes.toByteArray());
            out.flush();
        }
    }

    /** A header block: the status by its index in the static table, then literals. */
    static byte[] headers(int status, String... more) throws IOException {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        int index = switch (status) {
            case 200 -> 8;
            case 204 -> 9;
            case 404 -> 13;
            default -> 14;
        };
        block.write(0x80 | index);
        for (int i = 0; i < more.length; i += 2) {
            block.write(0);
            for (String text : new String[] {more[i], more[i + 1]}) {
                block.write(text.length());
                block.write(text.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return block.toByteArray();
    }

    /** Answers streams until the client goes away: which one in which way is decided by its number. */
    static void serve(InputStream in, OutputStream out, boolean upgraded) throws IOException {
        DataInputStream data = new DataInputStream(in);
        byte[] preface = new byte[PREFACE.length];
        data.readFully(preface);
        if (!Arrays.equals(preface, PREFACE)) {
            throw new IOException("no preface");
        }
        frame(out, SETTINGS, 0, 0, new byte[0]);
        if (upgraded) {
            answer(out, 1, 0);
        }
        Map<Integer, Integer> received = new HashMap<>();
        while (true) {
            int length = data.readUnsignedByte() << 16 | data.readUnsignedShort();
            int type = data.readUnsignedByte(), flags = data.readUnsignedByte(), stream = data.readInt();
            byte[] payload = data.readNBytes(length);
            if (type == SETTINGS && (flags & ACK) == 0) {
                frame(out, SETTINGS, ACK, 0, new byte[0]);
                frame(out, PING, 0, 0, new byte[8]);
            } else if (type == DATA) {
                received.merge(stream, length, Integer::sum);
                if (length > 0) {
                    byte[] window = {(byte) (length >> 24), (byte) (length >> 16), (byte) (length >> 8), (byte) length};
                    frame(out, WINDOW_UPDATE, 0, 0, window);
                    if ((flags & END_STREAM) == 0) {
                        frame(out, WINDOW_UPDATE, 0, stream, window);
                    }
                }
            } else if (type == GOAWAY) {
                return;
            }
            if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
                answer(out, stream, received.getOrDefault(stream, 0));
            }
        }
    }

    static void answer(OutputStream out, int stream, int received) throws IOException {
        switch (stream) {
            case 3 -> frame(out, HEADERS, END_HEADERS | END_STREAM, stream, headers(404, "x-kind", "not found"));
            case 5 -> {
                byte[] block = headers(200, "x-kind", "continued", "x-more", "yes");
                frame(out, HEADERS, 0, stream, Arrays.copyOf(block, 5));
                frame(out, CONTINUATION, END_HEADERS, stream, Arrays.copyOfRange(block, 5, block.length));
                for (int i = 0; i < 5; i++) {
                    frame(out, DATA, i == 4 ? END_STREAM : 0, stream, "part ".repeat(1000).getBytes());
                }
            }
            case 7 -> frame(out, RST_STREAM, 0, stream, new byte[] {0, 0, 0, 7});
            default -> {
                frame(out, HEADERS, END_HEADERS, stream, headers(200, "x-kind", "plain"));
                frame(out, DATA, END_STREAM, stream, ("stream " + stream + " had " + received).getBytes());
            }
        }
    }

    static Thread start(ServerSocket server, boolean upgrade) {
        Thread thread = new Thread(() -> {
            while (true) {
                try (Socket socket = server.accept()) {
                    socket.setTcpNoDelay(true);
                    InputStream in = new BufferedInputStream(socket.getInputStream());
                    OutputStream out = new BufferedOutputStream(socket.getOutputStream());
                    if (socket instanceof SSLSocket secure) {
                        secure.startHandshake();
                        System.out.println("server chose " + secure.getApplicationProtocol());
                    }
                    if (upgrade) {
                        Set<String> asked = new TreeSet<>();
                        for (String line; !(line = line(in)).isEmpty();) {
                            asked.add(line.replaceAll("(HTTP2-Settings): .*", "$1").replaceAll("(Host: .*):\\d+", "$1").replaceAll("(User-Agent: .*/).*", "$1"));
                        }
                        System.out.println(asked);
                        out.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n".getBytes());
                        out.flush();
                    }
                    serve(in, out, upgrade);
                } catch (SocketException e) {
                    if (server.isClosed()) {
                        return;
                    }
                } catch (IOException e) {
                    // The client has gone.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c; (c = in.read()) != '\n' && c >= 0;) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    static void ask(HttpClient client, HttpRequest request) throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            String body = response.body();
            System.out.println(response.version() + " " + response.statusCode() + " " + response.headers().map() + " " + (body.length() > 60 ? body.length() + " characters" : body) + " " + response.sslSession().map(SSLSession::getProtocol));
        } catch (IOException e) {
            System.out.println(e.getClass().getName() + " " + e.getMessage());
        }
    }

    static void requests(HttpClient client, URI uri) throws Exception {
        HttpRequest.Builder base = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
        ask(client, base.copy().GET().build());
        ask(client, base.copy().header("Accept", "text/*").GET().build());
        ask(client, base.copy().GET().build());
        ask(client, base.copy().GET().build());
        ask(client, base.copy().POST(HttpRequest.BodyPublishers.ofByteArray(new byte[100_000])).build());
        ask(client, base.copy().PUT(HttpRequest.BodyPublishers.noBody()).build());
        List<CompletableFuture<Integer>> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(client.sendAsync(base.copy().GET().build(), HttpResponse.BodyHandlers.ofString()).thenApply(response -> response.statusCode() + response.version().ordinal()));
        }
        int sum = 0;
        for (CompletableFuture<Integer> one : many) {
            sum += one.get(20, TimeUnit.SECONDS);
        }
        System.out.println(sum);
    }

    public static void main(String[] args) throws Exception {
        CertAndKeyGen generator = new CertAndKeyGen("EC", "SHA256withECDSA");
        generator.generate("secp256r1");
        X509Certificate certificate = generator.getSelfCertificate(new X500Name("CN=localhost"), 24 * 3600);
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", generator.getPrivateKey(), new char[0], new X509Certificate[] {certificate});
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(store, new char[0]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        for (String protocol : new String[] {"TLSv1.3", "TLSv1.2"}) {
            SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
            SSLParameters parameters = server.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
            parameters.setProtocols(new String[] {protocol});
            server.setSSLParameters(parameters);
            start(server, false);
            HttpClient client = HttpClient.newBuilder().sslContext(context).version(HttpClient.Version.HTTP_2).build();
            requests(client, URI.create("https://localhost:" + server.getLocalPort() + "/path?query"));
            server.close();
        }
        ServerSocket plain = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        start(plain, true);
        requests(HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build(), URI.create("http://localhost:" + plain.getLocalPort() + "/"));
        plain.close();
        // A certificate that nobody vouches for.
        SSLContext others = SSLContext.getInstance("TLS");
        others.init(null, null, null);
        SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        start(server, false);
        ask(HttpClient.newBuilder().sslContext(others).build(), HttpRequest.newBuilder(URI.create("https://localhost:" + server.getLocalPort() + "/")).build());
        System.exit(0);
    }
}
