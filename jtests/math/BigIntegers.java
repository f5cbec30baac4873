// BigInteger: arithmetic, powers, primes, bits, bases, errors.
import java.math.BigInteger;
import java.util.Random;

public class BigIntegers {
    interface Act { Object run(); }

    static void run(Act a) {
        try {
            System.out.println(a.run());
        } catch (RuntimeException e) {
            System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        BigInteger a = new BigInteger("123456789012345678901234567890123456789"), b = new BigInteger("-987654321098765432109876543210"), z = BigInteger.ZERO;
        run(() -> a.add(b) + " " + a.subtract(b) + " " + a.multiply(b) + " " + a.divide(b) + " " + a.mod(b.negate()) + " " + a.remainder(b));
        run(() -> a.pow(7).toString(36) + " " + a.gcd(b) + " " + a.modPow(BigInteger.TEN, BigInteger.valueOf(1000007)) + " " + BigInteger.valueOf(3).modInverse(BigInteger.valueOf(11)));
        run(() -> a.shiftLeft(70) + " " + b.shiftRight(13) + " " + a.and(b) + " " + a.or(b) + " " + a.xor(b) + " " + a.not() + " " + a.andNot(b));
        run(() -> a.bitLength() + " " + a.bitCount() + " " + b.bitCount() + " " + a.testBit(5) + a.setBit(200).flipBit(0).clearBit(3) + " " + a.getLowestSetBit() + " " + a.sqrt());
        run(() -> a.compareTo(b) + " " + a.equals(new BigInteger(a.toString())) + " " + a.hashCode() + " " + a.signum() + b.abs() + a.max(b).min(z) + " " + a.intValue() + " " + b.longValue() + " " + a.doubleValue());
        run(() -> new BigInteger("ff", 16) + " " + new BigInteger(1, new byte[] {-1, -1}) + new BigInteger(new byte[] {-1, 0}) + " " + a.toByteArray().length + " " + BigInteger.TWO.pow(100).subtract(BigInteger.ONE).isProbablePrime(20));
        run(() -> BigInteger.valueOf(1000003).nextProbablePrime() + " " + new BigInteger(128, new Random(5)) + " " + new BigInteger("2305843009213693951").isProbablePrime(10));
        BigInteger f = BigInteger.ONE;
        for (int i = 1; i <= 500; i++) {
            f = f.multiply(BigInteger.valueOf(i));
        }
        BigInteger fact = f;
        run(() -> fact.toString().length() + " " + fact.hashCode() + " " + fact.mod(BigInteger.valueOf(1009)) + " " + fact.divide(fact.shiftRight(7)));
        BigInteger huge = BigInteger.ONE.shiftLeft(20000).subtract(BigInteger.valueOf(12345));
        run(() -> huge.multiply(huge).hashCode() + " " + huge.multiply(huge).divide(huge).equals(huge) + " " + huge.toString().hashCode() + " " + huge.sqrt().bitLength());
        run(() -> a.divide(z));
        run(() -> a.mod(b));
        run(() -> a.pow(-1));
        run(() -> new BigInteger("12x"));
        run(() -> new BigInteger(""));
        run(() -> BigInteger.TWO.modInverse(BigInteger.valueOf(4)));
        run(() -> a.longValueExact());
        run(() -> BigInteger.valueOf(-4).sqrt());
    }
}
