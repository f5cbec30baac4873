// java.nio.file.Files in a temporary directory: create, write, read, copy, move, delete, list, attributes, errors.
import java.io.*;
import java.nio.charset.*;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.stream.*;

public class Files1 {
    static Path dir;

    interface Act { Object run() throws Exception; }

    static void run(String label, Act a) {
        try {
            System.out.println(label + ": " + a.run());
        } catch (Exception e) {
            System.out.println(label + ": " + e.getClass().getSimpleName() + " " + String.valueOf(e.getMessage()).replace(dir.toString(), "DIR"));
        }
    }

    public static void main(String[] args) throws Exception {
        dir = Files.createTempDirectory("jtests");
        Path f = dir.resolve("a.txt");
        run("write", () -> Files.writeString(f, "first\nzwei \u20ac\n").getFileName());
        run("size", () -> Files.size(f) + " " + Files.exists(f) + Files.notExists(f) + Files.isRegularFile(f) + Files.isDirectory(dir) + Files.isReadable(f) + Files.isExecutable(f) + Files.isHidden(f));
        run("lines", () -> Files.readAllLines(f) + " " + Files.lines(f).count());
        run("append", () -> Files.readString(Files.write(f, List.of("x", "y"), StandardOpenOption.APPEND)).length());
        run("create new", () -> Files.createFile(f));
        run("missing", () -> Files.readString(dir.resolve("missing")));
        run("mkdirs", () -> Files.isDirectory(Files.createDirectories(dir.resolve("p/q/r"))));
        run("mkdir again", () -> Files.createDirectory(dir.resolve("p")));
        run("mkdir below file", () -> Files.createDirectory(f.resolve("x")));
        run("copy", () -> Files.mismatch(f, Files.copy(f, dir.resolve("p/b.txt"))));
        run("copy again", () -> Files.copy(f, dir.resolve("p/b.txt")));
        run("replace", () -> Files.copy(f, dir.resolve("p/b.txt"), StandardCopyOption.REPLACE_EXISTING).getFileName());
        run("move", () -> Files.move(dir.resolve("p/b.txt"), dir.resolve("p/q/c.txt"), StandardCopyOption.ATOMIC_MOVE).getFileName());
        run("delete non-empty", () -> { Files.delete(dir.resolve("p")); return 0; });
        run("delete missing", () -> { Files.delete(dir.resolve("nope")); return 0; });
        run("delete if", () -> Files.deleteIfExists(dir.resolve("nope")));
        run("walk", () -> { try (Stream<Path> s = Files.walk(dir)) { return s.map(p -> dir.relativize(p).toString()).sorted().toList(); } });
        run("list", () -> { try (DirectoryStream<Path> s = Files.newDirectoryStream(dir, "*.txt")) { List<String> l = new ArrayList<>(); s.forEach(p -> l.add(p.getFileName().toString())); return l; } });
        run("list file", () -> Files.list(f));
        run("link", () -> Files.readSymbolicLink(Files.createSymbolicLink(dir.resolve("l"), Path.of("a.txt"))) + " " + Files.isSymbolicLink(dir.resolve("l")) + Files.isSameFile(f, dir.resolve("l")) + Files.readString(dir.resolve("l")).length());
        run("hard link", () -> Files.isSameFile(Files.createLink(dir.resolve("h"), f), f));
        run("permissions", () -> PosixFilePermissions.toString(Files.getPosixFilePermissions(Files.setPosixFilePermissions(f, PosixFilePermissions.fromString("rw-r-----")))));
        run("times", () -> Files.getLastModifiedTime(Files.setLastModifiedTime(f, FileTime.fromMillis(1_000_000_000_000L))));
        run("attributes", () -> { BasicFileAttributes a = Files.readAttributes(f, BasicFileAttributes.class); return a.isRegularFile() + " " + a.size() + " " + a.lastModifiedTime() + a.isSymbolicLink(); });
        run("unix", () -> Integer.toOctalString((Integer) Files.getAttribute(f, "unix:mode")) + " " + Files.getAttribute(f, "unix:nlink"));
        run("temp", () -> Files.createTempFile(dir, "pre", ".suf").getFileName().toString().matches("pre\\d+\\.suf"));
        run("malformed", () -> { Files.write(dir.resolve("bad"), new byte[] {(byte) 0xff, 'a'}); return Files.readString(dir.resolve("bad")); });
        run("bytes", () -> Arrays.toString(Files.readAllBytes(dir.resolve("bad"))) + Files.readString(dir.resolve("bad"), StandardCharsets.ISO_8859_1).length());
        run("reader", () -> { try (BufferedReader r = Files.newBufferedReader(f); BufferedWriter w = Files.newBufferedWriter(dir.resolve("up"))) { for (String s; (s = r.readLine()) != null; ) { w.write(s.toUpperCase()); w.newLine(); } } return Files.readString(dir.resolve("up")).replace("\n", "$"); });
        run("glob", () -> FileSystems.getDefault().getPathMatcher("glob:**/*.{txt,md}").matches(f) + " " + FileSystems.getDefault().getSeparator());
        run("odd name", () -> Files.writeString(dir.resolve("na\u00efve \ud83d\ude00 name"), "x").getFileName());
        run("nul", () -> Path.of("a\0b"));
        run("visit", () -> { int[] n = new int[3]; Files.walkFileTree(dir, new SimpleFileVisitor<>() {
            @Override public FileVisitResult visitFile(Path p, BasicFileAttributes a) { n[0]++; return FileVisitResult.CONTINUE; }
            @Override public FileVisitResult postVisitDirectory(Path p, IOException e) { n[1]++; return FileVisitResult.CONTINUE; } }); return Arrays.toString(n); });
        try (Stream<Path> s = Files.walk(dir)) {
            s.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
        }
        System.out.println(Files.exists(dir));
    }
}
