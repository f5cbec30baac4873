// Run-time images that end too early are refused.
// javac: --add-exports java.base/jdk.internal.jimage=ALL-UNNAMED
// flags: --add-exports java.base/jdk.internal.jimage=ALL-UNNAMED

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import jdk.internal.jimage.BasicImageReader;

public class TruncatedImage {
    private static void open(byte[] bytes) throws IOException {
        Path file = Path.of("image");
        Files.write(file, bytes);
        try (BasicImageReader reader = BasicImageReader.open(file)) {
            System.out.println(bytes.length + ": " + reader.getEntryNames().length + " entries");
        } catch (Throwable e) {
            System.out.println(bytes.length + ": " + e.getClass().getName());
        }
        Files.delete(file);
    }

    public static void main(String[] args) throws IOException {
        byte[] start = new byte[1 << 14];
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("java.home"), "lib", "modules"))) {
            in.readNBytes(start, 0, start.length);
        }
        for (int length : new int[] {0, 1, 4, 27, 28, 100, 4096, 1 << 14}) {
            open(Arrays.copyOf(start, length));
        }
    }
}
