// A network namespace without a way out, where one may be made: unreachable networks, interfaces that are down, names.
import java.io.*;
import java.net.*;
import java.net.http.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.util.*;
import java.util.concurrent.*;

public class NoNetwork {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            Throwable cause = e instanceof ExecutionException ? e.getCause() : e;
            System.out.println(what + ": " + cause + (cause.getCause() == null ? "" : " / " + cause.getCause()));
        }
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            String java = ProcessHandle.current().info().command().get();
            try {
                if (new ProcessBuilder("unshare", "-n", "true").redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0) {
                    Process process = new ProcessBuilder("unshare", "-n", java, "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"), "NoNetwork", "child").redirectErrorStream(true).start();
                    System.out.print(new String(process.getInputStream().readAllBytes()));
                    System.out.println(process.waitFor());
                    return;
                }
            } catch (IOException e) {
                // No such command.
            }
            System.out.println("no network namespace may be made here");
            return;
        }
        InetAddress far = InetAddress.getByName("192.0.2.1"), six = InetAddress.getByName("2001:db8::1"), near = InetAddress.getByName("127.0.0.1");
        for (InetAddress address : new InetAddress[] {far, six, near}) {
            InetSocketAddress to = new InetSocketAddress(address, 80);
            attempt("Socket " + address, () -> new Socket(address, 80));
            attempt("with a time-out " + address, () -> {
                Socket socket = new Socket();
                socket.connect(to, 2000);
                return "";
            });
            attempt("channel " + address, () -> SocketChannel.open(to));
            attempt("not blocking " + address, () -> {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                return channel.connect(to);
            });
            attempt("asynchronous " + address, () -> AsynchronousSocketChannel.open().connect(to).get());
            attempt("DatagramSocket " + address, () -> {
                new DatagramSocket().send(new DatagramPacket(new byte[1], 1, address, 9));
                return "";
            });
            attempt("DatagramSocket connected " + address, () -> {
                DatagramSocket socket = new DatagramSocket();
                socket.connect(address, 9);
                socket.send(new DatagramPacket(new byte[1], 1));
                return "";
            });
            attempt("DatagramChannel " + address, () -> DatagramChannel.open().send(ByteBuffer.allocate(1), to));
            attempt("DatagramChannel connected " + address, () -> DatagramChannel.open().connect(to).isConnected());
            attempt("reachable " + address, () -> address.isReachable(200));
        }
        attempt("URL", () -> new URL("http://192.0.2.1/").openStream());
        attempt("client", () -> HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://192.0.2.1/")).build(), HttpResponse.BodyHandlers.ofString()));
        attempt("interfaces", () -> {
            StringBuilder text = new StringBuilder();
            for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                text.append(one.getName()).append(one.isUp()).append(one.isLoopback()).append(one.getInterfaceAddresses().size());
            }
            return text;
        });
        attempt("server", () -> {
            try (ServerSocket server = new ServerSocket(0, 1, near)) {
                return server.isBound();
            }
        });
        attempt("multicast", () -> {
            MulticastSocket socket = new MulticastSocket();
            socket.joinGroup(InetAddress.getByName("224.0.0.251"));
            return "";
        });
        attempt("multicast send", () -> {
            new MulticastSocket().send(new DatagramPacket(new byte[1], 1, InetAddress.getByName("224.0.0.251"), 9));
            return "";
        });
        attempt("broadcast", () -> {
            new DatagramSocket().send(new DatagramPacket(new byte[1], 1, InetAddress.getByName("255.255.255.255"), 9));
            return "";
        });
        System.exit(0);
    }
}
