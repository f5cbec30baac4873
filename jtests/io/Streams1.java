// Byte and character streams: buffered, data, pushback, sequence, piped, print, line numbers, readers and writers.
import java.io.*;
import java.util.*;

public class Streams1 {
    public static void main(String[] args) throws Exception {
        ByteArrayOutputStream bo = new ByteArrayOutputStream();
        DataOutputStream d = new DataOutputStream(new BufferedOutputStream(bo, 7));
        d.writeBoolean(true);
        d.writeByte(-1);
        d.writeChar('\u20ac');
        d.writeShort(-2);
        d.writeInt(3);
        d.writeLong(-4);
        d.writeFloat(1.5f);
        d.writeDouble(-2.5);
        d.writeUTF("nul\0\u00e9\u20ac\ud83d\ude00");
        d.flush();
        System.out.println(d.size() + " " + Arrays.hashCode(bo.toByteArray()));
        DataInputStream i = new DataInputStream(new BufferedInputStream(new ByteArrayInputStream(bo.toByteArray()), 3));
        System.out.println(i.readBoolean() + " " + i.readByte() + " " + i.readChar() + " " + i.readShort() + " " + i.readInt() + " " + i.readLong() + " " + i.readFloat() + " " + i.readDouble() + " " + i.readUTF().length());
        try {
            i.readByte();
        } catch (EOFException e) {
            System.out.println(e);
        }
        BufferedInputStream b = new BufferedInputStream(new ByteArrayInputStream("abcdefghij".getBytes()), 4);
        b.mark(3);
        b.read();
        b.read();
        b.reset();
        System.out.println((char) b.read() + " " + b.skip(2) + " " + new String(b.readNBytes(3)) + " " + new String(b.readAllBytes()));
        PushbackInputStream p = new PushbackInputStream(new ByteArrayInputStream(new byte[] {1, 2}), 2);
        p.unread(p.read());
        p.unread(9);
        System.out.println(p.read() + "" + p.read() + p.read() + p.read());
        System.out.println(new String(new SequenceInputStream(new ByteArrayInputStream("one".getBytes()), new ByteArrayInputStream("two".getBytes())).readAllBytes()));
        BufferedReader r = new BufferedReader(new StringReader("l1\nl2\r\nl3\rl4"), 3);
        System.out.println(r.readLine() + r.readLine() + r.readLine() + r.readLine() + r.readLine());
        LineNumberReader ln = new LineNumberReader(new StringReader("a\nb\n"));
        ln.readLine();
        ln.readLine();
        System.out.println(ln.getLineNumber() + " " + new BufferedReader(new StringReader("x\ny")).lines().toList());
        StringWriter sw = new StringWriter();
        PrintWriter pw = new PrintWriter(sw, true);
        pw.printf("%d-%s%n", 5, "x");
        pw.print(true);
        pw.print(new char[] {'q'});
        pw.println((Object) null);
        pw.append("app").append('c').append("sub", 1, 2).write("w", 0, 1);
        System.out.println(sw.toString().replace("\n", "$") + pw.checkError());
        PipedInputStream pin = new PipedInputStream(16);
        PipedOutputStream pout = new PipedOutputStream(pin);
        Thread t = new Thread(() -> {
            try (pout) {
                for (int k = 0; k < 100; k++) {
                    pout.write(k);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        t.start();
        int sum = 0;
        for (int c; (c = pin.read()) >= 0; ) {
            sum += c;
        }
        System.out.println(sum);
        CharArrayWriter cw = new CharArrayWriter();
        new StringReader("transfer").transferTo(cw);
        System.out.println(cw + " " + new InputStreamReader(new ByteArrayInputStream(new byte[] {(byte) 0xc3, (byte) 0xa9, (byte) 0xff, 'z'}), "UTF-8").read() + " " + new OutputStreamWriter(bo, "ISO-8859-1").getEncoding());
        ByteArrayOutputStream enc = new ByteArrayOutputStream();
        try (Writer w = new OutputStreamWriter(enc, "UTF-16")) {
            w.write("a\ud83d\ude00");
        }
        System.out.println(Arrays.toString(enc.toByteArray()));
        try {
            new InputStreamReader(System.in, "no-such-charset");
        } catch (UnsupportedEncodingException e) {
            System.out.println(e.getMessage());
        }
        PrintStream ps = new PrintStream(bo, false, "UTF-8");
        bo.reset();
        ps.print("\u00fc\n");
        ps.write(65);
        ps.flush();
        System.out.println(Arrays.toString(bo.toByteArray()));
        PrintStream old = System.out;
        System.setOut(ps);
        System.out.print("captured");
        System.setOut(old);
        System.out.println(bo.toString("UTF-8").endsWith("captured"));
        try {
            BufferedReader closed = new BufferedReader(new StringReader(""));
            closed.close();
            closed.read();
        } catch (IOException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(InputStream.nullInputStream().read() + " " + Reader.nullReader().read());
        StreamTokenizer st = new StreamTokenizer(new StringReader("1 b"));
        st.nextToken();
        System.out.println(st.nval);
    }
}
