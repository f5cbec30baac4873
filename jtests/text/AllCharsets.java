// Every character set of the class library: what it decodes single bytes and pairs to, and what it encodes samples to.
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.MalformedInputException;
import java.util.Arrays;
import java.util.Map;

public class AllCharsets {
    static final String SAMPLE = "plain \u00e9\u00df\u0416\u05d0\u0634\u0e01\u3042\u4e2d\u5b57\uac00\u20ac\ud83d\ude00\u2028\ufffd~\u007f\u0000";

    public static void main(String[] args) throws Exception {
        byte[] bytes = new byte[2048];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i < 256 ? i : i * 37 + i / 7);
        }
        int count = 0;
        for (Map.Entry<String, Charset> entry : Charset.availableCharsets().entrySet()) {
            Charset charset = entry.getValue();
            count++;
            StringBuilder line = new StringBuilder(entry.getKey()).append(' ').append(new String(bytes, charset).hashCode());
            if (charset.canEncode()) {
                CharsetEncoder encoder = charset.newEncoder();
                line.append(' ').append(Arrays.hashCode(SAMPLE.getBytes(charset))).append(' ').append(encoder.maxBytesPerChar());
                int can = 0;
                for (char c = 0; c < 0xd800; c += 13) {
                    can += encoder.canEncode(c) ? c : 0;
                }
                line.append(' ').append(can);
                try {
                    line.append(' ').append(charset.newEncoder().encode(CharBuffer.wrap(SAMPLE)).remaining());
                } catch (CharacterCodingException e) {
                    line.append(' ').append(e);
                }
            }
            CharsetDecoder decoder = charset.newDecoder().onMalformedInput(CodingErrorAction.REPORT);
            try {
                line.append(' ').append(decoder.decode(ByteBuffer.wrap(bytes)).length());
            } catch (MalformedInputException e) {
                line.append(" malformed ").append(e.getInputLength());
            } catch (CharacterCodingException e) {
                line.append(' ').append(e.getMessage());
            }
            System.out.println(line + " " + charset.isRegistered() + " " + charset.aliases().size());
        }
        System.out.println(count);
    }
}
