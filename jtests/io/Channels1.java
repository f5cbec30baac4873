// FileChannel: positions, scatter and gather, mapping, transfer, locks, truncate; pipes and channels of streams.
import java.io.*;
import java.nio.*;
import java.nio.channels.*;
import java.nio.file.*;
import static java.nio.file.StandardOpenOption.*;

public class Channels1 {
    public static void main(String[] args) throws Exception {
        Path p = Path.of("chan");
        try (FileChannel c = FileChannel.open(p, CREATE, READ, WRITE)) {
            System.out.println(c.write(ByteBuffer.wrap("hello world".getBytes())) + " " + c.position() + " " + c.size());
            ByteBuffer d = ByteBuffer.allocateDirect(5);
            System.out.println(c.read(d, 6) + " " + (char) d.get(0) + " " + c.position());
            c.position(0);
            ByteBuffer[] two = {ByteBuffer.allocate(3), ByteBuffer.allocate(4)};
            System.out.println(c.read(two) + " " + new String(two[0].array()) + new String(two[1].array()));
            System.out.println(c.write(new ByteBuffer[] {ByteBuffer.wrap("AB".getBytes()), ByteBuffer.wrap("CD".getBytes())}) + " " + Files.readString(p));
            MappedByteBuffer m = c.map(FileChannel.MapMode.READ_WRITE, 0, 16);
            m.put(0, (byte) 'H').put(15, (byte) '!');
            m.force();
            System.out.println(c.size() + " " + Files.readString(p).replace('\0', '.') + " " + m.isDirect());
            c.truncate(5);
            System.out.println(c.size() + " " + c.read(ByteBuffer.allocate(3), 100) + " " + c.position());
            try (FileLock l = c.tryLock()) {
                System.out.println(l.isValid() + " " + l.isShared());
            }
            try (FileChannel o = FileChannel.open(Path.of("copy"), CREATE, WRITE)) {
                System.out.println(c.transferTo(1, 3, o) + " " + o.transferFrom(Channels.newChannel(new ByteArrayInputStream("xyz".getBytes())), 3, 3));
                try {
                    o.read(ByteBuffer.allocate(1));
                } catch (NonReadableChannelException e) {
                    System.out.println(e);
                }
            }
            System.out.println(Files.readString(Path.of("copy")));
        }
        try {
            FileChannel.open(Path.of("missing"), READ);
        } catch (NoSuchFileException e) {
            System.out.println(e.getMessage());
        }
        FileChannel closed = FileChannel.open(p, READ);
        closed.close();
        try {
            closed.size();
        } catch (ClosedChannelException e) {
            System.out.println(e);
        }
        Pipe pipe = Pipe.open();
        pipe.sink().write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        ByteBuffer b = ByteBuffer.allocate(8);
        System.out.println(pipe.source().read(b) + " " + b.get(2));
        pipe.sink().close();
        System.out.println(pipe.source().read(b));
        WritableByteChannel w = Channels.newChannel(System.out);
        w.write(ByteBuffer.wrap("to stdout\n".getBytes()));
        try (RandomAccessFile r = new RandomAccessFile("copy", "rw"); FileChannel c = r.getChannel()) {
            r.seek(2);
            System.out.println(c.position());
            c.position(4);
            System.out.println((char) r.read());
        }
    }
}
