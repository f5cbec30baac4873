// Providers: which there are, what services they have, how they are chosen, added and removed.
import java.security.*;
import java.util.*;

public class ProviderTable {
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

    public static class Tea extends Provider {
        public Tea() {
            super("Tea", "1.5", "a provider of the program");
            put("MessageDigest.TEA", Digest.class.getName());
            put("Alg.Alias.MessageDigest.CHAI", "TEA");
            put("MessageDigest.TEA ImplementedIn", "Software");
            put("Signature.Broken", "no.such.Class");
        }
    }

    public static class Digest extends MessageDigestSpi {
        private int sum;

        protected void engineUpdate(byte input) {
            sum += input;
        }

        protected void engineUpdate(byte[] input, int offset, int length) {
            for (int i = 0; i < length; i++) {
                sum += input[offset + i];
            }
        }

        protected byte[] engineDigest() {
            byte[] result = {(byte) (sum >> 8), (byte) sum};
            sum = 0;
            return result;
        }

        protected void engineReset() {
            sum = 0;
        }
    }

    public static void main(String[] args) throws Exception {
        for (Provider provider : Security.getProviders()) {
            Map<String, Integer> kinds = new TreeMap<>();
            int hash = 0;
            for (Provider.Service service : provider.getServices()) {
                kinds.merge(service.getType(), 1, Integer::sum);
                hash += (service.getType() + service.getAlgorithm()).hashCode();
            }
            System.out.println(provider.getName() + " " + provider.getInfo() + " " + kinds + " " + hash);
        }
        for (String kind : new String[] {"MessageDigest", "Signature", "Cipher", "Mac", "KeyStore", "KeyAgreement", "KeyPairGenerator", "SecureRandom", "CertificateFactory", "Nothing"}) {
            System.out.println(kind + " " + new TreeSet<>(Security.getAlgorithms(kind)));
        }
        System.out.println(MessageDigest.getInstance("SHA").getAlgorithm() + " " + MessageDigest.getInstance("SHA-256").getProvider().getName() + " " + Signature.getInstance("SHA256withRSA").getProvider().getName() + " " + KeyFactory.getInstance("EC").getProvider().getName());
        attempt("unknown", () -> MessageDigest.getInstance("TEA"));
        attempt("unknown provider", () -> MessageDigest.getInstance("SHA-1", "TeaSet"));
        attempt("empty provider", () -> MessageDigest.getInstance("SHA-1", ""));
        attempt("null", () -> MessageDigest.getInstance(null));
        attempt("wrong provider", () -> MessageDigest.getInstance("SHA-1", "SunJCE"));
        Tea tea = new Tea();
        System.out.println(Security.addProvider(tea) + " " + Security.addProvider(tea) + " " + (Security.getProvider("Tea") == tea) + " " + tea + " " + tea.getVersionStr());
        MessageDigest digest = MessageDigest.getInstance("chai");
        System.out.println(digest.getAlgorithm() + " " + Arrays.toString(digest.digest("some tea".getBytes())) + " " + digest.getDigestLength() + " " + digest.getProvider());
        attempt("clone", digest::clone);
        attempt("broken", () -> Signature.getInstance("Broken"));
        attempt("filter", () -> Arrays.toString(Security.getProviders("MessageDigest.TEA")));
        attempt("attribute filter", () -> Security.getProviders("MessageDigest.TEA ImplementedIn:Software").length);
        attempt("no filter", () -> Security.getProviders("MessageDigest.COFFEE"));
        attempt("bad filter", () -> Security.getProviders("MessageDigest"));
        Security.removeProvider("Tea");
        System.out.println(Security.insertProviderAt(tea, 1) + " " + Security.getProviders()[0].getName());
        Security.removeProvider("Tea");
        attempt("removed", () -> MessageDigest.getInstance("TEA"));
        System.out.println(Security.getProvider("Tea") + " " + Security.getProperty("keystore.type") + " " + Security.getProperty("none"));
        Security.setProperty("own.property", "value");
        System.out.println(Security.getProperty("own.property"));
        Provider.Service service = Security.getProvider("SUN").getService("MessageDigest", "SHA-256");
        System.out.println(service.getClassName() + " " + service.getAttribute("ImplementedIn") + " " + service.getProvider().getName());
        // Random numbers.
        for (String algorithm : new String[] {"NativePRNG", "NativePRNGBlocking", "NativePRNGNonBlocking", "DRBG", "SHA1PRNG"}) {
            SecureRandom random = SecureRandom.getInstance(algorithm);
            byte[] bytes = new byte[1000];
            random.nextBytes(bytes);
            int kinds = (int) new String(bytes, "ISO-8859-1").chars().distinct().count();
            random.setSeed(5);
            System.out.println(algorithm + " " + random.getAlgorithm() + " " + (kinds > 150) + " " + random.generateSeed(20).length + " " + (random.nextInt(10) < 10) + " " + random.getParameters());
        }
        SecureRandom fixed = SecureRandom.getInstance("SHA1PRNG");
        fixed.setSeed(42);
        System.out.println(fixed.nextInt() + " " + fixed.nextLong() + " " + fixed.nextGaussian() + " " + new java.math.BigInteger(100, fixed));
        SecureRandom parameterized = SecureRandom.getInstance("DRBG", DrbgParameters.instantiation(256, DrbgParameters.Capability.PR_AND_RESEED, "own".getBytes()));
        parameterized.reseed();
        System.out.println(parameterized.toString().replaceAll("@.*", "") + parameterized.getAlgorithm() + " " + parameterized.getParameters().toString().replaceAll("@.*", ""));
        attempt("DRBG parameters", () -> {
            parameterized.nextBytes(new byte[10], DrbgParameters.nextBytes(512, true, null));
            return "";
        });
        System.out.println(new SecureRandom().getAlgorithm() + " " + SecureRandom.getInstanceStrong().getAlgorithm());
        attempt("native reseed", () -> {
            new SecureRandom().reseed();
            return "";
        });
        System.out.println(new SecureRandom(new byte[] {1, 2, 3}).nextInt(1) + " " + SecureRandom.getSeed(3).length);
    }
}
