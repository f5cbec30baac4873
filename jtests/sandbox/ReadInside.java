// Reading below one directory only: links, dots, /proc, mappings, archives, watching, sockets.
// own: --allow-read=inside
import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.zip.*;

public class ReadInside {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        String text;
        try {
            text = String.valueOf(action.run());
        } catch (Throwable e) {
            text = e.toString();
        }
        System.out.println((what + ": " + text).replace(System.getProperty("user.dir"), "HERE").replace(System.getProperty("java.home"), "JAVA").replaceAll("/proc/\\d+", "/proc/N").replaceAll("\\d{9,}", "N"));
    }

    public static void main(String[] args) throws Exception {
        Path inside = Files.createDirectory(Path.of("inside"));
        Path outside = Files.createDirectory(Path.of("outside"));
        Files.writeString(inside.resolve("open"), "open");
        Files.writeString(outside.resolve("secret"), "secret");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(outside.resolve("secret.zip")))) {
            out.putNextEntry(new ZipEntry("secret"));
            out.write(1);
        }
        Files.createSymbolicLink(inside.resolve("link"), Path.of("../outside/secret"));
        Files.createSymbolicLink(inside.resolve("dir"), Path.of("../outside"));
        Files.createSymbolicLink(inside.resolve("chain"), Path.of("dir/secret"));
        Files.createSymbolicLink(inside.resolve("root"), Path.of("/"));
        Files.createSymbolicLink(inside.resolve("good"), Path.of("open"));
        Files.createSymbolicLink(inside.resolve("loop"), Path.of("loop"));
        Files.createSymbolicLink(inside.resolve("proc"), Path.of("/proc/self/cwd/outside/secret"));
        String here = System.getProperty("user.dir");
        for (String name : new String[] {"inside/open", "inside/good", "inside/./open", "inside/dir/../inside/open", "outside/secret", "inside/link", "inside/chain", "inside/dir/secret", "inside/../outside/secret", "inside/nowhere/../../outside/secret",
                "inside/proc", "inside/root/etc/passwd", "inside/loop", "inside/nothing", "outside/nothing", here + "/outside/secret", "/proc/self/cwd/outside/secret", "/proc/self/root" + here + "/outside/secret", "/proc/self/environ", "/proc/self/mem", "//etc/passwd"}) {
            attempt(name, () -> Files.readString(Path.of(name)));
            attempt(name + " stream", () -> new FileInputStream(name).available());
        }
        Path secret = outside.resolve("secret");
        attempt("map", () -> FileChannel.open(secret).map(FileChannel.MapMode.READ_ONLY, 0, 6));
        attempt("map through link", () -> FileChannel.open(inside.resolve("link")).map(FileChannel.MapMode.READ_ONLY, 0, 6));
        attempt("map inside", () -> FileChannel.open(inside.resolve("good")).map(FileChannel.MapMode.READ_ONLY, 0, 4).get(0));
        attempt("read and write", () -> FileChannel.open(secret, StandardOpenOption.READ, StandardOpenOption.WRITE));
        attempt("write only", () -> FileChannel.open(secret, StandardOpenOption.WRITE).position());
        attempt("exists", () -> Files.exists(secret) + " " + new File("outside/secret").exists() + " " + new File("inside/link").exists() + " " + new File("inside/open").exists());
        attempt("size", () -> Files.size(inside.resolve("link")));
        attempt("attributes of link", () -> Files.readAttributes(inside.resolve("link"), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isSymbolicLink());
        attempt("attributes through link", () -> Files.readAttributes(inside.resolve("link"), BasicFileAttributes.class).size());
        attempt("dotted", () -> Files.readAttributes(Path.of("inside/dir/."), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isDirectory());
        attempt("read link", () -> Files.readSymbolicLink(inside.resolve("link")));
        attempt("real path", () -> inside.resolve("chain").toRealPath());
        attempt("list", () -> new TreeSet<>(Arrays.asList(inside.toFile().list())));
        attempt("list link", () -> Arrays.toString(new File("inside/dir").list()));
        attempt("directory stream", () -> Files.newDirectoryStream(inside.resolve("dir")));
        attempt("secure directory stream", () -> {
            try (SecureDirectoryStream<Path> stream = (SecureDirectoryStream<Path>) Files.newDirectoryStream(inside)) {
                return stream.newByteChannel(Path.of("dir/secret"), Set.of(StandardOpenOption.READ));
            }
        });
        attempt("walk", () -> {
            try (var walk = Files.walk(inside, FileVisitOption.FOLLOW_LINKS)) {
                return walk.count();
            }
        });
        attempt("zip", () -> new ZipFile("outside/secret.zip"));
        attempt("zip system", () -> FileSystems.newFileSystem(outside.resolve("secret.zip")));
        attempt("jar URL", () -> new URL("jar:file:" + here + "/outside/secret.zip!/secret").openStream());
        attempt("file URL", () -> new URL("file:" + here + "/outside/secret").openStream());
        attempt("class loader", () -> new URLClassLoader(new URL[] {new URL("file:" + here + "/outside/")}).findResource("secret"));
        attempt("watch", () -> outside.register(FileSystems.getDefault().newWatchService(), StandardWatchEventKinds.ENTRY_CREATE));
        attempt("watch inside", () -> inside.register(FileSystems.getDefault().newWatchService(), StandardWatchEventKinds.ENTRY_CREATE).isValid());
        attempt("hard link into", () -> Files.createLink(inside.resolve("hard"), secret));
        attempt("move into", () -> Files.move(secret, inside.resolve("moved")));
        attempt("File.renameTo", () -> secret.toFile().renameTo(new File("inside/moved")));
        attempt("copy into", () -> Files.copy(secret, inside.resolve("copied")));
        attempt("store", () -> Files.getFileStore(secret));
        attempt("Unix socket", () -> {
            Path name = Path.of("outside/socket");
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(name));
                return SocketChannel.open(UnixDomainSocketAddress.of(name));
            }
        });
        attempt("Unix socket inside", () -> {
            Path name = Path.of("inside/socket");
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(name));
                try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(name)); SocketChannel other = server.accept()) {
                    return other.write(ByteBuffer.wrap(new byte[3]));
                }
            }
        });
        attempt("own class", () -> Class.forName("ReadInside$Action").isInterface());
        attempt("zone", () -> java.time.ZoneId.of("Europe/Vienna").getRules().isFixedOffset());
    }
}
