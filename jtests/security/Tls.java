// TLS over loopback: sockets, an HTTPS server with both clients, and what fails.
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

public class Tls {
    /** A PKCS#12 store of one key and its own certificate for localhost. */
    static final String STORE = ""
            + "MIID+QIBAzCCA6QGCSqGSIb3DQEHAaCCA5UEggORMIIDjTCCASQGCSqGSIb3DQEHAaCCARUEggERMIIBDTCCAQkGCyqGSIb3DQEM"
            + "CgECoIG9MIG6MGYGCSqGSIb3DQEFDTBZMDgGCSqGSIb3DQEFDDArBBS4g/eX4P7bGsasaIUL75bP0FbKpAICJxACASAwDAYIKoZI"
            + "hvcNAgkFADAdBglghkgBZQMEASoEECInQo8IFNfNyNar8rkRaN0EUOieHMH4BBDkOTPHMKhPJ5QhGC2kKTjYdsUefv/+b4zVVOpA"
            + "D31LHRzV0Otq17paOhUmo/bXv1sS+fkxKw8BOTgH4nLZl2kWAdaI8uP0qL28MTowFQYJKoZIhvcNAQkUMQgeBgBrAGUAeTAhBgkq"
            + "hkiG9w0BCRUxFAQSVGltZSAxNzk1MjkzMDQxNzI3MIICYQYJKoZIhvcNAQcGoIICUjCCAk4CAQAwggJHBgkqhkiG9w0BBwEwZgYJ"
            + "KoZIhvcNAQUNMFkwOAYJKoZIhvcNAQUMMCsEFOdgWDuOhweLHv1mTo3azUA8+d1zAgInEAIBIDAMBggqhkiG9w0CCQUAMB0GCWCG"
            + "SAFlAwQBKgQQnfPDw1cjjPgxIYj1ZDyD8oCCAdCcj34XPdhHNAnThj3lYNktlje+bFTrynrMpLEjr6++ei9ZFmvdY7bpps8ucVwL"
            + "MtTkw6NJmCvUXErnFStRSf44uDQF/XbunZBLGXz3d+jlYM0VF80J3fH3iM1tMS08km4K0sS5V44GLcKfYZUrxxuu2pNM7821haF4"
            + "C0R/6kx0Vq2fkHJTUVSD6lg18hCXSWjYfi6/mDmRQAyjUW+vFfR5lquTQa/8oIbL69XRNfUTVbtAyBlXLgsQg6ymUq6uSPooZBSl"
            + "03ijSgvMGpbOu48IBZv8qpLpQ1/Ce2hPOsha+RAYxsoJCpPpmjaj5UzVlJHe2Hv1V/SgHR7AGw/IQ0vtXvcVgfl5IASB1OuTytsV"
            + "HOrz0pY4/76dsNl/ftiWNvlEoZofy9LwJho+N6xlI9Livs44NTTqprt3j2HJ+rESVojMGwOZF9k2/QbIhCfMGdiSQzNfY2us8L+/"
            + "UZTVRA6WO7q9ifiF5HfJ7iOATCyXX0SGs1MndDedvbpdLaax9ejEcJy1MB2QgiBYa0DQY6cBIt9/MHMdG5eWK5/hOOYnrih1IFUK"
            + "LjbASdqdaIV/K55JS0//nE1k62r1EPE2LiFgFt5viBWp2YgUEoacfTiD0TBMMDEwDQYJYIZIAWUDBAIBBQAEIHEl5fNNSkoVyY5O"
            + "LqpJ70//DeYVw96zd9zeVpSs3y0kBBQao33Fjbmo5rVTL1B/c51Xzc+osQIBFA==";

    static KeyStore store() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(new ByteArrayInputStream(Base64.getDecoder().decode(STORE)), "changeit".toCharArray());
        return store;
    }

    static SSLContext context(String protocol) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store(), "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(store());
        SSLContext context = SSLContext.getInstance(protocol);
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    static void certificate() throws Exception {
        X509Certificate certificate = (X509Certificate) store().getCertificate("key");
        System.out.println(certificate.getSubjectX500Principal() + " " + certificate.getSigAlgName() + " " + certificate.getVersion() + " "
                + certificate.getSubjectAlternativeNames() + " " + certificate.getPublicKey().getAlgorithm());
        certificate.verify(certificate.getPublicKey());
    }

    static void sockets(SSLContext context, String protocol) throws Exception {
        try (SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            server.setNeedClientAuth(true);
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> {
                try (SSLSocket socket = (SSLSocket) server.accept()) {
                    InputStream in = socket.getInputStream();
                    byte[] bytes = in.readNBytes(20_000);
                    socket.getOutputStream().write(bytes);
                    return socket.getSession().getPeerPrincipal() + " " + Arrays.hashCode(bytes);
                } catch (IOException e) {
                    return e.toString();
                }
            });
            try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                socket.setEnabledProtocols(new String[] {protocol});
                socket.startHandshake();
                SSLSession session = socket.getSession();
                byte[] bytes = new byte[20_000];
                Arrays.setAll(new Integer[bytes.length], i -> (int) (bytes[i] = (byte) (i * 7)));
                OutputStream out = socket.getOutputStream();
                out.write(bytes);
                byte[] back = socket.getInputStream().readNBytes(bytes.length);
                System.out.println(session.getProtocol() + " " + session.getCipherSuite() + " " + session.getPeerPrincipal() + " "
                        + Arrays.equals(bytes, back) + " " + seen.get());
            }
        }
    }

    static void refused(SSLContext context) throws Exception {
        try (SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<String> seen = CompletableFuture.supplyAsync(() -> {
                try (SSLSocket socket = (SSLSocket) server.accept()) {
                    return "" + socket.getInputStream().read();
                } catch (IOException e) {
                    return e.getClass().getName();
                }
            });
            // The default store does not know the certificate.
            try (Socket socket = SSLContext.getDefault().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                socket.getOutputStream().write(1);
                System.out.println("accepted");
            } catch (SSLException e) {
                System.out.println(e);
            }
            System.out.println(seen.get());
        }
    }

    static void https(SSLContext context) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            byte[] text = ("secret " + exchange.getRequestURI()).getBytes();
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        server.start();
        String base = "https://localhost:" + server.getAddress().getPort();
        HttpClient client = HttpClient.newBuilder().sslContext(context).build();
        for (String path : new String[] {"/a", "/b?c"}) {
            HttpResponse<String> response = client.send(HttpRequest.newBuilder(URI.create(base + path)).build(), HttpResponse.BodyHandlers.ofString());
            System.out.println(response.body() + " " + response.version() + " " + response.sslSession().get().getProtocol());
        }
        HttpsURLConnection connection = (HttpsURLConnection) URI.create(base + "/old").toURL().openConnection();
        connection.setSSLSocketFactory(context.getSocketFactory());
        System.out.println(new String(connection.getInputStream().readAllBytes()) + " " + connection.getCipherSuite());
        try {
            HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create(base)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            System.out.println(e.getClass().getName() + " " + e.getMessage());
        }
        server.stop(0);
    }

    public static void main(String[] args) throws Exception {
        certificate();
        SSLContext context = context("TLS");
        sockets(context, "TLSv1.3");
        sockets(context, "TLSv1.2");
        refused(context);
        https(context);
        System.exit(0);
    }
}
