// Numeric programs: matrix product, FFT, n-body, Mandelbrot, primes, sorting networks; exact final values.
public class Numerics {
    static double[][] mul(double[][] a, double[][] b) {
        int n = a.length;
        double[][] c = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double x = a[i][k];
                for (int j = 0; j < n; j++) {
                    c[i][j] += x * b[k][j];
                }
            }
        }
        return c;
    }

    static void fft(double[] re, double[] im) {
        int n = re.length;
        for (int i = 1, j = 0; i < n; i++) {
            int bit = n >> 1;
            for (; (j & bit) != 0; bit >>= 1) {
                j ^= bit;
            }
            j ^= bit;
            if (i < j) {
                double t = re[i]; re[i] = re[j]; re[j] = t;
                t = im[i]; im[i] = im[j]; im[j] = t;
            }
        }
        for (int len = 2; len <= n; len <<= 1) {
            double ang = 2 * StrictMath.PI / len, wr = StrictMath.cos(ang), wi = StrictMath.sin(ang);
            for (int i = 0; i < n; i += len) {
                double cr = 1, ci = 0;
                for (int k = 0; k < len / 2; k++) {
                    double ur = re[i + k], ui = im[i + k], vr = re[i + k + len / 2] * cr - im[i + k + len / 2] * ci, vi = re[i + k + len / 2] * ci + im[i + k + len / 2] * cr;
                    re[i + k] = ur + vr; im[i + k] = ui + vi; re[i + k + len / 2] = ur - vr; im[i + k + len / 2] = ui - vi;
                    double t = cr * wr - ci * wi; ci = cr * wi + ci * wr; cr = t;
                }
            }
        }
    }

    public static void main(String[] args) {
        int n = 48;
        double[][] a = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                a[i][j] = 1.0 / (i + j + 1);
            }
        }
        double[][] c = mul(mul(a, a), a);
        System.out.println(c[0][0] + " " + c[n - 1][n - 1] + " " + c[3][17]);
        double[] re = new double[1024], im = new double[1024];
        for (int i = 0; i < 1024; i++) {
            re[i] = (i * 37 % 101) / 10.0;
        }
        fft(re, im);
        System.out.println(re[0] + " " + im[5] + " " + re[511]);
        int inside = 0;
        for (int y = 0; y < 60; y++) {
            for (int x = 0; x < 80; x++) {
                double cr = x / 30.0 - 2, ci = y / 30.0 - 1, zr = 0, zi = 0;
                int it = 0;
                while (it < 100 && zr * zr + zi * zi < 4) {
                    double t = zr * zr - zi * zi + cr;
                    zi = 2 * zr * zi + ci;
                    zr = t;
                    it++;
                }
                inside += it;
            }
        }
        System.out.println(inside);
        float[] fs = new float[500];
        for (int i = 0; i < 500; i++) {
            fs[i] = (float) StrictMath.sin(i) * i;
        }
        for (int i = 0; i < 500; i++) {
            for (int j = 0; j + 1 < 500 - i; j++) {
                if (fs[j] > fs[j + 1]) {
                    float t = fs[j]; fs[j] = fs[j + 1]; fs[j + 1] = t;
                }
            }
        }
        System.out.println(fs[0] + " " + fs[250] + " " + fs[499]);
        long seed = 1;
        int hash = 0;
        for (int i = 0; i < 200000; i++) {
            seed = seed * 25214903917L + 11 & (1L << 48) - 1;
            hash = hash * 31 + (int) (seed >>> 16);
        }
        System.out.println(hash);
    }
}
