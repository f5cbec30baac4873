// File trees: walkFileTree with every result, find, directory streams and globs, secure directory streams.
import jasm.Try;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.util.*;
import java.util.stream.*;

public class Walking {
    static void build() throws IOException {
        for (String d : new String[] {"t/a/b/c", "t/d", "t/e/f"}) {
            Files.createDirectories(Path.of(d));
        }
        for (String f : new String[] {"t/one.txt", "t/a/two.java", "t/a/b/three.TXT", "t/a/b/c/four", "t/d/{five}.txt", "t/e/f/six[1].java"}) {
            Files.writeString(Path.of(f), f);
        }
    }

    static List<String> walk(FileVisitResult onB, FileVisitResult onTwo) throws IOException {
        TreeSet<String> seen = new TreeSet<>();
        Files.walkFileTree(Path.of("t"), new SimpleFileVisitor<>() {
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes a) {
                seen.add("> " + dir + a.isDirectory());
                return dir.endsWith("b") ? onB : FileVisitResult.CONTINUE;
            }
            public FileVisitResult visitFile(Path f, BasicFileAttributes a) {
                seen.add("- " + f + " " + a.size());
                return f.endsWith("two.java") ? onTwo : FileVisitResult.CONTINUE;
            }
            public FileVisitResult postVisitDirectory(Path dir, IOException e) {
                seen.add("< " + dir + " " + e);
                return FileVisitResult.CONTINUE;
            }
        });
        return new ArrayList<>(seen);
    }

    static Object glob(String dir, String glob) throws IOException {
        try (DirectoryStream<Path> s = Files.newDirectoryStream(Path.of(dir), glob)) {
            return StreamSupport.stream(s.spliterator(), false).map(Path::toString).sorted().collect(Collectors.toList());
        }
    }

    public static void main(String[] args) throws Exception {
        build();
        walk(FileVisitResult.CONTINUE, FileVisitResult.CONTINUE).forEach(System.out::println);
        walk(FileVisitResult.SKIP_SUBTREE, FileVisitResult.CONTINUE).forEach(System.out::println);
        System.out.println(walk(FileVisitResult.CONTINUE, FileVisitResult.TERMINATE).contains("- t/a/two.java 12"));
        Try.run("null result", () -> walk(null, FileVisitResult.CONTINUE));
        Try.run("depth 1", () -> { try (Stream<Path> s = Files.walk(Path.of("t"), 1)) { return s.map(Path::toString).sorted().collect(Collectors.toList()); } });
        Try.run("depth -1", () -> Files.walk(Path.of("t"), -1));
        Try.run("missing", () -> Files.walk(Path.of("missing")).count());
        Try.run("find", () -> { try (Stream<Path> s = Files.find(Path.of("t"), 9, (p, a) -> a.isRegularFile() && a.size() > 10)) { return s.map(Path::toString).sorted().collect(Collectors.toList()); } });
        for (String g : new String[] {"*", "*.txt", "*.{txt,java}", "?", "[a-d]", "[!a]", "o*", "**", "{a,d}"}) {
            Try.run("glob " + g, () -> glob("t", g));
        }
        for (String g : new String[] {"[", "{a", "{a,{b}}", "\\", "a/**"}) {
            Try.run("bad glob " + g, () -> glob("t", g));
        }
        for (String pattern : new String[] {"glob:t/**.java", "glob:**/[!t]*", "regex:.*o.*", "glob:t/*/\\{five\\}.txt", "glob:t/e/f/six\\[?\\].java"}) {
            PathMatcher m = FileSystems.getDefault().getPathMatcher(pattern);
            try (Stream<Path> s = Files.walk(Path.of("t"))) {
                System.out.println(pattern + " " + s.filter(m::matches).map(Path::toString).sorted().collect(Collectors.toList()));
            }
        }
        Try.run("no syntax", () -> FileSystems.getDefault().getPathMatcher("t/**"));
        Try.run("odd syntax", () -> FileSystems.getDefault().getPathMatcher("sql:t%"));
        Try.run("stream of file", () -> Files.newDirectoryStream(Path.of("t/one.txt")));
        Try.run("stream missing", () -> Files.newDirectoryStream(Path.of("missing")));
        DirectoryStream<Path> s = Files.newDirectoryStream(Path.of("t"));
        Iterator<Path> it = s.iterator();
        Try.run("second iterator", s::iterator);
        it.next();
        s.close();
        Try.run("closed iterator", s::iterator);
        int left = 0;
        while (it.hasNext()) {
            it.next();
            left++;
        }
        System.out.println(left <= 1);
        Try.run("end", it::next);
        Try.run("remove", () -> { it.remove(); return null; });
        try (DirectoryStream<Path> filtered = Files.newDirectoryStream(Path.of("t"), p -> { throw new IOException("no more"); })) {
            Try.run("filter throws", () -> filtered.iterator().hasNext());
        }
        try (SecureDirectoryStream<Path> secure = (SecureDirectoryStream<Path>) Files.newDirectoryStream(Path.of("t"))) {
            System.out.println(secure.getFileAttributeView(BasicFileAttributeView.class).readAttributes().isDirectory());
            PosixFileAttributeView view = secure.getFileAttributeView(Path.of("one.txt"), PosixFileAttributeView.class);
            view.setPermissions(PosixFilePermissions.fromString("r--------"));
            System.out.println(PosixFilePermissions.toString(view.readAttributes().permissions()) + " " + view.readAttributes().size());
            try (var c = secure.newByteChannel(Path.of("new"), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                c.write(ByteBuffer.wrap("made".getBytes()));
            }
            try (SecureDirectoryStream<Path> below = secure.newDirectoryStream(Path.of("a"))) {
                secure.move(Path.of("new"), below, Path.of("moved"));
                System.out.println(Files.readString(Path.of("t/a/moved")));
                Try.run("delete dir as file", () -> { below.deleteFile(Path.of("b")); return null; });
                Try.run("delete full dir", () -> { below.deleteDirectory(Path.of("b")); return null; });
                Try.run("delete file as dir", () -> { below.deleteDirectory(Path.of("moved")); return null; });
                below.deleteFile(Path.of("moved"));
                Try.run("delete missing", () -> { below.deleteFile(Path.of("moved")); return null; });
            }
            Try.run("open missing", () -> secure.newByteChannel(Path.of("missing"), Set.of()));
            Try.run("dir missing", () -> secure.newDirectoryStream(Path.of("missing")));
        }
    }
}
