import java.util.zip.Deflater;

/** 24 MB of text through Deflater at levels 1, 6 and 9. */
public class Deflating {
    static byte[] text() {
        byte[] text = new byte[8_000_000];
        String[] words = "the quick brown fox jumps over a lazy dog while seven wizards brew potions in copper kettles".split(" ");
        int at = 0, seed = 1;
        while (at < text.length) {
            seed = seed * 1103515245 + 12345;
            String word = words[(seed >>> 16) % words.length];
            for (int i = 0; i < word.length() && at < text.length; i++) {
                text[at++] = (byte) word.charAt(i);
            }
            if (at < text.length) {
                text[at++] = (byte) ((seed >>> 8 & 15) == 0 ? '\n' : ' ');
            }
        }
        return text;
    }

    public static void main(String[] args) {
        byte[] text = text(), out = new byte[1 << 16];
        for (int level : new int[] {1, 6, 9}) {
            Deflater deflater = new Deflater(level);
            deflater.setInput(text);
            deflater.finish();
            long total = 0;
            while (!deflater.finished()) {
                total += deflater.deflate(out);
            }
            deflater.end();
            System.out.println(level + " " + total * 100 / text.length + " %");
        }
    }
}
