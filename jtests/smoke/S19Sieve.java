// A loop that runs long enough to matter.
public class S19Sieve {
    public static void main(String[] args) {
        int n = 200000, count = 0;
        boolean[] composite = new boolean[n + 1];
        for (int i = 2; i <= n; i++) {
            if (!composite[i]) {
                count++;
                for (long j = (long) i * i; j <= n; j += i) {
                    composite[(int) j] = true;
                }
            }
        }
        System.out.println(count);
    }
}
