// Math and StrictMath: results bit for bit over special values and a deterministic sample.
public class MathBits {
    static long h;

    static void d(double v) {
        h = h * 31 + Double.doubleToLongBits(v);
    }

    public static void main(String[] args) {
        double[] special = {0, -0.0, 1, -1, 0.5, -0.5, 2, Math.PI, Math.E, 1e-10, 1e10, 1e300, -1e300, 4.9e-324, Double.MAX_VALUE, 1 / 0.0, -1 / 0.0, Double.NaN, 2.5, 3.5, -2.5, 1e16, 709.8, -745.2, 1.0000000000000002};
        for (double x : special) {
            System.out.println(x + ": " + StrictMath.sin(x) + " " + StrictMath.cos(x) + " " + StrictMath.tan(x) + " " + StrictMath.asin(x) + " " + StrictMath.acos(x) + " " + StrictMath.atan(x) + " " + StrictMath.exp(x) + " "
                    + StrictMath.log(x) + " " + StrictMath.log10(x) + " " + StrictMath.sqrt(x) + " " + StrictMath.cbrt(x) + " " + StrictMath.sinh(x) + " " + StrictMath.cosh(x) + " " + StrictMath.tanh(x) + " " + StrictMath.expm1(x) + " " + StrictMath.log1p(x));
            System.out.println(Math.floor(x) + " " + Math.ceil(x) + " " + Math.rint(x) + " " + Math.round(x) + " " + Math.round((float) x) + " " + Math.abs(x) + " " + Math.signum(x) + " " + Math.ulp(x) + " " + Math.getExponent(x)
                    + " " + Math.nextUp(x) + " " + Math.nextDown(x) + " " + Math.toRadians(x) + " " + Math.scalb(x, 5) + " " + Math.sqrt(x));
            for (double y : special) {
                d(StrictMath.pow(x, y));
                d(StrictMath.atan2(x, y));
                d(StrictMath.hypot(x, y));
                d(StrictMath.IEEEremainder(x, y));
                d(Math.max(x, y));
                d(Math.min(x, y));
                d(Math.copySign(x, y));
                d(Math.nextAfter(x, y));
                d(Math.fma(x, y, 1.5));
            }
        }
        System.out.println(h);
        java.util.Random r = new java.util.Random(1);
        for (int i = 0; i < 2000; i++) {
            double x = (r.nextDouble() - 0.5) * Math.pow(10, r.nextInt(12) - 4);
            d(StrictMath.sin(x));
            d(StrictMath.cos(x));
            d(StrictMath.tan(x));
            d(StrictMath.exp(x));
            d(StrictMath.log(Math.abs(x)));
            d(StrictMath.pow(Math.abs(x), 1.7));
            d(StrictMath.cbrt(x));
            d(StrictMath.atan(x));
            d(Math.sqrt(Math.abs(x)));
            d(Math.fma(x, x, -x));
            h = h * 31 + Float.floatToIntBits(Math.fma((float) x, 3f, 1f));
        }
        System.out.println(h);
    }
}
