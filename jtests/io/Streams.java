// Byte and character streams over files and memory: buffering, marks, pushback, pipes, sequences, data, printing, tokenizing.
import jasm.Try;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

public class Streams {
    public static void main(String[] args) throws Exception {
        try (PrintStream p = new PrintStream(new FileOutputStream("p"), true, "UTF-16BE")) {
            p.printf(Locale.ROOT, "%5.2f|%s|%c%n", 1.005, null, 'ü');
            p.print(new char[] {'a', 'b'});
            p.println(1L << 40);
            p.append("xyz", 1, 2);
            p.write(65);
            System.out.println(p.checkError());
        }
        System.out.println(Arrays.toString(new FileInputStream("p").readAllBytes()));
        PrintStream broken = new PrintStream(new FileOutputStream("/dev/full"), true);
        broken.println("x");
        System.out.println(broken.checkError());
        PrintWriter brokenWriter = new PrintWriter(new FileWriter("/dev/full"));
        brokenWriter.println("x");
        System.out.println(brokenWriter.checkError());
        try (BufferedInputStream b = new BufferedInputStream(new FileInputStream("p"), 4)) {
            System.out.println(b.read() + " " + b.markSupported() + " " + b.available());
            b.mark(3);
            System.out.println(b.read() + " " + b.skip(2));
            b.reset();
            System.out.println(b.read());
            b.mark(1);
            b.skip(20);
            Try.run("mark lost", () -> { b.reset(); return null; });
        }
        FileInputStream f = new FileInputStream("p");
        System.out.println(f.markSupported() + " " + f.skip(-1 + 1) + " " + f.skip(10) + " " + f.available() + " " + f.skip(1000) + " " + f.available() + " " + f.read());
        Try.run("reset", () -> { f.reset(); return null; });
        Try.run("skip back", () -> f.skip(-5));
        f.close();
        Try.run("closed", f::read);
        Try.run("closed available", f::available);
        PushbackInputStream pb = new PushbackInputStream(new ByteArrayInputStream(new byte[] {1, 2, 3}), 2);
        int first = pb.read();
        pb.unread(9);
        pb.unread(8);
        Try.run("full", () -> { pb.unread(7); return null; });
        System.out.println(first + " " + pb.read() + " " + pb.read() + " " + pb.read() + " " + pb.available());
        SequenceInputStream seq = new SequenceInputStream(Collections.enumeration(List.of(new ByteArrayInputStream("ab".getBytes()), new ByteArrayInputStream(new byte[0]), new ByteArrayInputStream("c".getBytes()))));
        System.out.println(new String(seq.readAllBytes()));
        PipedOutputStream po = new PipedOutputStream();
        Try.run("unconnected", () -> { po.write(1); return null; });
        PipedInputStream pi = new PipedInputStream(po, 3);
        Try.run("twice", () -> { po.connect(pi); return null; });
        Thread t = new Thread(() -> {
            try (po) {
                po.write("through a narrow pipe".getBytes());
            } catch (IOException e) {
                System.out.println(e);
            }
        });
        t.start();
        System.out.println(new String(pi.readAllBytes()));
        t.join();
        pi.close();
        Try.run("closed pipe", pi::read);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream d = new DataOutputStream(bytes);
        d.writeUTF("a\u0000\u07ff\u0800\ud83d\ude00");
        d.writeDouble(Double.NaN);
        d.writeLong(-2);
        System.out.println(d.size() + " " + Arrays.toString(bytes.toByteArray()));
        Try.run("long utf", () -> { d.writeUTF("x".repeat(70_000)); return null; });
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        System.out.println(in.readUTF().length() + " " + in.readDouble() + " " + in.readInt() + " " + in.readUnsignedShort());
        Try.run("eof", in::readInt);
        Try.run("bad utf", () -> new DataInputStream(new ByteArrayInputStream(new byte[] {0, 2, (byte) 0xc0, 0x00})).readUTF());
        Try.run("short utf", () -> new DataInputStream(new ByteArrayInputStream(new byte[] {0, 5, 65})).readUTF());
        try (Writer w = new OutputStreamWriter(new FileOutputStream("w"), StandardCharsets.UTF_8)) {
            w.write("zeile eins\r\nzwei \ud83d\ude00\rdrei\n\nende");
        }
        try (LineNumberReader r = new LineNumberReader(new FileReader("w", StandardCharsets.UTF_8))) {
            for (String line; (line = r.readLine()) != null;) {
                System.out.println(r.getLineNumber() + ":" + line.length());
            }
        }
        try (InputStreamReader r = new InputStreamReader(new FileInputStream("w"), "US-ASCII")) {
            System.out.println(r.getEncoding() + " " + r.skip(17) + " " + (int) r.read());
        }
        Try.run("charset", () -> new InputStreamReader(new FileInputStream("w"), "no-such"));
        Try.run("charset name", () -> new PrintStream("w", "in valid"));
        StreamTokenizer st = new StreamTokenizer(new StringReader("a1 = 3.5e1 + 'q\\n' // c\n \"s\" /* x */ -7 ."));
        st.slashSlashComments(true);
        st.slashStarComments(true);
        st.eolIsSignificant(true);
        StringBuilder tokens = new StringBuilder();
        while (st.nextToken() != StreamTokenizer.TT_EOF) {
            tokens.append(st).append(' ');
        }
        System.out.println(tokens);
        System.out.println(new StringReader("abc").transferTo(new FileWriter("w2")) + " " + new CharArrayReader("xyz".toCharArray(), 1, 9).read());
        System.out.println(new ByteArrayInputStream(new byte[9]).readNBytes(4).length + " " + InputStream.nullInputStream().read() + " " + Reader.nullReader().read());
        Try.run("null stream closed", () -> { InputStream n = InputStream.nullInputStream(); n.close(); return n.read(); });
        Try.run("append", () -> { try (FileOutputStream o = new FileOutputStream("w2", true)) { o.write("++".getBytes()); } return new File("w2").length(); });
        FileDescriptor fd = new FileDescriptor();
        System.out.println(fd.valid() + " " + FileDescriptor.out.valid());
        Try.run("invalid descriptor", () -> new FileInputStream(fd).read());
        Try.run("invalid sync", () -> { fd.sync(); return null; });
        try (FileOutputStream o = new FileOutputStream("shared")) {
            FileOutputStream same = new FileOutputStream(o.getFD());
            o.write(1);
            same.write(2);
            same.close();
            System.out.println(o.getFD().valid());
            Try.run("after close of the other", () -> { o.write(3); return null; });
        }
    }
}
