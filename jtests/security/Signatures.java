// Key pairs, signatures, key agreement, encodings of keys, key stores, certificates made by keytool's classes, secure random.
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.SecretKeySpec;

public class Signatures {
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

    static final BigInteger P = BigInteger.ONE.shiftLeft(521).subtract(BigInteger.ONE);
    static final BigInteger Q = BigInteger.ONE.shiftLeft(607).subtract(BigInteger.ONE);

    /** An RSA key of two Mersenne primes: always the same. */
    static KeyPair rsa() throws Exception {
        BigInteger n = P.multiply(Q);
        BigInteger e = BigInteger.valueOf(65_537);
        BigInteger d = e.modInverse(P.subtract(BigInteger.ONE).multiply(Q.subtract(BigInteger.ONE)));
        KeyFactory factory = KeyFactory.getInstance("RSA");
        RSAPrivateCrtKeySpec spec = new RSAPrivateCrtKeySpec(n, e, d, P, Q, d.mod(P.subtract(BigInteger.ONE)),
                d.mod(Q.subtract(BigInteger.ONE)), Q.modInverse(P));
        return new KeyPair(factory.generatePublic(new RSAPublicKeySpec(n, e)), factory.generatePrivate(spec));
    }

    static String digest(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 8) + "/" + bytes.length;
    }

    static boolean signs(String algorithm, KeyPair pair) throws Exception {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(pair.getPrivate());
        signature.update("some text".getBytes());
        byte[] bytes = signature.sign();
        signature.initVerify(pair.getPublic());
        signature.update("some text".getBytes());
        boolean good = signature.verify(bytes);
        signature.update("other text".getBytes());
        return good && !signature.verify(bytes);
    }

    static void rsaKeys() throws Exception {
        KeyPair pair = rsa();
        System.out.println(digest(pair.getPublic().getEncoded()) + " " + digest(pair.getPrivate().getEncoded()) + " "
                + pair.getPublic().getFormat() + " " + pair.getPrivate().getFormat());
        System.out.println(pair.getPublic());
        for (String algorithm : new String[] {"SHA1withRSA", "SHA256withRSA", "SHA512withRSA", "MD5withRSA"}) {
            check(algorithm, () -> {
                Signature signature = Signature.getInstance(algorithm);
                signature.initSign(pair.getPrivate());
                signature.update("fixed".getBytes());
                return digest(signature.sign()) + " " + signs(algorithm, pair);
            });
        }
        check("RSASSA-PSS", () -> {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new java.security.spec.PSSParameterSpec("SHA-256", "MGF1",
                    java.security.spec.MGF1ParameterSpec.SHA256, 32, 1));
            signature.initSign(pair.getPrivate());
            return signature.sign().length;
        });
        check("RSA cipher", () -> {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic());
            byte[] secret = cipher.doFinal("text".getBytes());
            cipher.init(Cipher.DECRYPT_MODE, pair.getPrivate());
            return new String(cipher.doFinal(secret)) + " " + secret.length;
        });
        check("RSA too long", () -> {
            Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPWithSHA-256AndMGF1Padding");
            cipher.init(Cipher.ENCRYPT_MODE, pair.getPublic());
            return cipher.doFinal(new byte[200]);
        });
        check("RSA encodings", () -> {
            KeyFactory factory = KeyFactory.getInstance("RSA");
            PublicKey key = factory.generatePublic(new X509EncodedKeySpec(pair.getPublic().getEncoded()));
            PrivateKey secret = factory.generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()));
            return key.equals(pair.getPublic()) + " " + secret.equals(pair.getPrivate()) + " " + ((RSAPublicKey) key).getModulus().bitLength();
        });
        check("RSA generated", () -> {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(512);
            return signs("SHA256withRSA", generator.generateKeyPair());
        });
        check("bad key", () -> KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(new byte[10])));
    }

    static void curves() {
        for (String curve : new String[] {"secp256r1"}) {
            check(curve, () -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec(curve));
                KeyPair pair = generator.generateKeyPair();
                KeyPair other = generator.generateKeyPair();
                KeyAgreement a = KeyAgreement.getInstance("ECDH");
                a.init(pair.getPrivate());
                a.doPhase(other.getPublic(), true);
                KeyAgreement b = KeyAgreement.getInstance("ECDH");
                b.init(other.getPrivate());
                b.doPhase(pair.getPublic(), true);
                AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
                parameters.init(new ECGenParameterSpec(curve));
                return signs("SHA256withECDSA", pair) + " " + Arrays.equals(a.generateSecret(), b.generateSecret()) + " "
                        + parameters.getParameterSpec(ECParameterSpec.class).getOrder();
            });
        }
        for (String name : new String[] {"Ed25519"}) {
            check(name, () -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
                generator.initialize(NamedParameterSpec.class.getField(name.toUpperCase()).get(null) instanceof NamedParameterSpec spec
                        ? spec : null);
                KeyPair pair = generator.generateKeyPair();
                return (name.startsWith("Ed") ? signs(name, pair) : pair.getPublic().getFormat()) + " " + pair.getPublic().getEncoded().length;
            });
        }
        check("no curve", () -> {
            KeyPairGenerator.getInstance("EC").initialize(new ECGenParameterSpec("none"));
            return "there";
        });
    }

    static void stores() {
        for (String type : new String[] {"PKCS12", "JKS", "JCEKS"}) {
            check(type, () -> {
                KeyStore store = KeyStore.getInstance(type);
                char[] password = "changeit".toCharArray();
                store.load(null, password);
                if (type.equals("PKCS12")) {
                    store.setEntry("secret", new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[16], "AES")),
                            new KeyStore.PasswordProtection(password));
                }
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                store.store(out, password);
                KeyStore back = KeyStore.getInstance(type);
                back.load(new ByteArrayInputStream(out.toByteArray()), password);
                String wrong = "";
                try {
                    KeyStore.getInstance(type).load(new ByteArrayInputStream(out.toByteArray()), "wrong".toCharArray());
                } catch (Exception e) {
                    wrong = e.toString();
                }
                return back.size() + " " + (back.getKey("secret", password) == null) + " " + wrong;
            });
        }
    }

    static void providers() throws Exception {
        for (Provider provider : Security.getProviders()) {
            System.out.println(provider.getName() + " " + (provider.getServices().size() > 5));
        }
        check("none", () -> MessageDigest.getInstance("MD6"));
        check("wrong provider", () -> MessageDigest.getInstance("MD5", "Nobody"));
        SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
        random.setSeed(5);
        System.out.println(random.nextLong() + " " + random.nextInt(100));
        System.out.println(new SecureRandom().getAlgorithm() + " " + new SecureRandom().generateSeed(5).length + " "
                + (SecureRandom.getInstanceStrong() != null) + " " + SecureRandom.getInstance("DRBG").getAlgorithm());
    }

    public static void main(String[] args) throws Exception {
        // Thousands of rounds are the default.
        for (String kind : new String[] {"macIterationCount", "certPbeIterationCount", "keyPbeIterationCount"}) {
            Security.setProperty("keystore.pkcs12." + kind, "20");
        }
        rsaKeys();
        curves();
        stores();
        providers();
    }
}
