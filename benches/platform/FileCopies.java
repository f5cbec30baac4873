import java.io.*;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.*;
import static java.nio.file.StandardOpenOption.*;

/** Copying a file of 64 MiB: by the system, through a channel, through a stream, through a mapping. */
public class FileCopies {
    public static void main(String[] args) throws IOException {
        Path from = Files.createTempFile("copies", ".from"), to = Files.createTempFile("copies", ".to");
        byte[] block = new byte[1 << 20];
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) (i * 31 >> 3);
        }
        try (OutputStream out = Files.newOutputStream(from)) {
            for (int i = 0; i < 64; i++) {
                out.write(block);
            }
        }
        for (int round = 0; round < 4; round++) {
            Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel in = FileChannel.open(from); FileChannel out = FileChannel.open(to, WRITE, TRUNCATE_EXISTING)) {
                in.transferTo(0, in.size(), out);
            }
            try (InputStream in = new FileInputStream(from.toFile()); OutputStream out = new FileOutputStream(to.toFile())) {
                in.transferTo(out);
            }
            try (FileChannel in = FileChannel.open(from); FileChannel out = FileChannel.open(to, WRITE, TRUNCATE_EXISTING)) {
                ByteBuffer map = in.map(FileChannel.MapMode.READ_ONLY, 0, in.size());
                out.write(map);
            }
            try (FileChannel in = FileChannel.open(from); FileChannel out = FileChannel.open(to, WRITE, TRUNCATE_EXISTING)) {
                ByteBuffer direct = ByteBuffer.allocateDirect(1 << 16);
                while (in.read(direct) >= 0) {
                    out.write(direct.flip());
                    direct.clear();
                }
            }
        }
        System.out.println(Files.size(to) + " " + Files.mismatch(from, to));
        Files.delete(from);
        Files.delete(to);
    }
}
