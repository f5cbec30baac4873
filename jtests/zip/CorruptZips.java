// Archives with each byte damaged, cut at each length: ZipFile, ZipInputStream, JarInputStream, the zip file system.
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.jar.*;
import java.util.zip.*;

public class CorruptZips {
    static byte[] archive() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            out.setComment("end");
            ZipEntry stored = new ZipEntry("stored.txt");
            byte[] data = "stored data".getBytes();
            CRC32 crc = new CRC32();
            crc.update(data);
            stored.setMethod(ZipEntry.STORED);
            stored.setSize(data.length);
            stored.setCrc(crc.getValue());
            stored.setTime(1_000_000_000_000L);
            out.putNextEntry(stored);
            out.write(data);
            ZipEntry packed = new ZipEntry("dir/packed.txt");
            packed.setTime(1_100_000_000_000L);
            packed.setComment("note");
            out.putNextEntry(packed);
            out.write("packed packed packed packed".getBytes());
            ZipEntry directory = new ZipEntry("dir/");
            directory.setTime(0);
            out.putNextEntry(directory);
        }
        return bytes.toByteArray();
    }

    static String name(Throwable e) {
        return e.getClass().getSimpleName() + ": " + String.valueOf(e.getMessage()).replaceAll("^.*case\\.zip", "case.zip");
    }

    static String file(Path path) {
        StringBuilder text = new StringBuilder();
        try (ZipFile zip = new ZipFile(path.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                text.append(entry.getName()).append(entry.getSize()).append(entry.getMethod()).append(entry.getComment());
                try (InputStream in = zip.getInputStream(entry)) {
                    text.append(in == null ? "none" : new String(in.readAllBytes(), "ISO-8859-1"));
                } catch (Exception e) {
                    text.append(name(e));
                }
            }
            return "file ok " + text;
        } catch (Exception e) {
            return "file " + name(e);
        }
    }

    static String stream(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(bytes))) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null;) {
                text.append(entry.getName()).append(new String(in.readAllBytes(), "ISO-8859-1"));
            }
            return "stream ok " + text;
        } catch (Exception e) {
            return "stream " + name(e) + text;
        }
    }

    static String system(Path path) {
        try (FileSystem system = FileSystems.newFileSystem(path); var walk = Files.walk(system.getPath("/"))) {
            return "system ok " + walk.toList();
        } catch (Exception e) {
            return "system " + name(e);
        }
    }

    public static void main(String[] args) throws Exception {
        byte[] good = archive();
        Path path = Path.of("case.zip");
        Map<String, Integer> kinds = new TreeMap<>();
        CRC32 all = new CRC32();
        for (int i = 0; i < good.length * 3; i++) {
            byte[] bad = good.clone();
            bad[i / 3] = (byte) new int[] {bad[i / 3] ^ 1, 0xff, 0}[i % 3];
            Files.write(path, bad);
            String stream = stream(bad), file = file(path), system = i % 3 == 1 ? system(path) : "system not tried";
            for (String result : new String[] {stream, file, system}) {
                all.update(result.getBytes());
                String kind = result.contains(" ok ") ? result.substring(0, result.indexOf(" ok ") + 3) : result.replaceAll("[^ -~]", "?");
                kinds.merge(kind.substring(0, Math.min(70, kind.length())), 1, Integer::sum);
            }
        }
        kinds.forEach((kind, count) -> System.out.println(count + " " + kind));
        System.out.println(Long.toHexString(all.getValue()));
        kinds.clear();
        for (int length = 0; length < good.length; length += 2) {
            Files.write(path, Arrays.copyOf(good, length));
            kinds.merge(file(path), 1, Integer::sum);
            kinds.merge(stream(Arrays.copyOf(good, length)), 1, Integer::sum);
        }
        kinds.forEach((kind, count) -> System.out.println(count + " " + kind));
        // Something in front of the archive, and behind it.
        byte[] both = new byte[good.length + 20];
        System.arraycopy(good, 0, both, 10, good.length);
        Files.write(path, both);
        System.out.println(file(path).replaceAll("[^ -~]", "?"));
        Files.write(path, "#!/bin/sh\n".getBytes());
        Files.write(path, good, StandardOpenOption.APPEND);
        System.out.println(file(path));
        System.out.println(file(Path.of("no-such-case.zip")) + file(Path.of(".")));
        try {
            new ZipFile(path.toFile(), ZipFile.OPEN_READ | ZipFile.OPEN_DELETE).close();
            System.out.println(Files.exists(path));
            new ZipFile(path.toFile(), 9);
        } catch (Exception e) {
            System.out.println(e);
        }
    }
}
