// Charset encoders and decoders: malformed and unmappable input, actions, partial buffers, names.
import java.nio.*;
import java.nio.charset.*;
import java.util.*;

public class Charsets {
    public static void main(String[] args) throws Exception {
        String text = "a\u00e9\u20ac\ud83d\ude00\u4e2d\u05d0";
        for (String name : new String[] {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32", "ISO-8859-1", "US-ASCII", "windows-1252", "IBM437", "ISO-8859-15", "Shift_JIS", "GBK", "Big5", "EUC-KR", "KOI8-R", "GB18030"}) {
            Charset c = Charset.forName(name);
            byte[] b = text.getBytes(c);
            System.out.println(c.name() + " " + Arrays.toString(b) + " " + new String(b, c).equals(text) + " " + c.newEncoder().canEncode('\u20ac') + " " + c.newEncoder().maxBytesPerChar() + " " + c.isRegistered() + c.canEncode());
        }
        byte[][] bad = {{(byte) 0xc0, (byte) 0x80}, {(byte) 0xe2, (byte) 0x82}, {(byte) 0xff}, {(byte) 0xed, (byte) 0xa0, (byte) 0x80}, {(byte) 0xf8, 'a'}, {'a', (byte) 0x80, 'b'}, {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80}, {(byte) 0xe2, 'x', (byte) 0xac}};
        for (byte[] b : bad) {
            CharBuffer replaced = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(b));
            String strict;
            try {
                strict = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(b)).toString();
            } catch (CharacterCodingException e) {
                strict = e.getMessage();
            }
            System.out.println(Arrays.toString(b) + " " + replaced.toString().replace('\ufffd', '?') + " " + strict + " " + new String(b, StandardCharsets.UTF_8).length());
        }
        try {
            StandardCharsets.US_ASCII.newEncoder().encode(CharBuffer.wrap("ab\u00e9"));
        } catch (UnmappableCharacterException e) {
            System.out.println(e.getMessage());
        }
        try {
            StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap("x\ud800"));
        } catch (MalformedInputException e) {
            System.out.println(e.getMessage());
        }
        CharsetEncoder e = StandardCharsets.ISO_8859_1.newEncoder().onUnmappableCharacter(CodingErrorAction.REPLACE).replaceWith(new byte[] {'#'});
        System.out.println(new String(e.encode(CharBuffer.wrap("a\u20acb")).array(), 0, 3, "ISO-8859-1"));
        CharsetDecoder d = StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.IGNORE);
        System.out.println(d.decode(ByteBuffer.wrap(new byte[] {'a', -1, 'b'})));
        ByteBuffer in = ByteBuffer.wrap("\u20ac\u20ac".getBytes("UTF-8"));
        in.limit(4);
        CharBuffer out = CharBuffer.allocate(1);
        CharsetDecoder p = StandardCharsets.UTF_8.newDecoder();
        System.out.println(p.decode(in, out, false) + " " + in.position() + " " + out.position());
        out.clear();
        System.out.println(p.decode(in, out, false) + " " + in.position());
        in.limit(6);
        System.out.println(p.decode(in, out, true) + " " + p.flush(out));
        for (String n : new String[] {"no-such", "", "bad name", "utf8", "latin1", "CP1252"}) {
            try {
                System.out.println(Charset.forName(n));
            } catch (IllegalArgumentException x) {
                System.out.println(x);
            }
        }
        System.out.println(Charset.isSupported("EBCDIC-X") + " " + StandardCharsets.UTF_8.aliases().contains("UTF8") + " " + StandardCharsets.UTF_8.contains(StandardCharsets.US_ASCII) + " " + (Charset.availableCharsets().size() > 100));
    }
}
