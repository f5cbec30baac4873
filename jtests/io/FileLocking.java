// File locks: between channels, processes and threads; regions, shared ones, closing, interrupting.
// timeout: 60
import java.io.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import static java.nio.file.StandardOpenOption.*;

public class FileLocking {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + String.valueOf(action.run()).replaceAll("@[0-9a-f]+", "@").replaceAll("^sun[^\\[]*", ""));
        } catch (Throwable e) {
            System.out.println(what + ": " + (e instanceof ExecutionException ? e.getCause() : e));
        }
    }

    public static void main(String[] args) throws Exception {
        Path path = Path.of("locked");
        if (args.length > 0) {
            try (FileChannel channel = FileChannel.open(path, READ, WRITE)) {
                FileLock whole = channel.tryLock(), shared = whole == null ? channel.tryLock(0, 10, true) : null, beyond = whole == null ? channel.tryLock(100, 10, false) : null;
                System.out.println((whole != null) + " " + (shared != null) + " " + (beyond != null));
            }
            return;
        }
        Files.write(path, new byte[50]);
        FileChannel one = FileChannel.open(path, READ, WRITE), two = FileChannel.open(path, READ, WRITE);
        attempt("lock", one::lock);
        attempt("same channel", one::tryLock);
        attempt("other channel", two::tryLock);
        attempt("other blocking", two::lock);
        attempt("random access", () -> new RandomAccessFile("locked", "rw").getChannel().tryLock());
        child("held");
        one.close();
        child("closed");
        FileChannel three = FileChannel.open(path, READ, WRITE);
        FileLock first = three.lock(0, 10, false), second = three.tryLock(10, 10, true);
        System.out.println(first.isValid() + " " + first.isShared() + " " + second.isShared() + " " + second.position() + " " + second.size() + " " + first.overlaps(5, 10) + first.overlaps(10, 5) + " " + (first.channel() == three) + " " + (first.acquiredBy() == three));
        attempt("overlapping", () -> three.tryLock(9, 2, true));
        attempt("beside", () -> two.tryLock(20, 5, false));
        child("regions");
        first.release();
        first.close();
        attempt("released", () -> first.isValid() + " " + second.isValid());
        attempt("again", () -> three.tryLock(0, 10, true));
        child("shared");
        three.close();
        attempt("closed release", () -> {
            second.release();
            return "";
        });
        attempt("closed lock", three::lock);
        attempt("read-only", () -> FileChannel.open(path, READ).lock());
        attempt("read-only shared", () -> {
            try (FileChannel channel = FileChannel.open(path, READ)) {
                return channel.lock(0, 5, true).isShared();
            }
        });
        attempt("write-only shared", () -> FileChannel.open(path, WRITE).lock(0, 5, true));
        attempt("negative", () -> two.lock(-1, 5, false));
        attempt("negative size", () -> two.lock(0, -5, false));
        attempt("too long", () -> two.lock(5, Long.MAX_VALUE, false));
        attempt("nothing", () -> two.tryLock(60, 0, false) != null);
        AsynchronousFileChannel asynchronous = AsynchronousFileChannel.open(path, READ, WRITE);
        attempt("asynchronous", () -> asynchronous.lock(30, 5, false).get().isValid());
        attempt("asynchronous overlap", () -> asynchronous.lock(32, 5, false).get());
        attempt("asynchronous try", () -> asynchronous.tryLock(32, 5, false));
        asynchronous.close();
        // A child that holds the lock while this process waits for it.
        two.close();
        Process holder = new ProcessBuilder("sh", "-c", "exec 9<>locked; echo held; read x").start();
        holder.inputReader().readLine();
        holder.getOutputStream().close();
        holder.waitFor();
        // Interrupted while it waits is left to the other programs; here the lock is free at once.
        try (FileChannel channel = FileChannel.open(path, READ, WRITE); FileLock lock = channel.lock()) {
            System.out.println(lock.isValid());
        }
        ExecutorService pool = Executors.newFixedThreadPool(2);
        FileChannel shared = FileChannel.open(path, READ, WRITE);
        FileLock held = shared.lock();
        attempt("other thread", () -> pool.submit(() -> shared.lock()).get());
        held.release();
        attempt("other thread later", () -> pool.submit(() -> shared.lock().isValid()).get());
        shared.close();
        Thread.currentThread().interrupt();
        FileChannel interrupted = FileChannel.open(path, READ, WRITE);
        attempt("interrupted", interrupted::lock);
        System.out.println(Thread.interrupted() + " " + interrupted.isOpen());
        pool.shutdown();
        Files.delete(path);
    }

    static void child(String what) throws Exception {
        String java = ProcessHandle.current().info().command().get();
        Process process = new ProcessBuilder(java, "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"), "FileLocking", "child").redirectErrorStream(true).start();
        System.out.println(what + ": in a child " + new String(process.getInputStream().readAllBytes()).trim() + " " + process.waitFor());
    }
}
