import java.io.*;
import java.util.zip.*;

/** 320 MB out of Inflater, streams included. */
public class Inflating {
    public static void main(String[] args) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed, 1 << 16)) {
            out.write(Deflating.text());
        }
        byte[] buffer = new byte[1 << 16];
        long total = 0;
        for (int round = 0; round < 40; round++) {
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.toByteArray()), 1 << 14)) {
                for (int n; (n = in.read(buffer)) >= 0;) {
                    total += n;
                }
            }
        }
        System.out.println(total);
    }
}
