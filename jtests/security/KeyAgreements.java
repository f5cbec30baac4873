// Key agreement and asymmetric ciphers with given keys: DH, ECDH, X25519, X448, RSA, EdDSA; encodings, specs, wrong keys.
import java.math.BigInteger;
import java.security.*;
import java.security.interfaces.*;
import java.security.spec.*;
import java.util.*;
import javax.crypto.*;
import javax.crypto.spec.*;

public class KeyAgreements {
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

    static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    public static void main(String[] args) throws Exception {
        // RFC 7748, 6.1 and 6.2.
        KeyFactory xdh = KeyFactory.getInstance("XDH");
        PrivateKey alice = xdh.generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, bytes("77076d0a7318a57d3c16c17251b26645f4c4e4fd0a0d3b8c2f2b2f1c1d2e3f40")));
        PublicKey nine = xdh.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BigInteger.valueOf(9)));
        KeyAgreement x = KeyAgreement.getInstance("X25519");
        x.init(alice);
        x.doPhase(nine, true);
        byte[] publicBytes = x.generateSecret();
        System.out.println(hex(publicBytes) + " " + alice.getFormat() + " " + hex(alice.getEncoded()) + " " + hex(nine.getEncoded()));
        attempt("small order", () -> {
            x.init(alice);
            x.doPhase(xdh.generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, BigInteger.ZERO)), true);
            return hex(x.generateSecret());
        });
        attempt("other curve", () -> {
            x.init(alice);
            return x.doPhase(KeyPairGenerator.getInstance("X448").generateKeyPair().getPublic(), true);
        });
        attempt("no phase", () -> {
            x.init(alice);
            return x.generateSecret();
        });
        attempt("not last", () -> {
            x.init(alice);
            return x.doPhase(nine, false);
        });
        attempt("as a key", () -> {
            x.init(alice);
            x.doPhase(nine, true);
            return x.generateSecret("AES");
        });
        attempt("short buffer", () -> {
            x.init(alice);
            x.doPhase(nine, true);
            return x.generateSecret(new byte[10], 0);
        });
        for (String name : new String[] {"X25519", "X448", "EC", "DiffieHellman"}) {
            attempt(name, () -> {
                KeyPairGenerator generator = KeyPairGenerator.getInstance(name);
                if (name.equals("EC")) {
                    generator.initialize(new ECGenParameterSpec("secp384r1"));
                } else if (name.startsWith("D")) {
                    generator.initialize(new DHParameterSpec(new BigInteger("FFFFFFFFFFFFFFFFC90FDAA22168C234C4C6628B80DC1CD129024E088A67CC74020BBEA63B139B22514A08798E3404DDEF9519B3CD3A431B302B0A6DF25F14374FE1356D6D51C245E485B576625E7EC6F44C42E9A637ED6B0BFF5CB6F406B7EDEE386BFB5A899FA5AE9F24117C4B1FE649286651ECE65381FFFFFFFFFFFFFFFF", 16), BigInteger.TWO, 256));
                }
                KeyPair one = generator.generateKeyPair(), two = generator.generateKeyPair();
                KeyAgreement first = KeyAgreement.getInstance(name.equals("EC") ? "ECDH" : name), second = KeyAgreement.getInstance(name.equals("EC") ? "ECDH" : name);
                first.init(one.getPrivate());
                second.init(two.getPrivate());
                first.doPhase(two.getPublic(), true);
                second.doPhase(one.getPublic(), true);
                byte[] secret = first.generateSecret();
                KeyFactory factory = KeyFactory.getInstance(one.getPublic().getAlgorithm());
                return Arrays.equals(secret, second.generateSecret()) + " " + (secret.length > 30) + " " + factory.generatePublic(new X509EncodedKeySpec(one.getPublic().getEncoded())).equals(one.getPublic()) + " " + factory.generatePrivate(new PKCS8EncodedKeySpec(one.getPrivate().getEncoded())).equals(one.getPrivate()) + " " + one.getPublic().getAlgorithm();
            });
        }
        // Elliptic curves with given numbers.
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        ECParameterSpec spec = curve.getParameterSpec(ECParameterSpec.class);
        KeyFactory ec = KeyFactory.getInstance("EC");
        ECPrivateKey private_ = (ECPrivateKey) ec.generatePrivate(new ECPrivateKeySpec(BigInteger.valueOf(123_456_789), spec));
        ECPublicKey base = (ECPublicKey) ec.generatePublic(new ECPublicKeySpec(spec.getGenerator(), spec));
        KeyAgreement ecdh = KeyAgreement.getInstance("ECDH");
        ecdh.init(private_);
        ecdh.doPhase(base, true);
        System.out.println(hex(ecdh.generateSecret()) + " " + spec.getCurve().getField().getFieldSize() + " " + spec.getOrder().bitLength() + " " + hex(private_.getEncoded()));
        attempt("not on the curve", () -> {
            ecdh.init(private_);
            return ecdh.doPhase(ec.generatePublic(new ECPublicKeySpec(new ECPoint(BigInteger.ONE, BigInteger.TWO), spec)), true);
        });
        attempt("infinity", () -> ec.generatePublic(new ECPublicKeySpec(ECPoint.POINT_INFINITY, spec)));
        attempt("unknown curve", () -> {
            KeyPairGenerator.getInstance("EC").initialize(new ECGenParameterSpec("teacurve"));
            return "";
        });
        // RSA with given primes.
        BigInteger p = new BigInteger("12131072439211271897323671531612440428472427633701410925634549312301964373042085619324197365322416866541017057361365214171711713797974299334871062829803541"), q = new BigInteger("12027524255478748885956220793734512128733387803682075433653899983955179850988797899869146900809131611153346817050832096022160146366346391812470987105415233");
        BigInteger n = p.multiply(q), e = BigInteger.valueOf(65537), d = e.modInverse(p.subtract(BigInteger.ONE).multiply(q.subtract(BigInteger.ONE)));
        KeyFactory rsa = KeyFactory.getInstance("RSA");
        RSAPublicKey publicKey = (RSAPublicKey) rsa.generatePublic(new RSAPublicKeySpec(n, e));
        RSAPrivateKey privateKey = (RSAPrivateKey) rsa.generatePrivate(new RSAPrivateKeySpec(n, d));
        RSAPrivateCrtKey crt = (RSAPrivateCrtKey) rsa.generatePrivate(new RSAPrivateCrtKeySpec(n, e, d, p, q, d.mod(p.subtract(BigInteger.ONE)), d.mod(q.subtract(BigInteger.ONE)), q.modInverse(p)));
        System.out.println(n.bitLength() + " " + hex(crt.getEncoded()).length() + " " + publicKey.toString().lines().count());
        byte[] message = "the message".getBytes();
        for (PrivateKey key : new PrivateKey[] {privateKey, crt}) {
            for (String algorithm : new String[] {"SHA1withRSA", "SHA256withRSA", "SHA512withRSA", "MD5withRSA", "NONEwithRSA"}) {
                Signature signature = Signature.getInstance(algorithm);
                signature.initSign(key);
                signature.update(message);
                byte[] signed = signature.sign();
                signature.initVerify(publicKey);
                signature.update(message);
                System.out.println(algorithm + " " + hex(signed).substring(0, 40) + " " + signature.verify(signed));
            }
        }
        for (String padding : new String[] {"RSA/ECB/NoPadding", "RSA/ECB/PKCS1Padding", "RSA/ECB/OAEPWithSHA-1AndMGF1Padding", "RSA/ECB/OAEPWithSHA-256AndMGF1Padding"}) {
            attempt(padding, () -> {
                Cipher cipher = Cipher.getInstance(padding);
                cipher.init(Cipher.ENCRYPT_MODE, publicKey);
                byte[] secret = cipher.doFinal(message);
                cipher.init(Cipher.DECRYPT_MODE, crt);
                byte[] back = cipher.doFinal(secret);
                attempt(padding + " too long", () -> {
                    cipher.init(Cipher.ENCRYPT_MODE, publicKey);
                    return cipher.doFinal(new byte[200]);
                });
                return secret.length + " " + new String(back).trim();
            });
        }
        attempt("damaged", () -> {
            Cipher cipher = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            cipher.init(Cipher.DECRYPT_MODE, crt);
            return cipher.doFinal(new byte[128]).length;
        });
        attempt("PSS", () -> {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 0, 1));
            signature.initSign(crt);
            signature.update(message);
            return hex(signature.sign()).substring(0, 40);
        });
        attempt("PSS without parameters", () -> {
            Signature signature = Signature.getInstance("RSASSA-PSS");
            signature.initSign(crt);
            signature.update(message);
            return signature.sign();
        });
        attempt("wrong signature", () -> {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initVerify(publicKey);
            signature.update(message);
            return signature.verify(new byte[128]) + " " + signature.verify(new byte[5]);
        });
        attempt("not initialized", () -> Signature.getInstance("SHA256withRSA").sign());
        attempt("small key", () -> {
            KeyPairGenerator.getInstance("RSA").initialize(100);
            return "";
        });
        attempt("bad encoding", () -> rsa.generatePublic(new X509EncodedKeySpec(new byte[] {1, 2, 3})));
        attempt("wrong spec", () -> rsa.getKeySpec(publicKey, DSAPublicKeySpec.class));
        attempt("translate", () -> rsa.translateKey(publicKey).equals(publicKey));
        // EdDSA is deterministic: RFC 8032, 7.1, the first test.
        KeyFactory ed = KeyFactory.getInstance("EdDSA");
        PrivateKey edwards = ed.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, bytes("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(edwards);
        System.out.println(hex(signature.sign()));
        PrivateKey large = ed.generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED448, new byte[57]));
        Signature ed448 = Signature.getInstance("Ed448");
        ed448.initSign(large);
        ed448.update(message);
        System.out.println(hex(ed448.sign()).substring(0, 60));
    }
}
