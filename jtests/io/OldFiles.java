// java.io.File, RandomAccessFile, FileInputStream and FileOutputStream.
import java.io.*;
import java.util.*;

public class OldFiles {
    interface Act { Object run() throws Exception; }

    static void run(String label, Act a) {
        try {
            System.out.println(label + ": " + a.run());
        } catch (Exception e) {
            System.out.println(label + ": " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    public static void main(String[] args) throws Exception {
        File d = new File("work"), f = new File(d, "f.bin");
        run("mkdir", () -> d.mkdir() + " " + d.mkdir() + " " + d.isDirectory() + " " + f.exists() + f.createNewFile() + f.createNewFile() + f.length());
        run("names", () -> f.getName() + " " + f.getPath() + " " + f.getParent() + " " + f.isAbsolute() + " " + new File("a/../b//c/").getPath() + " " + new File("/x/./y/../z").getCanonicalPath() + " " + new File("").getPath().isEmpty() + " " + f.getAbsolutePath().endsWith("work/f.bin") + " " + f.toURI().getScheme());
        run("output", () -> { try (FileOutputStream o = new FileOutputStream(f)) { o.write(1); o.write(new byte[] {2, 3, 4, 5}, 1, 3); } return f.length(); });
        run("append", () -> { try (FileOutputStream o = new FileOutputStream(f, true)) { o.write(9); } return f.length(); });
        run("input", () -> { try (FileInputStream i = new FileInputStream(f)) { return i.read() + " " + i.available() + " " + i.skip(2) + " " + i.read() + i.read() + i.read() + " " + i.read(new byte[3]); } });
        run("random", () -> { try (RandomAccessFile r = new RandomAccessFile(f, "rw")) { r.seek(100); r.writeInt(0x01020304); r.writeUTF("h\u00e9"); r.writeDouble(1.5); r.seek(100); return r.length() + " " + r.readByte() + r.readUnsignedShort() + r.read() + r.readUTF() + r.readDouble() + r.getFilePointer() + " " + r.read(); } });
        run("set length", () -> { try (RandomAccessFile r = new RandomAccessFile(f, "rw")) { r.setLength(3); r.seek(0); r.writeBytes("lin"); } try (RandomAccessFile r = new RandomAccessFile(f, "r")) { return r.readLine(); } });
        run("write to read-only", () -> { try (RandomAccessFile r = new RandomAccessFile(f, "r")) { r.write(1); return 0; } });
        run("bad mode", () -> new RandomAccessFile(f, "x"));
        run("eof", () -> { try (DataInputStream i = new DataInputStream(new FileInputStream(f))) { return i.readInt(); } });
        run("missing", () -> new FileInputStream("nothing"));
        run("directory", () -> new FileInputStream(d));
        run("write directory", () -> new FileOutputStream(d));
        run("no parent", () -> new FileOutputStream("no/such/dir"));
        run("closed", () -> { FileInputStream i = new FileInputStream(f); i.close(); return i.read(); });
        run("list", () -> { new File(d, "z").mkdirs(); new File(d, "y").createNewFile(); String[] l = d.list(); Arrays.sort(l); return Arrays.toString(l) + d.listFiles((x, n) -> n.startsWith("f")).length + f.list(); });
        run("rename", () -> f.renameTo(new File(d, "g")) + " " + f.exists() + " " + new File(d, "g").exists());
        run("permissions", () -> { File g = new File(d, "g"); return g.canRead() + "" + g.canWrite() + g.setReadOnly() + g.setExecutable(true) + g.canExecute() + g.setLastModified(1000000000L) + g.lastModified(); });
        run("delete", () -> d.delete() + " " + new File(d, "g").delete() + new File(d, "y").delete() + new File(d, "z").delete() + d.delete() + d.delete());
        run("compare", () -> new File("a").compareTo(new File("b")) + " " + new File("a").equals(new File("a/")) + " " + new File("a").hashCode() + " " + new File("p", "c") + new File((String) null, "c"));
        run("temp", () -> { File t = File.createTempFile("abc", null); return t.getName().endsWith(".tmp") + " " + t.delete(); });
        run("space", () -> new File(".").getTotalSpace() > 0);
    }
}
