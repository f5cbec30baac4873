// Math.sin … pow: within one ulp of StrictMath and equal at exact points; integer functions.
public class MathFunctions {
    static int bad;

    static void near(String name, double a, double b, int ulps) {
        boolean ok = Double.compare(a, b) == 0 || Math.abs(a - b) <= ulps * Math.ulp(b);
        if (!ok) {
            bad++;
            System.out.println(name + " " + a + " " + b);
        }
    }

    interface Act { Object run(); }

    static void run(Act a) {
        try {
            System.out.println(a.run());
        } catch (ArithmeticException e) {
            System.out.println(e.getMessage());
        }
    }

    public static void main(String[] args) {
        java.util.Random r = new java.util.Random(99);
        for (int i = 0; i < 5000; i++) {
            double x = (r.nextDouble() - 0.5) * Math.pow(10, r.nextInt(8) - 2), y = r.nextDouble() * 10;
            near("sin", Math.sin(x), StrictMath.sin(x), 2);
            near("cos", Math.cos(x), StrictMath.cos(x), 2);
            near("tan", Math.tan(x), StrictMath.tan(x), 2);
            near("exp", Math.exp(y), StrictMath.exp(y), 2);
            near("log", Math.log(y), StrictMath.log(y), 2);
            near("log10", Math.log10(y), StrictMath.log10(y), 2);
            near("pow", Math.pow(y, x / 1e5), StrictMath.pow(y, x / 1e5), 2);
            near("atan2", Math.atan2(x, y), StrictMath.atan2(x, y), 3);
        }
        System.out.println(bad + " " + Math.pow(2, 10) + " " + Math.pow(0, 0) + " " + Math.sin(0) + " " + Math.exp(0) + " " + Math.log(1) + " " + Math.cbrt(27) + " " + Math.hypot(3, 4) + Math.pow(-8, 1 / 3.0) + Math.log10(1000));
        int[] is = {7, -7, 0, Integer.MAX_VALUE, Integer.MIN_VALUE};
        for (int a : is) {
            for (int b : is) {
                run(() -> Math.floorDiv(a, b) + " " + Math.floorMod(a, b));
                run(() -> Math.addExact(a, b));
                run(() -> Math.subtractExact(a, b));
                run(() -> Math.multiplyExact(a, b));
                run(() -> Math.multiplyFull(a, b) + " " + Math.max(a, b) + Math.min(a, b) + " " + Math.multiplyHigh(a * 0x123456789L, b * 0x987654321L));
            }
            run(() -> Math.negateExact(a));
            run(() -> Math.abs(a));
            run(() -> Math.absExact(a));
            run(() -> Math.incrementExact(a) + Math.decrementExact(a + 1));
        }
        run(() -> Math.toIntExact(1L << 31));
        run(() -> Math.addExact(Long.MAX_VALUE, 1L));
        run(() -> Math.multiplyExact(Long.MIN_VALUE, -1L));
        run(() -> Math.floorMod(-5L, 3) + " " + Math.floorDiv(-5L, 3L) + " " + Math.round(0.49999999999999994) + Math.round(-0.5) + Math.round(2.5f) + Math.round(Double.NaN) + Math.round(1e30));
    }
}
