// The web socket of HttpClient with a small server of frames: text, binary, fragments, ping, close, errors.
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.*;
import java.util.concurrent.*;

public class WebSockets {
    static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c; (c = in.read()) != '\n' && c >= 0;) {
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    static void frame(OutputStream out, int first, byte[] payload) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(first);
        if (payload.length < 126) {
            bytes.write(payload.length);
        } else {
            bytes.write(126);
            bytes.write(payload.length >> 8);
            bytes.write(payload.length);
        }
        bytes.write(payload);
        out.write(bytes.toByteArray());
        out.flush();
    }

    static void serve(Socket socket) throws Exception {
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        OutputStream out = socket.getOutputStream();
        String request = line(in), key = "", protocols = "";
        for (String line; !(line = line(in)).isEmpty();) {
            if (line.startsWith("Sec-WebSocket-Key: ")) {
                key = line.substring(19);
            } else if (line.startsWith("Sec-WebSocket-Protocol: ")) {
                protocols = line.substring(24);
            }
        }
        String accept = Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes()));
        if (request.contains("/wrong")) {
            accept = "wrong";
        }
        if (request.contains("/refused")) {
            out.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes());
            return;
        }
        out.write(("HTTP/1.1 101 Switching\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept + "\r\n" + (protocols.isEmpty() ? "" : "Sec-WebSocket-Protocol: tea\r\n") + "\r\n").getBytes());
        while (true) {
            int first = in.readUnsignedByte(), second = in.readUnsignedByte(), length = second & 127;
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = (int) in.readLong();
            }
            byte[] mask = in.readNBytes(4), payload = in.readNBytes(length);
            for (int i = 0; i < length; i++) {
                payload[i] ^= mask[i & 3];
            }
            if (request.contains("/garbage")) {
                frame(out, 0x8f, payload);
            } else if ((first & 15) == 1 && new String(payload).equals("fragments")) {
                frame(out, 0x01, "one ".getBytes());
                frame(out, 0x89, "beat".getBytes());
                frame(out, 0x00, "two ".getBytes());
                frame(out, 0x80, "gr\u00fcn".getBytes(StandardCharsets.UTF_8));
            } else if ((first & 15) == 1 && new String(payload).equals("bad text")) {
                frame(out, 0x81, new byte[] {'a', (byte) 0xff, 'b'});
            } else if ((first & 15) == 1 && new String(payload).equals("cut")) {
                socket.setSoLinger(true, 0);
                return;
            } else if ((first & 15) == 9) {
                frame(out, 0x8a, payload);
            } else {
                frame(out, first, payload);
            }
            if ((first & 15) == 8) {
                return;
            }
        }
    }

    static class Events implements WebSocket.Listener {
        final BlockingQueue<String> events = new LinkedBlockingQueue<>();

        public void onOpen(WebSocket socket) {
            events.add("open " + socket.getSubprotocol());
            socket.request(1);
        }

        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            events.add("text " + (data.length() > 50 ? data.length() : data) + " " + last);
            socket.request(1);
            return null;
        }

        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            events.add("binary " + data.remaining() + " " + last);
            socket.request(1);
            return null;
        }

        public CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
            events.add("ping " + StandardCharsets.UTF_8.decode(message));
            socket.request(1);
            return null;
        }

        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            events.add("pong " + StandardCharsets.UTF_8.decode(message));
            socket.request(1);
            return null;
        }

        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            events.add("close " + status + " " + reason);
            return null;
        }

        public void onError(WebSocket socket, Throwable error) {
            events.add("error " + error.getClass().getName() + (error.getMessage() == null ? "" : " " + error.getMessage()));
        }

        void next() throws InterruptedException {
            System.out.println(events.poll(20, TimeUnit.SECONDS));
        }
    }

    public static void main(String[] args) throws Exception {
        ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread acceptor = new Thread(() -> {
            while (true) {
                try (Socket socket = server.accept()) {
                    serve(socket);
                } catch (Exception e) {
                    // The client has gone.
                }
            }
        });
        acceptor.setDaemon(true);
        acceptor.start();
        String base = "ws://localhost:" + server.getLocalPort();
        HttpClient client = HttpClient.newHttpClient();
        Events events = new Events();
        WebSocket socket = client.newWebSocketBuilder().subprotocols("tea", "coffee").header("X-Own", "1").buildAsync(URI.create(base + "/"), events).get(20, TimeUnit.SECONDS);
        events.next();
        socket.sendText("hello", true).get();
        events.next();
        socket.sendText("x".repeat(10_000), true).get();
        for (int left = 10_000; left > 0;) {
            String event = events.events.poll(20, TimeUnit.SECONDS);
            String[] words = event.split(" ");
            left -= words[1].matches("\\d+") ? Integer.parseInt(words[1]) : words[1].length();
            if (left == 0) {
                System.out.println("all, last " + words[2]);
            }
        }
        socket.sendBinary(ByteBuffer.wrap(new byte[20]), true).get();
        events.next();
        socket.sendPing(ByteBuffer.wrap("pulse".getBytes())).get();
        events.next();
        socket.sendText("fragments", true).get();
        for (int i = 0; i < 4; i++) {
            events.next();
        }
        for (Callable<?> wrong : List.<Callable<?>>of(() -> socket.sendPing(ByteBuffer.allocate(200)).get(), () -> socket.sendClose(1004, "no").get(), () -> socket.sendClose(WebSocket.NORMAL_CLOSURE, "r".repeat(200)).get(), () -> {
            socket.request(0);
            return null;
        }, () -> {
            CompletableFuture<WebSocket> part = socket.sendText("part", false);
            part.get();
            return socket.sendBinary(ByteBuffer.allocate(1), true).get();
        })) {
            try {
                System.out.println(wrong.call());
            } catch (ExecutionException e) {
                System.out.println(e.getCause());
            } catch (Exception e) {
                System.out.println(e);
            }
        }
        socket.sendText("", true).get();
        events.next();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye").get();
        events.events.removeIf(event -> event.startsWith("text"));
        System.out.println(socket.isOutputClosed());
        for (String path : new String[] {"/garbage", "/bad"}) {
            Events other = new Events();
            WebSocket second = client.newWebSocketBuilder().buildAsync(URI.create(base + path), other).get(20, TimeUnit.SECONDS);
            other.next();
            second.sendText("bad text", true).get();
            other.next();
            second.abort();
            System.out.println(second.isInputClosed() + " " + second.isOutputClosed());
        }
        for (String address : new String[] {base + "/wrong", base + "/refused", "http://localhost/", "ws:opaque"}) {
            try {
                client.newWebSocketBuilder().buildAsync(URI.create(address), new Events()).get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                System.out.println(e.getCause().getClass().getName() + " " + String.valueOf(e.getCause().getMessage()).replaceAll("\\[.*\\]", "[]"));
            } catch (IllegalArgumentException e) {
                System.out.println(e);
            }
        }
        System.exit(0);
    }
}
