// HttpURLConnection against a server that answers by script: statuses, headers, bodies, redirects, streaming, wrong use.
import java.io.*;
import java.net.*;
import java.util.*;
import java.util.concurrent.*;

public class UrlConnections {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        String text;
        try {
            text = String.valueOf(action.run());
        } catch (Throwable e) {
            text = e.toString() + (e.getCause() == null ? "" : " / " + e.getCause());
        }
        System.out.println((what + ": " + text).replaceAll("127\\.0\\.0\\.1:\\d+", "HERE").replaceAll("Java/[0-9._]+", "Java/VERSION"));
    }

    static final BlockingQueue<String> requests = new LinkedBlockingQueue<>();
    static volatile String answer = "";
    static int port;

    static void serve(Socket socket) throws IOException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder();
        int length = 0;
        boolean chunked = false;
        while (true) {
            StringBuilder line = new StringBuilder();
            int c;
            while ((c = in.read()) != '\n') {
                if (c < 0) {
                    return;
                }
                if (c != '\r') {
                    line.append((char) c);
                }
            }
            if (line.length() == 0) {
                break;
            }
            if (line.toString().toLowerCase().startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).trim());
            }
            chunked |= line.toString().toLowerCase().contains("chunked");
            head.append(line).append('|');
        }
        byte[] body = in.readNBytes(length);
        if (chunked) {
            StringBuilder all = new StringBuilder();
            while (!all.toString().endsWith("0\r\n\r\n")) {
                all.append((char) in.read());
            }
            head.append("chunked ").append(all.length());
        }
        requests.add(head + new String(body));
        socket.getOutputStream().write(answer.getBytes("ISO-8859-1"));
    }

    static HttpURLConnection open(String path) throws IOException {
        return (HttpURLConnection) new URL("http://127.0.0.1:" + port + path).openConnection(Proxy.NO_PROXY);
    }

    static String read(InputStream in) throws IOException {
        return in == null ? "none" : new String(in.readAllBytes());
    }

    static String get(String reply) throws IOException {
        answer = reply;
        HttpURLConnection connection = open("/x");
        try {
            int code = connection.getResponseCode();
            String body = code >= 400 ? "error " + read(connection.getErrorStream()) : read(connection.getInputStream());
            return code + " " + connection.getResponseMessage() + " " + new TreeMap<>(nonNull(connection.getHeaderFields())) + " " + body;
        } finally {
            connection.disconnect();
        }
    }

    static Map<String, List<String>> nonNull(Map<String, List<String>> fields) {
        Map<String, List<String>> copy = new HashMap<>(fields);
        copy.remove(null);
        return copy;
    }

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        port = server.getLocalPort();
        Thread thread = new Thread(() -> {
            while (true) {
                try {
                    Socket socket = server.accept();
                    Thread one = new Thread(() -> {
                        try (socket) {
                            serve(socket);
                        } catch (IOException e) {
                            // The client has gone.
                        }
                    });
                    one.setDaemon(true);
                    one.start();
                } catch (IOException e) {
                    // The next one.
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        attempt("plain", () -> get("HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX-A: 1\r\nX-A: 2\r\n\r\nhello"));
        attempt("request", requests::take);
        attempt("until end", () -> get("HTTP/1.0 200 OK\r\n\r\nto the end"));
        attempt("chunked", () -> get("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n3\r\n ab\r\n0\r\nX-Trailer: t\r\n\r\n"));
        attempt("bad chunk", () -> get("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n"));
        attempt("cut chunk", () -> get("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nhel"));
        attempt("cut body", () -> get("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello"));
        attempt("no reason", () -> get("HTTP/1.1 204\r\n\r\n"));
        attempt("not found", () -> get("HTTP/1.1 404 Nothing Here\r\nContent-Length: 4\r\n\r\ngone"));
        attempt("server error", () -> get("HTTP/1.1 503 Busy\r\n\r\n"));
        attempt("garbage", () -> get("no http at all\r\n\r\n"));
        attempt("nothing", () -> get(""));
        attempt("folded header", () -> get("HTTP/1.1 200 OK\r\nX-Long: one\r\n two\r\nContent-Length: 0\r\n\r\n"));
        attempt("continue", () -> get("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\nx"));
        attempt("input of an error", () -> {
            answer = "HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n";
            return open("/missing").getInputStream();
        });
        attempt("input of 500", () -> {
            answer = "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n";
            return open("/broken").getInputStream();
        });
        requests.clear();
        for (String method : new String[] {"HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "POST"}) {
            attempt(method, () -> {
                answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
                HttpURLConnection connection = open("/m?q=1#f");
                connection.setRequestMethod(method);
                connection.setRequestProperty("X-Own", "value");
                connection.addRequestProperty("X-Own", "more");
                if (method.startsWith("P")) {
                    connection.setDoOutput(true);
                    connection.getOutputStream().write("body".getBytes());
                }
                int code = connection.getResponseCode();
                return code + " " + requests.poll(10, TimeUnit.SECONDS);
            });
        }
        for (int streaming : new int[] {-1, 0, 4}) {
            attempt("streaming " + streaming, () -> {
                answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
                HttpURLConnection connection = open("/s");
                connection.setDoOutput(true);
                if (streaming < 1) {
                    connection.setChunkedStreamingMode(streaming * 100);
                } else {
                    connection.setFixedLengthStreamingMode(streaming);
                }
                try (OutputStream out = connection.getOutputStream()) {
                    out.write("four".getBytes());
                }
                return connection.getResponseCode() + " " + requests.poll(10, TimeUnit.SECONDS);
            });
        }
        requests.clear();
        for (int code : new int[] {301, 302, 303, 307, 308, 304}) {
            attempt("redirect " + code, () -> {
                answer = "HTTP/1.1 " + code + " Elsewhere\r\nLocation: /other\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
                HttpURLConnection connection = open("/first");
                connection.setInstanceFollowRedirects(code % 2 == 0);
                try {
                    return connection.getResponseCode() + " " + connection.getURL().getPath();
                } finally {
                    System.out.println(requests.size());
                    requests.clear();
                }
            });
        }
        attempt("redirect to another protocol", () -> get("HTTP/1.1 302 Found\r\nLocation: ftp://127.0.0.1/\r\nContent-Length: 0\r\n\r\n"));
        attempt("redirect to nonsense", () -> get("HTTP/1.1 302 Found\r\nLocation: http://[bad/\r\nContent-Length: 0\r\n\r\n"));
        attempt("unauthorized", () -> get("HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=\"tea\"\r\nContent-Length: 0\r\n\r\n"));
        attempt("authenticator", () -> {
            Authenticator.setDefault(new Authenticator() {
                protected PasswordAuthentication getPasswordAuthentication() {
                    return new PasswordAuthentication("user", (getRequestingPrompt() + getRequestingScheme()).toCharArray());
                }
            });
            requests.clear();
            try {
                return get("HTTP/1.1 401 Who\r\nWWW-Authenticate: Basic realm=\"tea\"\r\nContent-Length: 0\r\n\r\n");
            } finally {
                requests.removeIf(request -> !request.contains("Authorization"));
                System.out.println(requests.stream().map(request -> request.replaceAll(".*(Authorization: [^|]*).*", "$1")).findFirst());
                Authenticator.setDefault(null);
            }
        });
        attempt("cookies", () -> {
            CookieManager manager = new CookieManager();
            CookieHandler.setDefault(manager);
            String result = get("HTTP/1.1 200 OK\r\nSet-Cookie: tea=green; Path=/; HttpOnly\r\nSet-Cookie: x=y; Max-Age=0\r\nContent-Length: 0\r\n\r\n");
            requests.clear();
            get("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
            CookieHandler.setDefault(null);
            return manager.getCookieStore().getCookies() + " " + requests.take().contains("Cookie: tea=green") + " " + result;
        });
        attempt("dates", () -> {
            answer = "HTTP/1.1 200 OK\r\nDate: Sun, 06 Nov 1994 08:49:37 GMT\r\nLast-Modified: Sunday, 06-Nov-94 08:49:37 GMT\r\nExpires: never\r\nContent-Type: text/html; charset=x\r\nContent-Encoding: gzip\r\nAge: 77\r\nContent-Length: 0\r\n\r\n";
            HttpURLConnection connection = open("/dates");
            return connection.getDate() + " " + connection.getLastModified() + " " + connection.getExpiration() + " " + connection.getContentType() + " " + connection.getContentEncoding() + " " + connection.getHeaderFieldInt("Age", 1) + connection.getHeaderFieldInt("Expires", 5) + " " + connection.getHeaderField(0) + " " + connection.getHeaderFieldKey(1) + " " + connection.getContentLengthLong();
        });
        attempt("time-out", () -> {
            try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
                HttpURLConnection connection = (HttpURLConnection) new URL("http://127.0.0.1:" + silent.getLocalPort()).openConnection();
                connection.setReadTimeout(30);
                connection.setConnectTimeout(1000);
                return connection.getResponseCode();
            }
        });
        // Wrong use.
        attempt("method", () -> {
            open("/").setRequestMethod("TEA");
            return "";
        });
        attempt("output without permission", () -> open("/").getOutputStream());
        attempt("late property", () -> {
            HttpURLConnection connection = open("/");
            connection.connect();
            connection.setRequestProperty("A", "b");
            return "";
        });
        attempt("late output", () -> {
            HttpURLConnection connection = open("/");
            connection.setDoOutput(true);
            answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
            connection.getInputStream();
            return connection.getOutputStream();
        });
        attempt("bad header", () -> {
            open("/").setRequestProperty("A", "b\nc");
            return "";
        });
        attempt("negative time-out", () -> {
            open("/").setConnectTimeout(-1);
            return "";
        });
        attempt("both modes", () -> {
            HttpURLConnection connection = open("/");
            connection.setChunkedStreamingMode(5);
            connection.setFixedLengthStreamingMode(5);
            return "";
        });
        attempt("unknown host", () -> new URL("http://no-such-host.invalid/").openStream());
        attempt("unknown protocol", () -> new URL("tea://pot/"));
        attempt("bad port", () -> new URL("http://host:99999/").openConnection().getURL().getPort());
        attempt("no host", () -> new URL("http:///path").openStream());
        // The server waits for the rest of these.
        for (int streaming : new int[] {2, 10}) {
            attempt("streaming " + streaming, () -> {
                answer = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";
                HttpURLConnection connection = open("/s");
                connection.setDoOutput(true);
                if (streaming < 1) {
                    connection.setChunkedStreamingMode(streaming * 100);
                } else {
                    connection.setFixedLengthStreamingMode(streaming);
                }
                try {
                    try (OutputStream out = connection.getOutputStream()) {
                        out.write("four".getBytes());
                    }
                    return connection.getResponseCode() + " " + requests.poll(10, TimeUnit.SECONDS);
                } finally {
                    connection.disconnect();
                }
            });
        }
        System.exit(0);
    }
}
