// Key stores of each type: entries, passwords, aliases, attributes, conversion, damaged and foreign files.
// javac: --add-exports java.base/sun.security.x509=ALL-UNNAMED --add-exports java.base/sun.security.tools.keytool=ALL-UNNAMED
// flags: -Dkeystore.pkcs12.certPbeIterationCount=50 -Dkeystore.pkcs12.keyPbeIterationCount=50 -Dkeystore.pkcs12.macIterationCount=50 -Djdk.jceks.iterationCount=10000 --add-exports java.base/sun.security.x509=ALL-UNNAMED --add-exports java.base/sun.security.tools.keytool=ALL-UNNAMED
import java.io.*;
import java.nio.file.*;
import java.security.*;
import java.security.cert.*;
import java.security.cert.Certificate;
import java.util.*;
import javax.crypto.*;
import javax.crypto.spec.*;
import sun.security.tools.keytool.CertAndKeyGen;
import sun.security.x509.X500Name;

public class KeyStores {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            // What a wrong password makes of random bytes is well padded once in 256 times.
            boolean byChance = what.contains("wrong");
            String cause = e.getCause() == null ? "" : " / " + e.getCause();
            System.out.println(what + ": " + (byChance ? e.getClass().getName() : e + cause));
        }
    }

    static byte[] bytes(KeyStore store, char[] password) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password);
        return out.toByteArray();
    }

    static KeyStore read(String type, byte[] bytes, String password) throws Exception {
        KeyStore store = KeyStore.getInstance(type);
        store.load(new ByteArrayInputStream(bytes), password == null ? null : password.toCharArray());
        return store;
    }

    public static void main(String[] args) throws Exception {
        CertAndKeyGen generator = new CertAndKeyGen("EC", "SHA256withECDSA");
        generator.generate("secp256r1");
        X509Certificate own = generator.getSelfCertificate(new X500Name("CN=Own, O=Tea, C=AT"), 24 * 3600);
        PrivateKey key = generator.getPrivateKey();
        CertAndKeyGen second = new CertAndKeyGen("EC", "SHA256withECDSA");
        second.generate("secp256r1");
        X509Certificate other = second.getSelfCertificate(new X500Name("CN=Other"), 24 * 3600);
        SecretKey secret = new SecretKeySpec(new byte[16], "AES");
        char[] password = "password".toCharArray(), keyword = "keyword".toCharArray();
        System.out.println(KeyStore.getDefaultType());
        for (String type : new String[] {"PKCS12", "JKS", "JCEKS", "DKS", "pkcs12", "CaseExactJKS"}) {
            attempt(type, () -> {
                KeyStore store = KeyStore.getInstance(type);
                attempt(type + " not loaded", store::size);
                store.load(null, null);
                store.setKeyEntry("Key", key, keyword, new Certificate[] {own});
                store.setCertificateEntry("trusted", other);
                attempt(type + " secret", () -> {
                    store.setKeyEntry("secret", secret, keyword, null);
                    return "stored";
                });
                attempt(type + " wrong chain", () -> {
                    store.setKeyEntry("wrong", key, keyword, null);
                    return "stored";
                });
                attempt(type + " no password", () -> {
                    store.setKeyEntry("open", key, null, new Certificate[] {own});
                    return "stored";
                });
                byte[] bytes = bytes(store, password);
                KeyStore copy = read(type, bytes, "password");
                System.out.println(type + " " + copy.size() + " " + new TreeSet<>(Collections.list(copy.aliases())) + " " + copy.containsAlias("KEY") + copy.containsAlias("none") + copy.isKeyEntry("key") + copy.isCertificateEntry("trusted") + " " + copy.getCertificateAlias(other) + " " + copy.getProvider().getName() + " " + copy.getType());
                attempt(type + " key", () -> key.equals(copy.getKey("key", keyword)) + " " + copy.getCertificateChain("key").length + " " + own.equals(copy.getCertificate("key")));
                attempt(type + " secret key", () -> copy.getKey("secret", keyword));
                attempt(type + " wrong key password", () -> copy.getKey("key", "wrong".toCharArray()));
                attempt(type + " null key password", () -> copy.getKey("key", null));
                attempt(type + " no key", () -> copy.getKey("none", keyword) + " " + copy.getCertificate("none") + " " + Arrays.toString(copy.getCertificateChain("trusted")) + " " + copy.getCreationDate("none"));
                attempt(type + " wrong password", () -> read(type, bytes, "wrong"));
                attempt(type + " unchecked", () -> read(type, bytes, null).size());
                attempt(type + " cut", () -> read(type, Arrays.copyOf(bytes, bytes.length / 2), "password"));
                attempt(type + " empty", () -> read(type, new byte[0], "password"));
                attempt(type + " text", () -> read(type, "no key store at all".getBytes(), "password"));
                byte[] bad = bytes.clone();
                bad[bad.length - 5] ^= 1;
                attempt(type + " damaged", () -> read(type, bad, "password").size());
                copy.deleteEntry("trusted");
                attempt(type + " deleted", () -> {
                    copy.deleteEntry("none");
                    return copy.size();
                });
                attempt(type + " entry", () -> {
                    KeyStore.Entry entry = copy.getEntry("key", new KeyStore.PasswordProtection(keyword));
                    return entry.getClass().getSimpleName() + " " + ((KeyStore.PrivateKeyEntry) entry).getCertificate().getType() + " " + copy.entryInstanceOf("key", KeyStore.PrivateKeyEntry.class) + " " + (entry.getAttributes().size() > 0);
                });
                attempt(type + " entry without password", () -> copy.getEntry("key", null));
                attempt(type + " store without password", () -> {
                    copy.store(new ByteArrayOutputStream(), null);
                    return "stored";
                });
                Files.write(Path.of("store"), bytes);
                attempt(type + " probed", () -> KeyStore.getInstance(new File("store"), password).getType());
                attempt(type + " builder", () -> KeyStore.Builder.newInstance(type, null, new File("store"), new KeyStore.PasswordProtection(password)).getKeyStore().size());
                return "done";
            });
        }
        attempt("unknown type", () -> KeyStore.getInstance("TEA"));
        attempt("unknown provider", () -> KeyStore.getInstance("JKS", "TEA"));
        attempt("missing file", () -> KeyStore.getInstance(new File("missing"), password));
        attempt("of old by new", () -> {
            KeyStore store = KeyStore.getInstance("JKS");
            store.load(null, null);
            store.setCertificateEntry("c", own);
            return read("PKCS12", bytes(store, password), "password").getCertificate("c").equals(own) + " " + read("JKS", bytes(read("PKCS12", bytes(store, password), "password"), password), "password").size();
        });
        attempt("load twice", () -> {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("c", own);
            store.load(null, null);
            return store.size();
        });
        attempt("cacerts", () -> {
            KeyStore store = KeyStore.getInstance(new File(System.getProperty("java.home"), "lib/security/cacerts"), (char[]) null);
            return store.size() > 50;
        });
        // The certificates themselves.
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        String pem = "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(own.getEncoded()) + "\n-----END CERTIFICATE-----\n";
        System.out.println(factory.generateCertificate(new ByteArrayInputStream(pem.getBytes())).equals(own) + " " + own.getSubjectX500Principal() + " " + own.getSigAlgName() + " " + own.getVersion() + " " + own.getPublicKey().getAlgorithm() + " " + own.getBasicConstraints() + " " + own.getType());
        System.out.println(factory.generateCertificates(new ByteArrayInputStream((pem + pem).getBytes())).size() + " " + factory.generateCertPath(List.of(own)).getCertificates().size());
        attempt("bad certificate", () -> factory.generateCertificate(new ByteArrayInputStream("tea".getBytes())));
        attempt("no certificate", () -> factory.generateCertificate(new ByteArrayInputStream(new byte[0])));
        attempt("verified", () -> {
            own.verify(own.getPublicKey());
            own.checkValidity();
            return "";
        });
        attempt("not verified", () -> {
            own.verify(other.getPublicKey());
            return "";
        });
        attempt("expired", () -> {
            try {
                own.checkValidity(new Date(0));
            } catch (CertificateNotYetValidException e) {
                return e.getMessage().substring(0, 11);
            }
            return "";
        });
        attempt("path", () -> {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(own, null)));
            parameters.setRevocationEnabled(false);
            return ((PKIXCertPathValidatorResult) CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(List.of(own)), parameters)).getTrustAnchor().getTrustedCert().equals(own);
        });
        attempt("no path", () -> {
            PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(other, null)));
            parameters.setRevocationEnabled(false);
            return CertPathValidator.getInstance("PKIX").validate(factory.generateCertPath(List.of(own)), parameters);
        });
        Files.delete(Path.of("store"));
    }
}
