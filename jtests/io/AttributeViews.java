// Attribute views of files: names, bulk reads, wrong names and types, times to the nanosecond, permissions.
import jasm.Try;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.nio.file.attribute.*;
import java.time.Instant;
import java.util.*;
import java.util.concurrent.TimeUnit;

public class AttributeViews {
    public static void main(String[] args) throws Exception {
        Path f = Files.writeString(Path.of("f"), "twelve bytes");
        System.out.println(new TreeSet<>(f.getFileSystem().supportedFileAttributeViews()));
        for (String name : new String[] {"basic", "posix", "unix", "owner", "user", "dos", "acl"}) {
            Try.run("view " + name, () -> Files.getFileStore(f).supportsFileAttributeView(name));
        }
        Try.run("basic", () -> Files.getFileAttributeView(f, BasicFileAttributeView.class).name());
        Try.run("posix", () -> Files.getFileAttributeView(f, PosixFileAttributeView.class).name());
        Try.run("acl", () -> Files.getFileAttributeView(f, AclFileAttributeView.class));
        Files.setPosixFilePermissions(f, PosixFilePermissions.fromString("rw-r-----"));
        Files.setLastModifiedTime(f, FileTime.from(Instant.parse("2001-02-03T04:05:06.789012345Z")));
        Files.setAttribute(f, "lastAccessTime", FileTime.from(123456789123L, TimeUnit.MICROSECONDS));
        Try.run("size,mtime", () -> new TreeMap<>(Files.readAttributes(f, "size,lastModifiedTime")));
        Try.run("posix:permissions", () -> new TreeSet<>((Set<?>) Files.getAttribute(f, "posix:permissions")));
        Try.run("basic keys", () -> new TreeSet<>(Files.readAttributes(f, "*").keySet()));
        Try.run("posix keys", () -> new TreeSet<>(Files.readAttributes(f, "posix:*").keySet()));
        Try.run("unix keys", () -> new TreeSet<>(Files.readAttributes(f, "unix:*").keySet()));
        Try.run("mode", () -> Integer.toOctalString((Integer) Files.getAttribute(f, "unix:mode")));
        Try.run("nlink", () -> Files.getAttribute(f, "unix:nlink"));
        Try.run("set mode", () -> Files.setAttribute(f, "unix:mode", 0600).getFileName());
        Try.run("mode now", () -> PosixFilePermissions.toString(Files.getPosixFilePermissions(f)));
        Try.run("no view", () -> Files.getAttribute(f, "nothing:size"));
        Try.run("no name", () -> Files.getAttribute(f, "nothing"));
        Try.run("no names", () -> Files.readAttributes(f, "size,nothing"));
        Try.run("empty", () -> Files.readAttributes(f, "posix:"));
        Try.run("set size", () -> Files.setAttribute(f, "size", 3L));
        Try.run("set wrong type", () -> Files.setAttribute(f, "lastModifiedTime", "now"));
        Try.run("set null", () -> Files.setAttribute(f, "lastModifiedTime", null));
        Try.run("set missing", () -> Files.setAttribute(Path.of("missing"), "lastModifiedTime", FileTime.fromMillis(0)));
        Try.run("perm wrong", () -> PosixFilePermissions.fromString("rwxrwx"));
        Try.run("perm odd", () -> PosixFilePermissions.fromString("rwxrwxrxw"));
        BasicFileAttributes a = Files.readAttributes(f, BasicFileAttributes.class);
        System.out.println(a.isRegularFile() + " " + a.isDirectory() + " " + a.isSymbolicLink() + " " + a.isOther() + " " + a.size() + " " + a.lastModifiedTime() + " " + a.lastAccessTime());
        PosixFileAttributes p = Files.readAttributes(f, PosixFileAttributes.class);
        System.out.println(p.owner().getName().equals(System.getProperty("user.name")) + " " + p.owner().equals(Files.getOwner(f)) + " " + PosixFilePermissions.toString(p.permissions()));
        Try.run("dos attrs", () -> Files.readAttributes(f, DosFileAttributes.class).isHidden());
        for (long millis : new long[] {0, -1, -1500, 1L << 33, 253402300799000L}) {
            Files.setLastModifiedTime(f, FileTime.fromMillis(millis));
            System.out.println(millis + " " + Files.getLastModifiedTime(f).toMillis() + " " + f.toFile().lastModified());
        }
        UserPrincipalLookupService users = f.getFileSystem().getUserPrincipalLookupService();
        Try.run("root", () -> users.lookupPrincipalByName("root"));
        Try.run("root group", () -> users.lookupPrincipalByGroupName("root"));
        Try.run("no user", () -> users.lookupPrincipalByName("no such user"));
        Try.run("no group", () -> users.lookupPrincipalByGroupName("no such group"));
        Try.run("same user", () -> users.lookupPrincipalByName("root").equals(users.lookupPrincipalByName("root")));
        Files.setAttribute(f, "user:note", ByteBuffer.wrap("hello".getBytes()));
        UserDefinedFileAttributeView u = Files.getFileAttributeView(f, UserDefinedFileAttributeView.class);
        u.write("empty", ByteBuffer.allocate(0));
        ByteBuffer direct = ByteBuffer.allocateDirect(8);
        System.out.println(new TreeSet<>(u.list()) + " " + u.size("note") + " " + u.size("empty") + " " + u.read("note", direct) + " " + StandardCharsets.US_ASCII.decode(direct.flip()));
        Try.run("user get", () -> new String((byte[]) Files.getAttribute(f, "user:note")));
        Try.run("user all", () -> new TreeSet<>(Files.readAttributes(f, "user:*").keySet()));
        Try.run("user small", () -> u.read("note", ByteBuffer.allocate(2)));
        Try.run("user missing", () -> u.size("missing"));
        Try.run("user delete", () -> { u.delete("note"); return u.list(); });
        Try.run("user delete again", () -> { u.delete("note"); return u.list(); });
        Try.run("user long name", () -> u.write("n".repeat(300), ByteBuffer.wrap(new byte[1])));
        Try.run("user read-only", () -> u.read("empty", ByteBuffer.allocate(2).asReadOnlyBuffer()));
        Files.copy(f, Path.of("g"), StandardCopyOption.COPY_ATTRIBUTES);
        System.out.println(Files.getFileAttributeView(Path.of("g"), UserDefinedFileAttributeView.class).list() + " " + Files.getLastModifiedTime(Path.of("g")).equals(Files.getLastModifiedTime(f)));
    }
}
