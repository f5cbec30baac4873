// The watch service: created, changed and deleted files, take, poll, cancel, close.
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.TimeUnit;
import static java.nio.file.StandardWatchEventKinds.*;

public class Watching {
    static void next(WatchService w, int wanted) throws Exception {
        TreeSet<String> seen = new TreeSet<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (seen.size() < wanted && System.nanoTime() < end) {
            WatchKey key = w.poll(5, TimeUnit.SECONDS);
            if (key == null) {
                break;
            }
            for (WatchEvent<?> e : key.pollEvents()) {
                seen.add(e.kind() + " " + e.context());
            }
            key.reset();
        }
        System.out.println(seen);
    }

    public static void main(String[] args) throws Exception {
        Path dir = Files.createDirectory(Path.of("watched"));
        WatchService w = FileSystems.getDefault().newWatchService();
        WatchKey key = dir.register(w, ENTRY_CREATE, ENTRY_DELETE);
        System.out.println(key.isValid() + " " + key.watchable() + " " + w.poll());
        Files.createFile(dir.resolve("one"));
        next(w, 1);
        Files.createFile(dir.resolve("two"));
        Files.delete(dir.resolve("one"));
        next(w, 2);
        dir.register(w, ENTRY_MODIFY);
        Files.writeString(dir.resolve("two"), "x");
        next(w, 1);
        key.cancel();
        System.out.println(key.isValid());
        Thread closer = new Thread(() -> {
            try {
                Thread.sleep(100);
                w.close();
            } catch (Exception e) {
                e.printStackTrace();
            }
        });
        closer.start();
        try {
            // What was queued before the cancellation still comes.
            while (true) {
                w.take();
            }
        } catch (ClosedWatchServiceException e) {
            System.out.println(e);
        }
        closer.join();
        try {
            Path.of("missing").register(FileSystems.getDefault().newWatchService(), ENTRY_CREATE);
        } catch (NoSuchFileException e) {
            System.out.println(e);
        }
    }
}
