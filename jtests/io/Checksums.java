// CRC32, CRC32C, Adler32: arrays, buffers of every kind, empty and odd ranges, checked streams, wrong ranges.
import jasm.Try;
import java.io.*;
import java.nio.ByteBuffer;
import java.util.zip.*;

public class Checksums {
    public static void main(String[] args) throws Exception {
        byte[] data = new byte[70_001];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i * i >> 5);
        }
        for (Checksum c : new Checksum[] {new CRC32(), new CRC32C(), new Adler32()}) {
            String name = c.getClass().getSimpleName();
            System.out.println(name + " " + c.getValue());
            c.update('x');
            c.update(0x1ff);
            System.out.println(c.getValue());
            c.update(data);
            System.out.println(c.getValue());
            c.update(data, 3, 0);
            c.update(data, 70_001, 0);
            c.update(data, 1, 7);
            System.out.println(c.getValue());
            c.reset();
            for (int n = 0; n < 40; n++) {
                c.update(data, n, n);
            }
            System.out.println(c.getValue());
            ByteBuffer direct = ByteBuffer.allocateDirect(5000);
            direct.put(data, 0, 5000).position(13).limit(4567);
            c.update(direct);
            System.out.println(c.getValue() + " " + direct.remaining());
            ByteBuffer slice = ByteBuffer.wrap(data, 9, 100).slice();
            slice.position(2);
            c.update(slice);
            System.out.println(c.getValue() + " " + slice.remaining());
            c.update(ByteBuffer.wrap(data, 100, 3000).asReadOnlyBuffer());
            c.update(ByteBuffer.allocate(0));
            System.out.println(c.getValue());
            Try.run("null", () -> { c.update((byte[]) null, 0, 0); return null; });
            Try.run("negative offset", () -> { c.update(data, -1, 1); return null; });
            Try.run("negative length", () -> { c.update(data, 0, -1); return null; });
            Try.run("past", () -> { c.update(data, data.length, 1); return null; });
            Try.run("overflow", () -> { c.update(data, Integer.MAX_VALUE, Integer.MAX_VALUE); return null; });
            c.reset();
            CheckedInputStream in = new CheckedInputStream(new ByteArrayInputStream(data), c);
            System.out.println(in.skip(1000) + " " + in.read() + " " + in.readAllBytes().length + " " + in.getChecksum().getValue());
            c.reset();
            CheckedOutputStream out = new CheckedOutputStream(OutputStream.nullOutputStream(), c);
            out.write(data);
            out.write(7);
            System.out.println(out.getChecksum().getValue());
        }
    }
}
