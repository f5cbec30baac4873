// FileChannel: transfers, scattering and gathering, positions, truncation, append, open options, closing.
import jasm.Try;
import java.io.*;
import java.net.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.file.*;
import java.util.*;
import static java.nio.file.StandardOpenOption.*;

public class Transfers {
    public static void main(String[] args) throws Exception {
        Path a = Path.of("a"), b = Path.of("b");
        Files.write(a, "abcdefghijklmnopqrstuvwxyz".repeat(5000).getBytes());
        try (FileChannel in = FileChannel.open(a, READ); FileChannel out = FileChannel.open(b, CREATE, WRITE)) {
            System.out.println(in.transferTo(0, in.size(), out) + " " + in.position() + " " + out.position());
            System.out.println(in.transferTo(129_990, 100, out) + " " + in.transferTo(200_000, 5, out) + " " + out.size());
            System.out.println(out.transferFrom(in, 10, 20) + " " + in.position() + " " + out.transferFrom(in, 1_000_000, 3));
            Try.run("negative position", () -> in.transferTo(-1, 1, out));
            Try.run("negative count", () -> in.transferTo(0, -1, out));
            Try.run("to reader", () -> in.transferTo(0, 1, in));
            Try.run("from writer", () -> out.transferFrom(out, 0, 1));
            Pipe pipe = Pipe.open();
            System.out.println(in.transferTo(3, 40, pipe.sink()));
            pipe.sink().close();
            System.out.println(out.transferFrom(pipe.source(), 0, 100));
            in.position(1);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            WritableByteChannel stream = Channels.newChannel(bytes);
            System.out.println(in.transferTo(0, 10_000, stream) + " " + bytes.size() + " " + in.position());
            System.out.println(out.transferFrom(Channels.newChannel(new ByteArrayInputStream(new byte[9000])), 5, 10_000));
            stream.close();
            Try.run("to closed", () -> in.transferTo(0, 1, stream));
        }
        System.out.println(Files.size(b) + " " + Arrays.hashCode(Files.readAllBytes(b)));
        try (FileChannel c = FileChannel.open(b, READ, WRITE)) {
            ByteBuffer[] three = {ByteBuffer.allocate(3), ByteBuffer.allocateDirect(4), ByteBuffer.allocate(0), ByteBuffer.allocate(5)};
            System.out.println(c.read(three) + " " + c.read(three) + " " + c.position());
            for (ByteBuffer x : three) {
                x.flip();
            }
            c.position(20_000);
            System.out.println(c.write(three, 1, 3) + " " + three[0].remaining() + " " + three[3].remaining());
            Try.run("range", () -> c.write(three, 3, 2));
            System.out.println(c.truncate(50).position() + " " + c.size() + " " + c.read(ByteBuffer.allocate(4)));
            System.out.println(c.position(60).write(ByteBuffer.wrap(new byte[] {1})) + " " + c.size());
            System.out.println(c.truncate(100).size());
            Try.run("negative truncate", () -> c.truncate(-1));
            Try.run("negative position", () -> c.position(-1));
            Try.run("negative read", () -> c.read(ByteBuffer.allocate(1), -1));
            Try.run("read-only", () -> c.read(ByteBuffer.allocate(1).asReadOnlyBuffer()));
            System.out.println(c.read(ByteBuffer.allocate(0)) + " " + c.read(ByteBuffer.allocate(10), 58) + " " + c.read(ByteBuffer.allocate(10), 61) + " " + c.position());
            c.force(false);
        }
        try (FileChannel c = FileChannel.open(b, APPEND)) {
            System.out.println(c.position() + " " + c.write(ByteBuffer.wrap(new byte[5])) + " " + c.position());
            c.position(0);
            c.write(ByteBuffer.wrap(new byte[5]));
            System.out.println(c.size());
            Try.run("read of append", () -> c.read(ByteBuffer.allocate(1)));
        }
        Try.run("append+truncate", () -> FileChannel.open(b, APPEND, TRUNCATE_EXISTING));
        Try.run("append+read", () -> FileChannel.open(b, APPEND, READ));
        Try.run("create_new", () -> FileChannel.open(b, CREATE_NEW, WRITE));
        Try.run("create read", () -> FileChannel.open(Path.of("c"), CREATE, READ));
        Try.run("directory", () -> FileChannel.open(Path.of("."), READ).read(ByteBuffer.allocate(1)));
        Try.run("directory write", () -> FileChannel.open(Path.of("."), WRITE));
        Try.run("option", () -> FileChannel.open(b, new OpenOption() { public String toString() { return "odd"; } }));
        Try.run("sparse sync", () -> { try (FileChannel c = FileChannel.open(Path.of("d"), CREATE_NEW, WRITE, SPARSE, DSYNC)) { return c.write(ByteBuffer.wrap(new byte[1]), 1L << 32) + " " + c.size(); } });
        Try.run("delete on close", () -> { FileChannel.open(b, DELETE_ON_CLOSE, WRITE).close(); return Files.exists(b); });
        FileChannel closed = FileChannel.open(a);
        closed.close();
        for (Try.Action act : new Try.Action[] {closed::size, closed::position, () -> closed.position(1), () -> closed.read(ByteBuffer.allocate(1)), () -> closed.truncate(1), () -> { closed.force(true); return null; }, () -> closed.transferTo(0, 1, closed)}) {
            Try.run("closed", act);
        }
        FileInputStream s = new FileInputStream("a");
        FileChannel ofStream = s.getChannel();
        s.skip(3);
        System.out.println(ofStream.position() + " " + (ofStream == s.getChannel()));
        Try.run("write to input", () -> ofStream.write(ByteBuffer.allocate(1)));
        s.close();
        System.out.println(ofStream.isOpen());
        Thread.currentThread().interrupt();
        FileChannel c = FileChannel.open(a);
        Try.run("interrupted", () -> c.read(ByteBuffer.allocate(1)));
        System.out.println(c.isOpen() + " " + Thread.interrupted());
        Try.run("full device", () -> { try (FileChannel f = FileChannel.open(Path.of("/dev/full"), WRITE)) { return f.write(ByteBuffer.wrap(new byte[1])); } });
        Try.run("full device stream", () -> { try (OutputStream f = new FileOutputStream("/dev/full")) { f.write(new byte[10]); return null; } });
        Try.run("full device nio", () -> Files.write(Path.of("/dev/full"), new byte[10]));
        Try.run("copy to full", () -> { try (OutputStream f = new FileOutputStream("/dev/full")) { return Files.copy(a, f); } });
    }
}
