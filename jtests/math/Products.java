// Products, squares and powers of big numbers of many sizes, and digests of data of many lengths.
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

public class Products {
    static final Random RANDOM = new Random(20);

    static BigInteger number(int bits) {
        return new BigInteger(bits, RANDOM).setBit(bits - 1);
    }

    static void products() {
        int hash = 0;
        int wrong = 0;
        for (int bits : new int[] {1, 31, 32, 33, 63, 64, 65, 96, 128, 500, 511, 512, 513, 1000, 2047, 2048, 4000, 9000}) {
            for (int other : new int[] {1, 32, 40, 64, 129, 512, 1001, 2600, 8000}) {
                BigInteger a = number(bits);
                BigInteger b = number(other);
                BigInteger product = a.multiply(b);
                hash = hash * 31 + product.hashCode();
                if (!product.divide(a).equals(b) || product.mod(b).signum() != 0) {
                    wrong++;
                }
            }
            BigInteger a = number(bits);
            BigInteger square = a.multiply(a);
            hash = hash * 31 + a.pow(2).hashCode() + a.pow(5).hashCode();
            if (!a.pow(2).equals(square) || !square.sqrt().equals(a)) {
                wrong++;
            }
        }
        System.out.println("products " + hash + " wrong " + wrong);
    }

    static void powers() {
        for (int bits : new int[] {2, 32, 33, 64, 65, 160, 512, 768, 1024, 1056}) {
            BigInteger odd = number(bits).setBit(0);
            BigInteger even = number(bits).clearBit(0);
            BigInteger base = number(bits + 3);
            BigInteger exponent = number(70);
            System.out.println(bits + " " + base.modPow(exponent, odd).hashCode() + " " + base.modPow(exponent, even).hashCode()
                    + " " + BigInteger.ZERO.modPow(exponent, odd) + " " + odd.subtract(BigInteger.ONE).modPow(exponent, odd).hashCode());
        }
        BigInteger prime = BigInteger.TWO.pow(521).subtract(BigInteger.ONE);
        System.out.println(prime.isProbablePrime(30) + " " + BigInteger.valueOf(3).modPow(prime.subtract(BigInteger.ONE), prime));
    }

    static void digests() throws Exception {
        byte[] data = new byte[1000];
        RANDOM.nextBytes(data);
        for (String name : new String[] {"MD5", "SHA-1", "SHA-224", "SHA-256", "SHA-384", "SHA-512", "SHA-512/256", "SHA3-256"}) {
            MessageDigest digest = MessageDigest.getInstance(name);
            int hash = 0;
            for (int length : new int[] {0, 1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 500, 999}) {
                digest.update(data, 1, length);
                hash = hash * 31 + Arrays.hashCode(digest.digest());
            }
            for (byte b : data) {
                digest.update(b);
            }
            System.out.println(name + " " + hash + " " + HexFormat.of().formatHex(digest.digest()));
        }
    }

    public static void main(String[] args) throws Exception {
        products();
        powers();
        digests();
    }
}
