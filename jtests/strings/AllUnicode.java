// Every UTF-16 unit and a sample of all code points through String, encoders and Character properties (as hashes).
import java.nio.charset.StandardCharsets;

public class AllUnicode {
    public static void main(String[] args) {
        char[] all = new char[65536];
        for (int i = 0; i < all.length; i++) {
            all[i] = (char) i;
        }
        String s = new String(all);
        System.out.println(s.length() + " " + s.hashCode() + " " + s.equals(new String(all)) + " " + s.codePointCount(0, s.length()));
        int n = 0;
        for (int i = 0; i < s.length(); i++) {
            if (s.charAt(i) != i) {
                n++;
            }
        }
        System.out.println(n + " " + s.indexOf('\uffff') + " " + s.indexOf("\ud800\udc00") + " " + s.toUpperCase(java.util.Locale.ROOT).hashCode()
                + " " + s.toLowerCase(java.util.Locale.ROOT).hashCode());
        StringBuilder b = new StringBuilder();
        long props = 0;
        for (int cp = 0; cp <= Character.MAX_CODE_POINT; cp++) {
            if (cp < 0xd800 || cp > 0xdfff && (cp < 0x10000 || cp % 61 == 0)) {
                b.appendCodePoint(cp);
            }
            if (cp < 0x3000 || cp % 41 == 0 && cp < 0x30000) {
                props = props * 31 + Character.getType(cp) + (Character.isLetter(cp) ? 64 : 0) + (Character.isDigit(cp) ? 128 : 0)
                        + Character.toUpperCase(cp) + Character.toLowerCase(cp) * 3 + Character.getNumericValue(cp) + (Character.isWhitespace(cp) ? 5 : 0);
            }
        }
        String t = b.toString();
        byte[] utf8 = t.getBytes(StandardCharsets.UTF_8);
        System.out.println(t.length() + " " + t.hashCode() + " " + utf8.length + " " + java.util.Arrays.hashCode(utf8) + " " + t.equals(new String(utf8, StandardCharsets.UTF_8)));
        byte[] utf16 = t.getBytes(StandardCharsets.UTF_16BE);
        System.out.println(utf16.length + " " + t.equals(new String(utf16, StandardCharsets.UTF_16BE)) + " " + props);
        byte[] lone = "a\ud800b\udc00".getBytes(StandardCharsets.UTF_8);
        System.out.println(java.util.Arrays.toString(lone));
        System.out.println(java.util.Arrays.toString("\u00e9\u20ac\0".getBytes(StandardCharsets.ISO_8859_1)) + java.util.Arrays.toString("\u00e9".getBytes(StandardCharsets.US_ASCII)));
        System.out.println("\u0000\u007f\u0080\u07ff\u0800\uffff\ud83d\ude00");
    }
}
