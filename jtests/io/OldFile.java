// java.io.File: names, normalising, tests, lists and filters, making, renaming, deleting, permissions, spaces, URIs.
import jasm.Try;
import java.io.*;
import java.net.URI;
import java.util.*;

public class OldFile {
    public static void main(String[] args) throws Exception {
        for (String s : new String[] {"", "/", "//a//b/", "a/../b/./c", ".", "..", "a b", "~", "a\\b", "é/ü", "/a/b/../..", "x/"}) {
            File f = new File(s);
            String here = new File("").getAbsolutePath();
            System.out.println("'" + f + "' '" + f.getName() + "' " + f.getParent() + " " + f.isAbsolute() + " " + f.getAbsolutePath().replace(here, "HERE") + " " + f.getCanonicalPath().replace(here, "HERE").replace(new File(here).getParent(), "UP") + " " + f.hashCode() + " " + f.toURI().toString().replace(here, "HERE") + " " + f.toPath());
        }
        System.out.println(new File("a", "b") + " " + new File("", "b") + " " + new File("/", "/b") + " " + new File((String) null, "b") + " " + new File(new File("x/"), "../y") + " " + new File((File) null, "b"));
        Try.run("null child", () -> new File("a", null));
        Try.run("null", () -> new File((String) null));
        Try.run("uri", () -> new File(URI.create("file:///a%20b/c")));
        for (String u : new String[] {"http://x/y", "file:a", "file://host/a", "file:/a?q", "file:/a#f", "a/b"}) {
            Try.run("uri " + u, () -> new File(URI.create(u)));
        }
        Try.run("nul", () -> new File("a\0b").createNewFile());
        Try.run("nul exists", () -> new File("a\0b").exists() + " " + new File("a\0b").delete() + " " + new File("a\0b").mkdir());
        Try.run("nul canonical", () -> new File("a\0b").getCanonicalPath());
        Try.run("nul path", () -> new File("a\0b").toPath());
        File d = new File("dir");
        System.out.println(d.mkdir() + " " + d.mkdir() + " " + new File("p/q/r").mkdirs() + " " + new File("p/q/r").mkdirs() + " " + new File("no/x").mkdir());
        File f = new File(d, "f.txt");
        System.out.println(f.createNewFile() + " " + f.createNewFile() + " " + f.length() + " " + f.exists() + f.isFile() + f.isDirectory() + f.isHidden() + " " + new File(d, ".h").isHidden());
        Try.run("create in missing", () -> new File("no/x").createNewFile());
        Try.run("create in file", () -> new File(f, "x").createNewFile());
        new File(d, "b.java").createNewFile();
        new File(d, "c.txt").createNewFile();
        String[] names = d.list();
        Arrays.sort(names);
        System.out.println(Arrays.toString(names) + " " + f.list() + " " + new File("no").list() + " " + new File("no").listFiles());
        File[] some = d.listFiles((dir, n) -> n.endsWith(".txt"));
        Arrays.sort(some);
        System.out.println(Arrays.toString(some) + " " + d.listFiles((FileFilter) File::isDirectory).length + " " + d.list((dir, n) -> n.startsWith("b"))[0]);
        System.out.println(f.setLastModified(1234567890000L) + " " + f.lastModified() + " " + f.setLastModified(1234567890123L) + " " + f.lastModified() % 1000 + " " + new File("no").setLastModified(1));
        Try.run("negative time", () -> f.setLastModified(-1));
        System.out.println(f.setReadOnly() + " " + f.setWritable(true) + " " + f.setExecutable(true, false) + " " + f.canExecute() + f.canRead() + f.canWrite() + " " + f.setReadable(false, false) + f.setReadable(true) + " " + new File("no").setWritable(true));
        System.out.println(f.renameTo(new File(d, "g.txt")) + " " + f.exists() + " " + f.renameTo(new File("h")) + " " + new File(d, "g.txt").renameTo(new File(d, "c.txt")) + " " + d.list().length);
        System.out.println(d.renameTo(new File("p/q")) + " " + d.renameTo(new File("p/q/r")) + " " + d.exists() + " " + new File("p/q/r/c.txt").exists());
        System.out.println(new File("p").delete() + " " + new File("p/q/r/c.txt").delete() + " " + new File("p/q/r/c.txt").delete());
        File t = File.createTempFile("pre", null, new File("p")), u = File.createTempFile("prefix", ".suf", new File("p"));
        System.out.println(t.getName().matches("pre[0-9]+\\.tmp") + " " + u.getName().matches("prefix[0-9]+\\.suf"));
        Try.run("short prefix", () -> File.createTempFile("p", null));
        Try.run("temp in missing", () -> File.createTempFile("pre", null, new File("missing")));
        Try.run("temp with slash", () -> { try { return File.createTempFile("pre", "/x", new File("p")); } catch (IOException e) { return e.getMessage().replaceAll("[0-9]+", "N"); } });
        u.deleteOnExit();
        System.out.println((new File(".").getTotalSpace() > 0) + " " + (new File(".").getFreeSpace() > 0) + " " + (new File(".").getUsableSpace() > 0) + " " + new File("no").getTotalSpace());
        System.out.println(Arrays.toString(File.listRoots()) + " " + File.separator + File.pathSeparator);
        TreeSet<File> sorted = new TreeSet<>(List.of(new File("b"), new File("a/c"), new File("a"), new File("B")));
        System.out.println(sorted + " " + new File("a").equals(new File("./a")) + " " + new File("a").compareTo(new File("b")));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream o = new ObjectOutputStream(bytes)) {
            o.writeObject(new File("a/b"));
        }
        System.out.println(new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject());
    }
}
