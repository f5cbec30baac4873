// Every digest, MAC and password-based function on fixed input, whole and in parts, cloned, by buffers and streams.
import java.io.*;
import java.nio.ByteBuffer;
import java.security.*;
import java.util.*;
import javax.crypto.*;
import javax.crypto.spec.*;

public class DigestsAndMacs {
    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

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

    public static void main(String[] args) throws Exception {
        byte[] data = new byte[1000];
        for (int i = 0; i < data.length; i++) {
            data[i] = (byte) (i * 31);
        }
        for (String name : new TreeSet<>(Security.getAlgorithms("MessageDigest"))) {
            MessageDigest digest = MessageDigest.getInstance(name);
            byte[] empty = digest.digest(), whole = digest.digest(data);
            digest.update(data, 0, 333);
            MessageDigest copy = (MessageDigest) digest.clone();
            digest.update(ByteBuffer.wrap(data, 333, 300));
            digest.update(ByteBuffer.allocateDirect(366).put(data, 633, 366).flip());
            digest.update(data[999]);
            byte[] parts = new byte[digest.getDigestLength() + 2];
            int length = digest.digest(parts, 1, parts.length - 1);
            copy.update(data, 333, 667);
            DigestInputStream in = new DigestInputStream(new ByteArrayInputStream(data), digest);
            in.readNBytes(999);
            in.read();
            System.out.println(name + " " + hex(empty).substring(0, 16) + " " + hex(whole) + " " + Arrays.equals(whole, copy.digest()) + Arrays.equals(whole, Arrays.copyOfRange(parts, 1, 1 + length)) + MessageDigest.isEqual(whole, in.getMessageDigest().digest()));
        }
        attempt("short buffer", () -> MessageDigest.getInstance("MD5").digest(new byte[10], 0, 10));
        attempt("no room", () -> MessageDigest.getInstance("MD5").digest(new byte[10], 5, 10));
        for (String name : new TreeSet<>(Security.getAlgorithms("Mac"))) {
            attempt(name, () -> {
                Mac mac = Mac.getInstance(name);
                Key key = name.startsWith("PBE") || name.startsWith("HMACPBE") ? SecretKeyFactory.getInstance("PBE").generateSecret(new PBEKeySpec("password".toCharArray(), new byte[8], 10)) : new SecretKeySpec(data, 0, 20, name);
                if (name.startsWith("PBE") || name.startsWith("HMACPBE")) {
                    mac.init(key, new PBEParameterSpec(new byte[20], 100));
                } else {
                    mac.init(key);
                }
                byte[] whole = mac.doFinal(data);
                mac.update(data, 0, 500);
                Mac copy = (Mac) mac.clone();
                mac.update(ByteBuffer.wrap(data, 500, 500));
                copy.update(data, 500, 500);
                return mac.getMacLength() + " " + hex(whole) + " " + Arrays.equals(whole, mac.doFinal()) + Arrays.equals(whole, copy.doFinal());
            });
        }
        attempt("no key", () -> Mac.getInstance("HmacSHA256").doFinal(data));
        attempt("null key", () -> {
            Mac.getInstance("HmacSHA256").init(null);
            return "";
        });
        attempt("empty key", () -> new SecretKeySpec(new byte[0], "HmacSHA1"));
        for (String name : new String[] {"PBKDF2WithHmacSHA1", "PBKDF2WithHmacSHA224", "PBKDF2WithHmacSHA256", "PBKDF2WithHmacSHA384", "PBKDF2WithHmacSHA512"}) {
            SecretKeyFactory factory = SecretKeyFactory.getInstance(name);
            SecretKey key = factory.generateSecret(new PBEKeySpec("passw\u00f6rd".toCharArray(), "salt and pepper".getBytes(), 20, 256));
            System.out.println(name + " " + hex(key.getEncoded()) + " " + key.getAlgorithm() + " " + key.getFormat());
        }
        attempt("no salt", () -> SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1").generateSecret(new PBEKeySpec("x".toCharArray())));
        attempt("iterations", () -> new PBEKeySpec("x".toCharArray(), new byte[3], 0, 10));
        attempt("cleared", () -> {
            PBEKeySpec spec = new PBEKeySpec("x".toCharArray());
            spec.clearPassword();
            return spec.getPassword();
        });
        for (String name : new TreeSet<>(Security.getAlgorithms("Cipher"))) {
            if (name.startsWith("PBE")) {
                attempt(name, () -> {
                    SecretKey key = SecretKeyFactory.getInstance(name).generateSecret(new PBEKeySpec("password".toCharArray()));
                    boolean modern = name.contains("HMACSHA");
                    PBEParameterSpec parameters = modern ? new PBEParameterSpec("saltsalt".getBytes(), 50, new IvParameterSpec(new byte[16])) : new PBEParameterSpec("saltsalt".getBytes(), 50);
                    Cipher cipher = Cipher.getInstance(name);
                    cipher.init(Cipher.ENCRYPT_MODE, key, parameters);
                    byte[] secret = cipher.doFinal(data, 0, 50);
                    cipher.init(Cipher.DECRYPT_MODE, key, parameters);
                    return hex(secret).substring(0, 32) + " " + secret.length + " " + Arrays.equals(Arrays.copyOf(data, 50), cipher.doFinal(secret)) + " " + cipher.getParameters().getAlgorithm();
                });
            }
        }
        attempt("wrong password", () -> {
            PBEParameterSpec parameters = new PBEParameterSpec("saltsalt".getBytes(), 50);
            Cipher cipher = Cipher.getInstance("PBEWithMD5AndDES");
            cipher.init(Cipher.ENCRYPT_MODE, SecretKeyFactory.getInstance("PBE").generateSecret(new PBEKeySpec("one".toCharArray())), parameters);
            byte[] secret = cipher.doFinal(data);
            cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance("PBE").generateSecret(new PBEKeySpec("two".toCharArray())), parameters);
            return cipher.doFinal(secret).length;
        });
        // Sealed objects and wrapped keys.
        SecretKey aes = new SecretKeySpec(data, 0, 16, "AES");
        Cipher cipher = Cipher.getInstance("AES");
        cipher.init(Cipher.ENCRYPT_MODE, aes);
        SealedObject sealed = new SealedObject(new ArrayList<>(List.of("a", 2)), cipher);
        System.out.println(sealed.getObject(aes) + " " + sealed.getAlgorithm());
        attempt("sealed", () -> sealed.getObject(new SecretKeySpec(data, 16, 16, "AES")));
        Cipher wrap = Cipher.getInstance("AESWrap");
        wrap.init(Cipher.WRAP_MODE, aes);
        byte[] wrapped = wrap.wrap(new SecretKeySpec(data, 100, 32, "AES"));
        wrap.init(Cipher.UNWRAP_MODE, aes);
        System.out.println(hex(wrapped) + " " + hex(wrap.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded()).substring(0, 8));
        wrapped[3] ^= 1;
        attempt("unwrap", () -> wrap.unwrap(wrapped, "AES", Cipher.SECRET_KEY));
    }
}
