// Every combination of open options on a file that is there, that is not, and on a directory; for channels, streams and both.
import java.io.*;
import java.nio.ByteBuffer;
import java.nio.channels.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import static java.nio.file.StandardOpenOption.*;

public class OpenOptions {
    static String result(Path path, OpenOption[] options) {
        StringBuilder text = new StringBuilder();
        try (FileChannel channel = FileChannel.open(path, options)) {
            text.append(channel.position()).append('/').append(channel.size());
            try {
                text.append('r').append(channel.read(ByteBuffer.allocate(2)));
            } catch (Exception e) {
                text.append(e.getClass().getSimpleName().charAt(0));
            }
            try {
                text.append('w').append(channel.write(ByteBuffer.wrap(new byte[3]))).append('@').append(channel.position());
            } catch (Exception e) {
                text.append(e.getClass().getSimpleName().charAt(0));
            }
        } catch (Exception e) {
            text.append(e.getClass().getSimpleName()).append(' ').append(e.getMessage());
        }
        return text.append(' ').append(Files.exists(path) ? path.toFile().length() + "" : "gone").toString();
    }

    public static void main(String[] args) throws Exception {
        StandardOpenOption[] all = {READ, WRITE, APPEND, TRUNCATE_EXISTING, CREATE, CREATE_NEW, DELETE_ON_CLOSE, SPARSE};
        Map<String, Integer> counts = new TreeMap<>();
        Path present = Path.of("present"), absent = Path.of("absent"), link = Path.of("link"), dangling = Path.of("dangling");
        Files.createSymbolicLink(link, present);
        Files.createSymbolicLink(dangling, Path.of("nowhere"));
        for (int bits = 0; bits < 1 << all.length; bits++) {
            List<OpenOption> options = new ArrayList<>();
            for (int i = 0; i < all.length; i++) {
                if ((bits & 1 << i) != 0) {
                    options.add(all[i]);
                }
            }
            OpenOption[] array = options.toArray(new OpenOption[0]);
            Files.write(present, new byte[10]);
            String one = result(present, array);
            Files.deleteIfExists(absent);
            String two = result(absent, array);
            Files.deleteIfExists(absent);
            Files.write(present, new byte[10]);
            if (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                Files.createSymbolicLink(link, present);
            }
            String three = result(link, array);
            if (bits < 64 && (bits & 16) != 0) {
                System.out.println(options + " " + one + " | " + two + " | " + three);
            } else {
                counts.merge(one + " | " + two + " | " + three, 1, Integer::sum);
            }
        }
        counts.forEach((text, count) -> System.out.println(count + " " + text));
        for (OpenOption[] options : new OpenOption[][] {{WRITE, CREATE}, {WRITE, CREATE_NEW}, {READ}, {WRITE, CREATE, LinkOption.NOFOLLOW_LINKS}}) {
            System.out.println(Arrays.toString(options) + " " + result(dangling, options) + " " + Files.exists(Path.of("nowhere")));
            Files.deleteIfExists(Path.of("nowhere"));
        }
        System.out.println(result(link, new OpenOption[] {READ, LinkOption.NOFOLLOW_LINKS}));
        System.out.println(result(present, new OpenOption[] {READ, DSYNC}) + " " + result(present, new OpenOption[] {WRITE, SYNC}));
        Files.createDirectory(Path.of("directory"));
        for (OpenOption[] options : new OpenOption[][] {{READ}, {WRITE}, {WRITE, CREATE}, {WRITE, CREATE_NEW}, {READ, DELETE_ON_CLOSE}, {WRITE, TRUNCATE_EXISTING}}) {
            System.out.println(Arrays.toString(options) + " " + result(Path.of("directory"), options).replaceAll("\\d{4,}", "N"));
            Files.createDirectories(Path.of("directory"));
        }
        // Attributes of new files.
        Files.deleteIfExists(absent);
        FileAttribute<?> mode = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-r-----"));
        try (FileChannel channel = FileChannel.open(absent, Set.of(CREATE_NEW, WRITE), mode)) {
            System.out.println(PosixFilePermissions.toString(Files.getPosixFilePermissions(absent)));
        }
        try {
            FileChannel.open(Path.of("other"), Set.of(CREATE_NEW, WRITE), new FileAttribute<Object>() {
                public String name() {
                    return "tea:color";
                }

                public Object value() {
                    return 1;
                }
            });
        } catch (Exception e) {
            System.out.println(e);
        }
        OpenOption foreign = new OpenOption() {
            public String toString() {
                return "foreign";
            }
        };
        for (OpenOption option : new OpenOption[] {foreign, null}) {
            for (int i = 0; i < 4; i++) {
                try {
                    Closeable opened = switch (i) {
                        case 0 -> FileChannel.open(present, READ, option);
                        case 1 -> Files.newByteChannel(present, option);
                        case 2 -> Files.newInputStream(present, option);
                        default -> Files.newOutputStream(present, option);
                    };
                    opened.close();
                    System.out.println("opened");
                } catch (Exception e) {
                    System.out.println(e);
                }
            }
        }
        for (OpenOption option : all) {
            try {
                Files.newInputStream(present, option).close();
                System.out.print(option + " in ");
            } catch (Exception e) {
                System.out.print(e + " ");
            }
            try {
                Files.write(present, new byte[1]);
                Files.newOutputStream(present, option).close();
                System.out.println(option + " out " + present.toFile().length());
            } catch (Exception e) {
                System.out.println(e);
            }
        }
        Files.write(present, new byte[4]);
        Files.write(present, new byte[2], APPEND);
        Files.writeString(present, "x", WRITE);
        System.out.println(Files.size(present) + " " + Files.readAllBytes(present)[0]);
        for (String mode2 : new String[] {"r", "rw", "rws", "rwd", "w", "", "R"}) {
            try (RandomAccessFile file = new RandomAccessFile("present", mode2)) {
                System.out.println(mode2 + " " + file.length());
            } catch (Exception e) {
                System.out.println(e);
            }
        }
        try (var stream = Files.newDirectoryStream(Path.of("."))) {
            for (Path path : stream) {
                Files.delete(path);
            }
        }
    }
}
