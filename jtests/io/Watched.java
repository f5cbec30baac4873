// WatchService: kinds, coalescing, cancelling, closing, deletion of the watched directory, several directories.
import jasm.Try;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.TimeUnit;
import static java.nio.file.StandardWatchEventKinds.*;

public class Watched {
    /** Waits until the service has told all these events; what else it tells is not asked for. */
    static void await(WatchService w, String... wanted) throws InterruptedException {
        TreeSet<String> left = new TreeSet<>(Arrays.asList(wanted));
        while (!left.isEmpty()) {
            WatchKey k = w.poll(20, TimeUnit.SECONDS);
            if (k == null) {
                System.out.println("never came: " + left);
                return;
            }
            for (WatchEvent<?> e : k.pollEvents()) {
                left.remove(e.kind() + " " + ((Path) k.watchable()).getFileName() + "/" + e.context());
            }
            k.reset();
        }
        System.out.println(Arrays.toString(wanted));
    }

    public static void main(String[] args) throws Exception {
        Path a = Files.createDirectory(Path.of("a")), b = Files.createDirectory(Path.of("b"));
        WatchService w = FileSystems.getDefault().newWatchService();
        WatchKey ka = a.register(w, ENTRY_CREATE, ENTRY_DELETE, ENTRY_MODIFY);
        System.out.println(ka.isValid() + " " + ka.watchable() + " " + w.poll() + " " + ka.pollEvents());
        Files.writeString(a.resolve("one"), "1");
        await(w, "ENTRY_CREATE a/one", "ENTRY_MODIFY a/one");
        Files.createDirectory(a.resolve("sub"));
        Files.createSymbolicLink(a.resolve("link"), Path.of("one"));
        Files.createLink(a.resolve("hard"), a.resolve("one"));
        await(w, "ENTRY_CREATE a/sub", "ENTRY_CREATE a/link", "ENTRY_CREATE a/hard");
        Files.move(a.resolve("one"), a.resolve("two"));
        await(w, "ENTRY_DELETE a/one", "ENTRY_CREATE a/two");
        Files.delete(a.resolve("two"));
        await(w, "ENTRY_DELETE a/two");
        WatchKey kb = b.register(w, ENTRY_DELETE);
        Files.writeString(b.resolve("x"), "1");
        Files.writeString(a.resolve("y"), "1");
        Files.delete(b.resolve("x"));
        await(w, "ENTRY_CREATE a/y", "ENTRY_DELETE b/x");
        System.out.println(b.register(w, ENTRY_CREATE) == kb);
        Files.writeString(b.resolve("z"), "1");
        await(w, "ENTRY_CREATE b/z");
        kb.cancel();
        System.out.println(kb.isValid() + " " + kb.reset());
        Try.run("no kinds", () -> a.register(w));
        Try.run("overflow only", () -> a.register(w, OVERFLOW));
        Try.run("odd kind", () -> a.register(w, new WatchEvent.Kind<Path>() { public String name() { return "odd"; } public Class<Path> type() { return Path.class; } public String toString() { return "odd"; } }));
        Try.run("null kind", () -> a.register(w, (WatchEvent.Kind<?>) null));
        Try.run("file", () -> a.resolve("y").register(w, ENTRY_CREATE));
        Try.run("missing", () -> a.resolve("missing").register(w, ENTRY_CREATE));
        Path gone = Files.createDirectory(Path.of("gone"));
        WatchKey kg = gone.register(w, ENTRY_CREATE);
        Files.delete(gone);
        WatchKey signalled = w.poll(20, TimeUnit.SECONDS);
        while (signalled != null && signalled != kg) {
            signalled.reset();
            signalled = w.poll(20, TimeUnit.SECONDS);
        }
        System.out.println((signalled == kg) + " " + kg.reset() + " " + kg.isValid());
        Thread closer = new Thread(() -> {
            try {
                Thread.sleep(50);
                w.close();
            } catch (Exception e) {
                System.out.println(e);
            }
        });
        ka.cancel();
        WatchService idle = w;
        closer.start();
        Try.run("take", () -> { while (true) { idle.take(); } });
        closer.join();
        Try.run("closed", w::poll);
        Try.run("closed register", () -> a.register(w, ENTRY_CREATE));
        w.close();
        System.out.println(ka.isValid());
    }
}
