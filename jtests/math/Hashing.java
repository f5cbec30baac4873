// Message digests, CRC, Base64, hex: library code heavy on integer arithmetic.
import java.security.*;
import java.util.*;
import java.util.zip.*;

public class Hashing {
    public static void main(String[] args) throws Exception {
        byte[] data = new byte[10000];
        new Random(11).nextBytes(data);
        for (String a : new String[] {"MD5", "SHA-1", "SHA-256", "SHA-512", "SHA3-256", "SHA-224"}) {
            MessageDigest m = MessageDigest.getInstance(a);
            System.out.println(a + " " + HexFormat.of().formatHex(m.digest("abc".getBytes())) + " " + Arrays.hashCode(m.digest(data)));
        }
        CRC32 c = new CRC32();
        c.update(data);
        Adler32 ad = new Adler32();
        ad.update(data, 5, 5000);
        CRC32C cc = new CRC32C();
        cc.update(data);
        System.out.println(c.getValue() + " " + ad.getValue() + " " + cc.getValue());
        String e = Base64.getEncoder().encodeToString(data);
        System.out.println(e.hashCode() + " " + Arrays.equals(data, Base64.getDecoder().decode(e)) + " " + Base64.getMimeEncoder().encodeToString(data).length() + " " + Base64.getUrlEncoder().withoutPadding().encodeToString(new byte[] {-1, -2, -3, -4}));
        try {
            Base64.getDecoder().decode("a*b=");
        } catch (IllegalArgumentException x) {
            System.out.println(x.getMessage());
        }
        javax.crypto.Mac mac = javax.crypto.Mac.getInstance("HmacSHA256");
        mac.init(new javax.crypto.spec.SecretKeySpec("key".getBytes(), "HmacSHA256"));
        System.out.println(HexFormat.of().formatHex(mac.doFinal("message".getBytes())));
        javax.crypto.Cipher ci = javax.crypto.Cipher.getInstance("AES/CBC/PKCS5Padding");
        ci.init(javax.crypto.Cipher.ENCRYPT_MODE, new javax.crypto.spec.SecretKeySpec(new byte[16], "AES"), new javax.crypto.spec.IvParameterSpec(new byte[16]));
        System.out.println(HexFormat.of().formatHex(ci.doFinal("plain text".getBytes())));
        try {
            MessageDigest.getInstance("NOPE");
        } catch (NoSuchAlgorithmException x) {
            System.out.println(x.getMessage());
        }
        System.out.println(new SecureRandom().nextInt(5) < 5);
    }
}
