// Encoders and decoders step by step: actions, replacements, lengths of errors, overflow, flush, streams that end in the middle.
import java.io.*;
import java.nio.*;
import java.nio.charset.*;
import java.nio.file.*;
import java.util.*;

public class Encodings {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    static String escape(CharSequence text) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            out.append(c < 127 && c >= 32 ? "" + c : String.format("\\%x", (int) c));
        }
        return out.toString();
    }

    public static void main(String[] args) throws Exception {
        String[][] damaged = {
            {"UTF-8", "61 c3 28 62", "e2 82", "f0 9f 98 80 ff", "ed a0 80", "c0 80", "f4 90 80 80", "e0 80 80 41", "80 80 c2"},
            {"UTF-16", "fe ff 00 61 d8 00 00 62", "ff fe 61 00 00", "d8 00", "dc 00 00 41"},
            {"UTF-16LE", "61 00 00 d8 62 00", "61"}, {"UTF-32", "00 00 00 61 00 11 00 00", "00 00 00", "ff fe 00 00 61 00 00 00"},
            {"US-ASCII", "61 80 ff 62"}, {"ISO-8859-1", "61 80 ff"}, {"windows-1252", "80 81 8d 9f"},
            {"Shift_JIS", "82 a0 82 ff 85 85 61", "82"}, {"EUC-JP", "a4 a2 8f a4 ff 8e"}, {"ISO-2022-JP", "1b 24 42 24 22 1b 28 42 61 1b 24", "1b 24 42 24 ff"},
            {"GB18030", "81 30 81 30 ff 81 30", "c4 e3"}, {"Big5", "a4 a4 a4 ff 61"}, {"EUC-KR", "b0 a1 b0 20"}, {"GBK", "81 40 81 7f"}, {"ISO-2022-KR", "1b 24 29 43 0e 30 21 0f 61"}, {"IBM037", "81 82 ff"}, {"x-MacRoman", "80 ff"}, {"UTF-7", "61"}};
        for (String[] row : damaged) {
            for (int i = 1; i < row.length; i++) {
                byte[] input = bytes(row[i]);
                attempt(row[0] + " " + row[i], () -> {
                    CharsetDecoder decoder = Charset.forName(row[0]).newDecoder();
                    StringBuilder line = new StringBuilder();
                    for (CodingErrorAction action : new CodingErrorAction[] {CodingErrorAction.REPORT, CodingErrorAction.IGNORE, CodingErrorAction.REPLACE}) {
                        decoder.onMalformedInput(action).onUnmappableCharacter(action);
                        try {
                            line.append(escape(decoder.decode(ByteBuffer.wrap(input))));
                        } catch (CharacterCodingException e) {
                            line.append(e);
                        }
                        line.append(" | ");
                    }
                    decoder.reset();
                    decoder.onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
                    CharBuffer out = CharBuffer.allocate(3);
                    ByteBuffer in = ByteBuffer.wrap(input);
                    for (int step = 0; step < 5; step++) {
                        CoderResult result = decoder.decode(in, out, step == 4);
                        line.append(result).append(in.position()).append(out.position()).append(' ');
                        if (result.isError()) {
                            in.position(in.position() + result.length());
                        }
                        out.clear();
                    }
                    return line.append(escape(new String(input, row[0])));
                });
            }
        }
        String[] texts = {"abc", "\u00e4\u20ac", "\ud83d\ude00", "\ud800", "a\udc00b", "\u3042\u30a2\u4e9c", "\u0100\uffff", ""};
        for (String name : new String[] {"UTF-8", "UTF-16", "UTF-16BE", "UTF-32", "US-ASCII", "ISO-8859-1", "ISO-8859-15", "windows-1251", "IBM437", "Shift_JIS", "EUC-JP", "ISO-2022-JP", "GB18030", "Big5-HKSCS", "x-windows-949", "TIS-620", "IBM1047", "x-IBM943", "COMPOUND_TEXT", "hz-gb-2312", "x-UTF-16LE-BOM", "CESU-8"}) {
            attempt(name, () -> {
                Charset charset = Charset.forName(name);
                CharsetEncoder encoder = charset.newEncoder();
                StringBuilder line = new StringBuilder(encoder.averageBytesPerChar() + " " + encoder.maxBytesPerChar() + " " + HexFormat.of().formatHex(encoder.replacement()));
                for (String text : texts) {
                    encoder.reset().onMalformedInput(CodingErrorAction.REPORT).onUnmappableCharacter(CodingErrorAction.REPORT);
                    try {
                        ByteBuffer out = encoder.encode(CharBuffer.wrap(text));
                        line.append(' ').append(HexFormat.of().formatHex(out.array(), 0, out.limit()));
                    } catch (CharacterCodingException e) {
                        line.append(' ').append(e.getMessage()).append(e.getClass().getSimpleName().charAt(0));
                    }
                    line.append('/').append(encoder.canEncode(text)).append('/').append(HexFormat.of().formatHex(text.getBytes(charset)));
                }
                return line;
            });
        }
        attempt("replacement", () -> {
            CharsetEncoder encoder = StandardCharsets.US_ASCII.newEncoder().replaceWith(new byte[] {'#', '#'});
            encoder.onUnmappableCharacter(CodingErrorAction.REPLACE).onMalformedInput(CodingErrorAction.REPLACE);
            return new String(encoder.encode(CharBuffer.wrap("a\u00e4\ud83d\ude00b")).array(), "ISO-8859-1").trim() + " " + encoder.isLegalReplacement(new byte[] {-1});
        });
        attempt("bad replacement", () -> StandardCharsets.US_ASCII.newEncoder().replaceWith(new byte[] {-1}));
        attempt("long replacement", () -> StandardCharsets.US_ASCII.newDecoder().replaceWith("toolong"));
        attempt("empty replacement", () -> StandardCharsets.US_ASCII.newDecoder().replaceWith(""));
        attempt("flush first", () -> StandardCharsets.UTF_8.newEncoder().flush(ByteBuffer.allocate(1)));
        attempt("after end", () -> {
            CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
            decoder.decode(ByteBuffer.allocate(0), CharBuffer.allocate(1), true);
            return decoder.decode(ByteBuffer.allocate(1), CharBuffer.allocate(1), false);
        });
        attempt("overflow", () -> {
            CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
            return encoder.encode(CharBuffer.wrap("\u20ac\u20ac"), ByteBuffer.allocate(4), true) + " " + encoder.encode(CharBuffer.wrap("x"), ByteBuffer.allocate(0), true);
        });
        attempt("unknown", () -> Charset.forName("tea"));
        attempt("illegal", () -> Charset.forName("te a"));
        attempt("null", () -> Charset.forName(null));
        attempt("getBytes", () -> "x".getBytes("tea"));
        attempt("supported", () -> Charset.isSupported("latin1") + " " + Charset.isSupported("tea") + " " + Charset.forName("latin1").aliases().size() + " " + Charset.forName("UTF8").displayName() + " " + StandardCharsets.UTF_8.contains(Charset.forName("Big5")) + " " + Charset.forName("Big5").contains(StandardCharsets.US_ASCII) + " " + Charset.availableCharsets().size());
        attempt("auto", () -> Charset.forName("x-JISAutoDetect").canEncode() + " " + Charset.forName("x-JISAutoDetect").newDecoder().isAutoDetecting());
        // Streams.
        Path file = Path.of("text");
        Files.write(file, bytes("61 e2 82 ac c3 0a f0 9f"));
        attempt("reader", () -> escape(new BufferedReader(new InputStreamReader(new FileInputStream("text"), "UTF-8")).readLine()));
        attempt("strict reader", () -> new InputStreamReader(new FileInputStream("text"), StandardCharsets.UTF_8.newDecoder()).read(new char[10]));
        attempt("Files.readString", () -> Files.readString(file));
        attempt("Files.readAllLines", () -> Files.readAllLines(file));
        attempt("Files.lines", () -> Files.lines(file).count());
        attempt("Files.writeString", () -> Files.writeString(file, "\ud800"));
        attempt("Files.newBufferedWriter", () -> {
            try (Writer out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
                out.write("a\u00e4");
            }
            return "";
        });
        attempt("OutputStreamWriter", () -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            OutputStreamWriter writer = new OutputStreamWriter(out, "UTF-8");
            writer.write('\ud83d');
            writer.flush();
            int before = out.size();
            writer.write('\ude00');
            writer.write('\ud83d');
            writer.close();
            return before + " " + HexFormat.of().formatHex(out.toByteArray()) + " " + new OutputStreamWriter(out, "latin1").getEncoding();
        });
        attempt("split", () -> {
            InputStream slow = new InputStream() {
                int at;
                final byte[] data = bytes("e2 82 ac f0 9f 98 80 61");

                public int read() {
                    return at < data.length ? data[at++] & 255 : -1;
                }

                public int read(byte[] into, int offset, int length) {
                    int c = read();
                    if (c < 0) {
                        return -1;
                    }
                    into[offset] = (byte) c;
                    return 1;
                }
            };
            Reader reader = new InputStreamReader(slow, "UTF-8");
            StringBuilder text = new StringBuilder();
            for (int c; (c = reader.read()) >= 0;) {
                text.append((char) c);
            }
            return escape(text);
        });
        Files.delete(file);
    }
}
