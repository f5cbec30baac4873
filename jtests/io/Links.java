// Symbolic and hard links: making, reading, following or not, copying, moving, deleting, loops, real paths.
import jasm.Try;
import java.io.File;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.stream.*;

public class Links {
    static String kind(Path p) {
        return (Files.exists(p) ? "E" : "-") + (Files.exists(p, LinkOption.NOFOLLOW_LINKS) ? "e" : "-") + (Files.notExists(p) ? "n" : "-") + (Files.isSymbolicLink(p) ? "l" : "-") + (Files.isDirectory(p) ? "D" : "-") + (Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS) ? "d" : "-") + (Files.isRegularFile(p) ? "R" : "-") + (Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS) ? "r" : "-");
    }

    public static void main(String[] args) throws Exception {
        Path file = Files.writeString(Path.of("file"), "content");
        Path dir = Path.of("dir/sub");
        Files.createDirectories(dir);
        Path soft = Files.createSymbolicLink(Path.of("soft"), file);
        Path up = Files.createSymbolicLink(Path.of("dir/sub/up"), Path.of("../../file"));
        Path toDir = Files.createSymbolicLink(Path.of("toDir"), Path.of("dir"));
        Path dangling = Files.createSymbolicLink(Path.of("dangling"), Path.of("nowhere"));
        Path loopA = Files.createSymbolicLink(Path.of("loopA"), Path.of("loopB"));
        Path loopB = Files.createSymbolicLink(Path.of("loopB"), Path.of("loopA"));
        Path hard = Files.createLink(Path.of("hard"), file);
        Path empty = Path.of("");
        for (Path p : List.of(file, Path.of("dir/sub"), soft, up, toDir, dangling, loopA, hard, Path.of("toDir/sub/up"))) {
            System.out.println(p + " " + kind(p));
            Try.run("  target", () -> Files.readSymbolicLink(p));
            Try.run("  text", () -> Files.isDirectory(p) ? "dir" : Files.readString(p));
            Try.run("  real", () -> empty.toRealPath().relativize(p.toRealPath()));
            Try.run("  real nofollow", () -> empty.toRealPath().relativize(p.toRealPath(LinkOption.NOFOLLOW_LINKS)));
            Try.run("  canonical", () -> empty.toRealPath().relativize(p.toFile().getCanonicalFile().toPath()));
            Try.run("  same", () -> Files.isSameFile(p, file));
            Try.run("  size", () -> Files.readAttributes(p, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).isSymbolicLink());
            Try.run("  nlink", () -> Files.isDirectory(p) ? "-" : Files.getAttribute(p, "unix:nlink"));
        }
        Try.run("link exists", () -> Files.createSymbolicLink(soft, file));
        Try.run("hard exists", () -> Files.createLink(hard, file));
        Try.run("hard of missing", () -> Files.createLink(Path.of("h2"), Path.of("missing")));
        Try.run("hard of dir", () -> Files.createLink(Path.of("h2"), Path.of("dir")));
        Try.run("link with attributes", () -> Files.createSymbolicLink(Path.of("h3"), file, PosixFilePermissions.asFileAttribute(Set.of())));
        Try.run("empty target", () -> Files.createSymbolicLink(Path.of("h4"), empty));
        Try.run("copy link", () -> { Files.copy(soft, Path.of("c1")); return kind(Path.of("c1")); });
        Try.run("copy nofollow", () -> { Files.copy(soft, Path.of("c2"), LinkOption.NOFOLLOW_LINKS); return kind(Path.of("c2")) + Files.readSymbolicLink(Path.of("c2")); });
        Try.run("copy dangling", () -> Files.copy(dangling, Path.of("c3")));
        Try.run("copy dangling nofollow", () -> { Files.copy(dangling, Path.of("c4"), LinkOption.NOFOLLOW_LINKS); return kind(Path.of("c4")); });
        Try.run("copy dir link", () -> { Files.copy(toDir, Path.of("c5")); return kind(Path.of("c5")); });
        Try.run("copy over itself", () -> Files.copy(soft, file));
        Try.run("copy over hard", () -> Files.copy(hard, file, StandardCopyOption.REPLACE_EXISTING));
        Try.run("move link", () -> { Files.move(soft, Path.of("m1")); return kind(Path.of("m1")) + kind(soft); });
        Try.run("move over link", () -> { Files.move(Path.of("c2"), Path.of("m1"), StandardCopyOption.REPLACE_EXISTING); return kind(Path.of("m1")); });
        Try.run("write through", () -> { Files.writeString(Path.of("m1"), "new"); return Files.readString(hard); });
        Try.run("write dangling", () -> { Files.writeString(dangling, "made"); return Files.readString(Path.of("nowhere")); });
        Try.run("create_new dangling", () -> Files.writeString(Path.of("c4"), "x", StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
        Try.run("open nofollow", () -> Files.newByteChannel(Path.of("m1"), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS));
        Try.run("delete loop", () -> Files.deleteIfExists(loopB) + " " + kind(loopA));
        Try.run("walk", () -> names(Files.walk(empty)));
        Try.run("walk follow", () -> names(Files.walk(Path.of("toDir"), FileVisitOption.FOLLOW_LINKS)));
        Files.createSymbolicLink(Path.of("dir/back"), Path.of(".."));
        Try.run("walk cycle", () -> names(Files.walk(Path.of("dir"), FileVisitOption.FOLLOW_LINKS)));
        Try.run("old list", () -> Arrays.stream(new File("toDir").list()).sorted().collect(Collectors.toList()));
        Try.run("delete link to dir", () -> { Files.delete(toDir); return kind(dir); });
        Try.run("delete file of hard", () -> { Files.delete(file); return Files.readString(hard); });
    }

    static Object names(Stream<Path> paths) {
        try (paths) {
            return paths.map(Path::toString).sorted().collect(Collectors.toList());
        }
    }
}
