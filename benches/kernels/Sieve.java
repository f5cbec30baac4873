/** Array stores and counted loops: the sieve of Eratosthenes. */
public class Sieve {
    public static void main(String[] args) {
        int limit = 2_000_000;
        int count = 0;
        for (int round = 0; round < 8; round++) {
            boolean[] composite = new boolean[limit + 1];
            count = 0;
            for (int i = 2; i <= limit; i++) {
                if (!composite[i]) {
                    count++;
                    for (int k = i + i; k <= limit; k += i) {
                        composite[k] = true;
                    }
                }
            }
        }
        System.out.println(count);
    }
}
