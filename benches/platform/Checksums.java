import java.util.zip.*;

/** CRC-32 and Adler-32 of 4 GB each. */
public class Checksums {
    public static void main(String[] args) {
        byte[] data = new byte[1 << 20];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i * 7);
        }
        for (Checksum sum : new Checksum[] {new CRC32(), new Adler32()}) {
            for (int i = 0; i < 4000; i++) {
                sum.update(data, 0, data.length);
            }
            System.out.println(Long.toHexString(sum.getValue()));
        }
    }
}
