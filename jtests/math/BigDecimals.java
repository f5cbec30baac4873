// BigDecimal: scales, rounding modes, division, text forms, comparison.
import java.math.*;

public class BigDecimals {
    interface Act { Object run(); }

    static void run(Act a) {
        try {
            System.out.println(a.run());
        } catch (RuntimeException e) {
            System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        BigDecimal a = new BigDecimal("1234.5678"), b = new BigDecimal("-0.0300"), c = new BigDecimal("1E+10");
        run(() -> a.add(b) + " " + a.subtract(c) + " " + a.multiply(b) + " " + a.negate() + " " + c.add(BigDecimal.ONE) + " " + c.toPlainString() + " " + c.toEngineeringString());
        run(() -> a.divide(b, 10, RoundingMode.HALF_UP) + " " + a.divide(new BigDecimal("7"), MathContext.DECIMAL128) + " " + a.divideToIntegralValue(b) + a.remainder(b) + " " + BigDecimal.ONE.divide(new BigDecimal("8")));
        run(() -> BigDecimal.ONE.divide(new BigDecimal("3")));
        run(() -> a.divide(BigDecimal.ZERO));
        for (RoundingMode m : RoundingMode.values()) {
            StringBuilder s = new StringBuilder(m + ":");
            for (String v : new String[] {"5.5", "2.5", "1.6", "1.1", "1.0", "-1.1", "-2.5", "-5.5"}) {
                try {
                    s.append(' ').append(new BigDecimal(v).setScale(0, m));
                } catch (ArithmeticException e) {
                    s.append(" (").append(e.getMessage()).append(')');
                }
            }
            System.out.println(s);
        }
        run(() -> a.scale() + " " + a.precision() + " " + a.unscaledValue() + " " + b.stripTrailingZeros() + " " + b.signum() + " " + a.movePointLeft(6) + a.scaleByPowerOfTen(3) + " " + a.ulp() + " " + a.round(new MathContext(3)));
        run(() -> new BigDecimal(0.1) + " " + BigDecimal.valueOf(0.1) + " " + new BigDecimal(1e-20) + " " + BigDecimal.valueOf(12345, 3) + BigDecimal.valueOf(5, -3));
        run(() -> new BigDecimal("2.0").equals(new BigDecimal("2.00")) + " " + new BigDecimal("2.0").compareTo(new BigDecimal("2.00")) + " " + new BigDecimal("2.0").hashCode() + " " + new BigDecimal("2.00").hashCode());
        run(() -> a.intValue() + " " + a.doubleValue() + " " + c.longValueExact() + " " + new BigDecimal("1e400").doubleValue() + " " + a.toBigInteger() + " " + new BigDecimal("123456789.987654321").floatValue());
        run(() -> a.intValueExact());
        run(() -> new BigDecimal("1.2.3"));
        run(() -> new BigDecimal(Double.NaN));
        run(() -> a.pow(5) + " " + a.pow(20, new MathContext(10)) + " " + new BigDecimal(2).sqrt(new MathContext(50)) + " " + a.max(b).min(c).plus(new MathContext(2)));
        BigDecimal x = BigDecimal.ONE, sum = BigDecimal.ZERO;
        for (int i = 1; i < 60; i++) {
            sum = sum.add(x);
            x = x.divide(BigDecimal.valueOf(i), 60, RoundingMode.HALF_EVEN);
        }
        System.out.println(sum);
        run(() -> new BigDecimal("0E-7").toString() + new BigDecimal("-0") + new BigDecimal("1E-7").toPlainString() + new BigDecimal("100").toEngineeringString() + new BigDecimal("1.00E+3"));
    }
}
