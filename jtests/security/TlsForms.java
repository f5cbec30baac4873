// TLS 1.2 and 1.3 by engines and sockets: suites, names, protocols, client certificates, sessions, closing, failures.
// javac: --add-exports java.base/sun.security.x509=ALL-UNNAMED --add-exports java.base/sun.security.tools.keytool=ALL-UNNAMED
// flags: --add-exports java.base/sun.security.x509=ALL-UNNAMED --add-exports java.base/sun.security.tools.keytool=ALL-UNNAMED
import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.security.*;
import java.security.cert.*;
import java.security.cert.Certificate;
import java.util.*;
import javax.net.ssl.*;
import sun.security.tools.keytool.CertAndKeyGen;
import sun.security.x509.X500Name;

public class TlsForms {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    static SSLContext context(KeyStore own, KeyStore trusted) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
        keys.init(own, new char[0]);
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own == null ? null : keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    /** Drives both engines until the handshake is over and a message has gone each way. */
    static String talk(SSLEngine client, SSLEngine server) throws Exception {
        ByteBuffer toServer = ByteBuffer.allocate(40_000), toClient = ByteBuffer.allocateDirect(40_000);
        ByteBuffer clientIn = ByteBuffer.allocate(40_000), serverIn = ByteBuffer.allocate(40_000);
        ByteBuffer clientOut = ByteBuffer.wrap("from the client".getBytes()), serverOut = ByteBuffer.wrap("from the server".getBytes());
        for (int round = 0; round < 100 && (clientIn.position() < 15 || serverIn.position() < 15); round++) {
            for (SSLEngine engine : new SSLEngine[] {client, server}) {
                boolean isClient = engine == client;
                ByteBuffer out = isClient ? toServer : toClient, in = isClient ? toClient : toServer;
                engine.wrap(isClient ? clientOut : serverOut, out);
                for (Runnable task; (task = engine.getDelegatedTask()) != null;) {
                    task.run();
                }
                in.flip();
                if (in.hasRemaining()) {
                    engine.unwrap(in, isClient ? clientIn : serverIn);
                }
                in.compact();
                for (Runnable task; (task = engine.getDelegatedTask()) != null;) {
                    task.run();
                }
            }
        }
        SSLSession session = client.getSession();
        return new String(serverIn.array(), 0, serverIn.position()) + "/" + new String(clientIn.array(), 0, clientIn.position()) + " " + session.getProtocol() + " " + session.getCipherSuite() + " [" + client.getApplicationProtocol() + "] " + session.getPeerPrincipal() + " " + session.getPeerHost() + " " + client.getHandshakeStatus();
    }

    public static void main(String[] args) throws Exception {
        CertAndKeyGen ec = new CertAndKeyGen("EC", "SHA256withECDSA"), rsa = new CertAndKeyGen("RSA", "SHA256withRSA");
        ec.generate("secp256r1");
        rsa.generate(1024 * 2);
        X509Certificate ecCertificate = ec.getSelfCertificate(new X500Name("CN=localhost, O=Curve"), 24 * 3600), rsaCertificate = rsa.getSelfCertificate(new X500Name("CN=localhost, O=Number"), 24 * 3600);
        KeyStore ecStore = KeyStore.getInstance("PKCS12"), rsaStore = KeyStore.getInstance("PKCS12"), trusted = KeyStore.getInstance("PKCS12"), nothing = KeyStore.getInstance("PKCS12");
        for (KeyStore store : List.of(ecStore, rsaStore, trusted, nothing)) {
            store.load(null, null);
        }
        ecStore.setKeyEntry("key", ec.getPrivateKey(), new char[0], new Certificate[] {ecCertificate});
        rsaStore.setKeyEntry("key", rsa.getPrivateKey(), new char[0], new Certificate[] {rsaCertificate});
        trusted.setCertificateEntry("ec", ecCertificate);
        trusted.setCertificateEntry("rsa", rsaCertificate);
        SSLContext curve = context(ecStore, trusted), number = context(rsaStore, trusted), client = context(null, trusted);
        System.out.println(Arrays.toString(client.getDefaultSSLParameters().getProtocols()) + " " + Arrays.toString(client.getSupportedSSLParameters().getProtocols()) + " " + client.getProtocol() + " " + client.getProvider().getName());
        System.out.println(Arrays.hashCode(client.getDefaultSSLParameters().getCipherSuites()) + " " + client.getDefaultSSLParameters().getCipherSuites().length + " " + client.getSupportedSSLParameters().getCipherSuites().length);
        for (String suite : new String[] {"TLS_AES_128_GCM_SHA256", "TLS_AES_256_GCM_SHA384", "TLS_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
                "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256", "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA", "TLS_RSA_WITH_AES_128_GCM_SHA256"}) {
            attempt(suite, () -> {
                SSLContext context = suite.contains("RSA_WITH") ? number : curve;
                SSLEngine ours = client.createSSLEngine("localhost", 443), theirs = context.createSSLEngine();
                ours.setUseClientMode(true);
                theirs.setUseClientMode(false);
                ours.setEnabledCipherSuites(new String[] {suite});
                return talk(ours, theirs);
            });
        }
        for (String protocol : new String[] {"TLSv1.2", "TLSv1.3", "TLSv1.1"}) {
            for (boolean mutual : new boolean[] {false, true}) {
                attempt(protocol + " " + mutual, () -> {
                    SSLEngine ours = (mutual ? number : client).createSSLEngine("localhost", 443), theirs = curve.createSSLEngine();
                    ours.setUseClientMode(true);
                    theirs.setUseClientMode(false);
                    theirs.setNeedClientAuth(mutual);
                    SSLParameters parameters = ours.getSSLParameters();
                    parameters.setProtocols(new String[] {protocol});
                    parameters.setApplicationProtocols(new String[] {"tea", "h2"});
                    parameters.setServerNames(List.of(new SNIHostName("name.example")));
                    ours.setSSLParameters(parameters);
                    theirs.setHandshakeApplicationProtocolSelector((engine, offered) -> offered.get(1));
                    String text = talk(ours, theirs);
                    ExtendedSSLSession session = (ExtendedSSLSession) theirs.getSession();
                    ours.closeOutbound();
                    ByteBuffer out = ByteBuffer.allocate(40_000);
                    SSLEngineResult closing = ours.wrap(ByteBuffer.allocate(0), out);
                    out.flip();
                    SSLEngineResult closed = theirs.unwrap(out, ByteBuffer.allocate(40_000));
                    return text + " " + (mutual ? session.getPeerPrincipal() : "nobody") + " " + session.getRequestedServerNames() + " " + closing.getStatus() + " " + closed.getStatus() + " " + theirs.isInboundDone();
                });
            }
        }
        attempt("no certificate of the client", () -> {
            SSLEngine ours = client.createSSLEngine("localhost", 443), theirs = curve.createSSLEngine();
            ours.setUseClientMode(true);
            theirs.setUseClientMode(false);
            theirs.setNeedClientAuth(true);
            return talk(ours, theirs);
        });
        attempt("not trusted", () -> {
            SSLEngine ours = context(null, ecStore).createSSLEngine("localhost", 443), theirs = number.createSSLEngine();
            ours.setUseClientMode(true);
            theirs.setUseClientMode(false);
            return talk(ours, theirs);
        });
        attempt("trusting nobody", () -> context(null, nothing).createSSLEngine().getHandshakeStatus());
        attempt("wrong name", () -> {
            SSLEngine ours = client.createSSLEngine("elsewhere.example", 443), theirs = curve.createSSLEngine();
            ours.setUseClientMode(true);
            theirs.setUseClientMode(false);
            SSLParameters parameters = ours.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            ours.setSSLParameters(parameters);
            return talk(ours, theirs);
        });
        attempt("no common suite", () -> {
            SSLEngine ours = client.createSSLEngine(), theirs = number.createSSLEngine();
            ours.setUseClientMode(true);
            theirs.setUseClientMode(false);
            ours.setEnabledCipherSuites(new String[] {"TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"});
            return talk(ours, theirs);
        });
        attempt("noise", () -> {
            SSLEngine theirs = curve.createSSLEngine();
            theirs.setUseClientMode(false);
            theirs.beginHandshake();
            return theirs.unwrap(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes()), ByteBuffer.allocate(20_000));
        });
        attempt("mode", () -> curve.createSSLEngine().wrap(ByteBuffer.allocate(1), ByteBuffer.allocate(20_000)));
        attempt("unknown suite", () -> {
            client.createSSLEngine().setEnabledCipherSuites(new String[] {"TEA"});
            return "";
        });
        attempt("unknown protocol", () -> SSLContext.getInstance("TEA"));
        attempt("not initialized", () -> SSLContext.getInstance("TLS").createSSLEngine());
        // Sockets, with sessions that are taken up again.
        SSLServerSocket server = (SSLServerSocket) curve.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> {
            while (true) {
                try (SSLSocket socket = (SSLSocket) server.accept()) {
                    InputStream in = socket.getInputStream();
                    int first = in.read();
                    if (first >= 0) {
                        socket.getOutputStream().write(first + 1);
                        in.read();
                    }
                } catch (IOException e) {
                    if (server.isClosed()) {
                        return;
                    }
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        SSLContext fresh = context(null, trusted);
        byte[] before = null;
        for (int i = 0; i < 3; i++) {
            try (SSLSocket socket = (SSLSocket) fresh.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                socket.setEnabledProtocols(new String[] {"TLSv1.2"});
                List<String> events = new ArrayList<>();
                socket.addHandshakeCompletedListener(event -> events.add(event.getCipherSuite()));
                socket.startHandshake();
                socket.getOutputStream().write(i);
                byte[] id = socket.getSession().getId();
                System.out.println(socket.getInputStream().read() + " " + (before != null && Arrays.equals(before, id)) + " " + socket.getSession().isValid() + " " + socket.getUseClientMode() + " " + socket.getHandshakeSession());
                before = id;
                if (i == 1) {
                    socket.getSession().invalidate();
                }
            }
        }
        attempt("plain client", () -> {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort())) {
                socket.getOutputStream().write("hello, hello\n".getBytes());
                int first = socket.getInputStream().read();
                return first;
            }
        });
        attempt("plain server", () -> {
            try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), plain.getLocalPort()); Socket other = plain.accept()) {
                other.getOutputStream().write("220 welcome to a plain server\r\n".getBytes());
                socket.startHandshake();
                return "";
            }
        });
        attempt("server that goes", () -> {
            try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), plain.getLocalPort())) {
                plain.accept().close();
                socket.startHandshake();
                return "";
            }
        });
        server.close();
    }
}
