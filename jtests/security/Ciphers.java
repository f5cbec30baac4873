// Symmetric ciphers of many transformations and key sizes, MACs, key derivation, cipher streams, their errors.
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.CipherInputStream;
import javax.crypto.CipherOutputStream;
import javax.crypto.KeyGenerator;
import javax.crypto.Mac;
import javax.crypto.SealedObject;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.ChaCha20ParameterSpec;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import javax.crypto.spec.SecretKeySpec;

public class Ciphers {
    interface Action {
        Object run() throws Exception;
    }

    static void check(String name, Action action) {
        try {
            System.out.println(name + ": " + action.run());
        } catch (Exception e) {
            System.out.println(name + ": " + e);
        }
    }

    static byte[] bytes(int length, int seed) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i * 31 + seed);
        }
        return bytes;
    }

    static String hex(byte[] bytes) {
        return bytes.length > 48 ? Arrays.hashCode(bytes) + "/" + bytes.length : HexFormat.of().formatHex(bytes);
    }

    static String roundTrip(String transformation, String algorithm, int keyLength, int ivLength, int length) throws Exception {
        Key key = new SecretKeySpec(bytes(keyLength, 7), algorithm);
        Cipher cipher = Cipher.getInstance(transformation);
        var parameters = transformation.contains("GCM") ? new GCMParameterSpec(128, bytes(ivLength, 3))
                : ivLength == 0 ? null : new IvParameterSpec(bytes(ivLength, 3));
        byte[] plain = bytes(length, 1);
        cipher.init(Cipher.ENCRYPT_MODE, key, parameters);
        byte[] first = cipher.update(plain, 0, length / 3);
        byte[] rest = cipher.doFinal(plain, length / 3, length - length / 3);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        if (first != null) {
            all.writeBytes(first);
        }
        all.writeBytes(rest);
        cipher.init(Cipher.DECRYPT_MODE, key, parameters);
        ByteBuffer out = ByteBuffer.allocateDirect(length + 64);
        cipher.doFinal(ByteBuffer.wrap(all.toByteArray()), out);
        out.flip();
        byte[] back = new byte[out.remaining()];
        out.get(back);
        return hex(all.toByteArray()) + " " + Arrays.equals(back, plain) + " " + cipher.getBlockSize();
    }

    static void symmetric() {
        for (int length : new int[] {0, 1, 15, 16, 17, 48, 1000}) {
            for (int key : new int[] {16, 24, 32}) {
                check("AES/CBC " + key * 8 + " " + length, () -> roundTrip("AES/CBC/PKCS5Padding", "AES", key, 16, length));
            }
            check("AES/ECB " + length, () -> roundTrip("AES/ECB/PKCS5Padding", "AES", 16, 0, length));
            check("AES/CTR " + length, () -> roundTrip("AES/CTR/NoPadding", "AES", 16, 16, length));
            check("AES/GCM " + length, () -> roundTrip("AES/GCM/NoPadding", "AES", 16, 12, length));
            check("AES/CFB8 " + length, () -> roundTrip("AES/CFB8/NoPadding", "AES", 16, 16, length));
            check("AES/OFB " + length, () -> roundTrip("AES/OFB/NoPadding", "AES", 16, 16, length));
            check("DESede " + length, () -> roundTrip("DESede/CBC/PKCS5Padding", "DESede", 24, 8, length));
            check("DES " + length, () -> roundTrip("DES/CBC/PKCS5Padding", "DES", 8, 8, length));
            check("RC4 " + length, () -> roundTrip("ARCFOUR", "ARCFOUR", 16, 0, length));
            check("Blowfish " + length, () -> roundTrip("Blowfish/CBC/PKCS5Padding", "Blowfish", 16, 8, length));
            check("AES/CBC unpadded " + length, () -> roundTrip("AES/CBC/NoPadding", "AES", 16, 16, length));
        }
        check("ChaCha20-Poly1305", () -> roundTrip("ChaCha20-Poly1305", "ChaCha20", 32, 12, 200));
        check("ChaCha20", () -> {
            Cipher cipher = Cipher.getInstance("ChaCha20");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(bytes(32, 2), "ChaCha20"), new ChaCha20ParameterSpec(bytes(12, 4), 1));
            return hex(cipher.doFinal(bytes(40, 0)));
        });
        check("key wrap", () -> {
            Cipher cipher = Cipher.getInstance("AESWrap");
            Key kek = new SecretKeySpec(bytes(16, 5), "AES");
            cipher.init(Cipher.WRAP_MODE, kek);
            byte[] wrapped = cipher.wrap(new SecretKeySpec(bytes(16, 9), "AES"));
            cipher.init(Cipher.UNWRAP_MODE, kek);
            return hex(wrapped) + " " + hex(cipher.unwrap(wrapped, "AES", Cipher.SECRET_KEY).getEncoded());
        });
    }

    static void errors() {
        Key key = new SecretKeySpec(bytes(16, 7), "AES");
        check("no such algorithm", () -> Cipher.getInstance("Nothing/CBC/NoPadding"));
        check("no such padding", () -> Cipher.getInstance("AES/CBC/Odd"));
        check("key length", () -> {
            Cipher.getInstance("AES").init(Cipher.ENCRYPT_MODE, new SecretKeySpec(new byte[5], "AES"));
            return "fits";
        });
        check("iv length", () -> {
            Cipher.getInstance("AES/CBC/PKCS5Padding").init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[3]));
            return "fits";
        });
        check("not initialized", () -> Cipher.getInstance("AES").doFinal(new byte[3]));
        check("bad padding", () -> {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(new byte[16]));
            return cipher.doFinal(new byte[32]);
        });
        check("odd length", () -> {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(new byte[16]));
            return cipher.doFinal(new byte[31]);
        });
        check("bad tag", () -> {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, new byte[12]));
            return cipher.doFinal(new byte[40]);
        });
        check("nonce again", () -> {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(128, new byte[12]));
            cipher.updateAAD(bytes(20, 1));
            cipher.doFinal(new byte[4]);
            return cipher.doFinal(new byte[4]);
        });
        check("short buffer", () -> {
            Cipher cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key);
            return cipher.doFinal(new byte[20], 0, 20, new byte[8]);
        });
    }

    static void macs() {
        for (String name : new String[] {"HmacMD5", "HmacSHA1", "HmacSHA224", "HmacSHA256", "HmacSHA384", "HmacSHA512", "HmacSHA3-256",
            "HmacSHA512/256", "HmacPBESHA1", "SslMacMD5"}) {
            check(name, () -> {
                Mac mac = Mac.getInstance(name);
                mac.init(new SecretKeySpec(bytes(20, 4), name));
                mac.update(bytes(100, 5));
                mac.update((byte) 3);
                return hex(mac.doFinal(bytes(7, 2))) + " " + mac.getMacLength();
            });
        }
        for (String name : new String[] {"PBKDF2WithHmacSHA1", "PBKDF2WithHmacSHA256", "PBKDF2WithHmacSHA512"}) {
            check(name, () -> hex(SecretKeyFactory.getInstance(name).generateSecret(
                    new PBEKeySpec("secret\u00e9".toCharArray(), bytes(8, 3), 50, 256)).getEncoded()));
        }
        for (String name : new String[] {"PBEWithMD5AndDES", "PBEWithSHA1AndDESede", "PBEWithHmacSHA256AndAES_128"}) {
            check(name, () -> {
                Key key = SecretKeyFactory.getInstance(name).generateSecret(new PBEKeySpec("password".toCharArray()));
                Cipher cipher = Cipher.getInstance(name);
                cipher.init(Cipher.ENCRYPT_MODE, key, new PBEParameterSpec(bytes(8, 1), 20, new IvParameterSpec(bytes(16, 2))));
                AlgorithmParameters parameters = cipher.getParameters();
                byte[] secret = cipher.doFinal(bytes(20, 9));
                cipher.init(Cipher.DECRYPT_MODE, key, parameters);
                return hex(secret) + " " + hex(cipher.doFinal(secret)) + " " + parameters.getAlgorithm();
            });
        }
    }

    static void streams() {
        check("streams", () -> {
            Key key = new SecretKeySpec(bytes(16, 7), "AES");
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(new byte[16]));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (CipherOutputStream stream = new CipherOutputStream(out, cipher)) {
                stream.write(bytes(10_000, 3));
                stream.write(5);
            }
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(new byte[16]));
            try (CipherInputStream stream = new CipherInputStream(new ByteArrayInputStream(out.toByteArray()), cipher)) {
                byte[] back = stream.readAllBytes();
                return hex(out.toByteArray()) + " " + hex(back);
            }
        });
        check("sealed", () -> {
            Key key = KeyGenerator.getInstance("AES").generateKey();
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, key);
            SealedObject sealed = new SealedObject(new int[] {1, 2, 3}, cipher);
            return Arrays.toString((int[]) sealed.getObject(key)) + " " + sealed.getAlgorithm() + " " + key.getEncoded().length;
        });
    }

    public static void main(String[] args) throws GeneralSecurityException {
        symmetric();
        errors();
        macs();
        streams();
        System.out.println(Cipher.getMaxAllowedKeyLength("AES"));
    }
}
