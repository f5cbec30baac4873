// RandomAccessFile: modes, positions, lengths, every reader and writer, errors.
import jasm.Try;
import java.io.*;
import java.nio.file.*;
import java.util.*;

public class RandomAccess {
    public static void main(String[] args) throws Exception {
        for (String mode : new String[] {"rw", "rws", "rwd"}) {
            try (RandomAccessFile f = new RandomAccessFile("file-" + mode, mode)) {
                f.writeBoolean(true);
                f.writeByte(300);
                f.writeShort(-2);
                f.writeChar('\u20ac');
                f.writeInt(0x12345678);
                f.writeLong(Long.MIN_VALUE + 1);
                f.writeFloat(1.5f);
                f.writeDouble(-0.0);
                f.writeUTF("zwölf\0\u20ac");
                f.writeBytes("bytes\n");
                f.writeChars("ch");
                f.write(new byte[] {1, 2, 3, 4}, 1, 2);
                System.out.println(f.getFilePointer() + " " + f.length());
                f.seek(0);
                System.out.println(f.readBoolean() + " " + f.readByte() + " " + f.readShort() + " " + f.readChar() + " " + Integer.toHexString(f.readInt()) + " " + f.readLong() + " " + f.readFloat() + " " + f.readDouble() + " " + f.readUTF() + " " + f.readLine() + " " + f.readChar() + f.readChar() + " " + f.read() + " " + f.read() + " " + f.read());
                Try.run("eof", f::readInt);
                f.seek(1);
                System.out.println(f.readUnsignedByte() + " " + f.readUnsignedShort() + " " + f.skipBytes(3) + " " + f.skipBytes(-4) + " " + f.skipBytes(1000));
                f.seek(f.length() + 10);
                System.out.println(f.read() + " " + f.getFilePointer());
                f.write(7);
                System.out.println(f.length());
                f.setLength(5);
                System.out.println(f.getFilePointer() + " " + f.length());
                f.setLength(8);
                f.seek(0);
                byte[] all = new byte[8];
                f.readFully(all);
                System.out.println(Arrays.toString(all));
                Try.run("readFully past", () -> { f.seek(4); f.readFully(all); return null; });
                Try.run("negative seek", () -> { f.seek(-1); return null; });
                Try.run("negative length", () -> { f.setLength(-1); return null; });
                Try.run("far seek", () -> { f.seek(Long.MAX_VALUE); return f.getFilePointer(); });
                Try.run("far write", () -> { f.write(1); return f.length(); });
                Try.run("bounds", () -> f.read(all, 4, 5));
                Try.run("negative", () -> f.read(all, -1, 1));
                Try.run("null", () -> f.read(null, 0, 1));
                Try.run("null writing", () -> { f.write(null, 0, 1); return null; });
                Try.run("zero", () -> f.read(all, 8, 0));
                f.getFD().sync();
                System.out.println(f.getFD().valid());
            }
        }
        RandomAccessFile r = new RandomAccessFile("file-rw", "r");
        Try.run("write", () -> { r.write(1); return null; });
        Try.run("write array", () -> { r.write(new byte[3]); return null; });
        Try.run("setLength", () -> { r.setLength(2); return null; });
        Try.run("channel", () -> r.getChannel().write(java.nio.ByteBuffer.allocate(1)));
        r.close();
        r.close();
        System.out.println(r.getFD().valid());
        Try.run("closed read", r::read);
        Try.run("closed length", r::length);
        Try.run("closed pointer", r::getFilePointer);
        Try.run("closed seek", () -> { r.seek(1); return null; });
        Try.run("closed sync", () -> { r.getFD().sync(); return null; });
        for (String mode : new String[] {"", "w", "rwx", "R", null}) {
            Try.run("mode " + mode, () -> new RandomAccessFile("file-rw", mode));
        }
        Try.run("missing", () -> new RandomAccessFile("missing", "r"));
        Try.run("directory", () -> new RandomAccessFile(".", "r"));
        Try.run("directory rw", () -> new RandomAccessFile(".", "rw"));
        Try.run("in missing", () -> new RandomAccessFile("missing/x", "rw"));
        Try.run("null file", () -> new RandomAccessFile((File) null, "r"));
        Try.run("null name", () -> new RandomAccessFile((String) null, "r"));
        Try.run("full device", () -> { try (RandomAccessFile f = new RandomAccessFile("/dev/full", "rw")) { f.write(1); return null; } });
        Try.run("null device", () -> { try (RandomAccessFile f = new RandomAccessFile("/dev/null", "rw")) { f.write(1); return f.length() + " " + f.read(); } });
    }
}
