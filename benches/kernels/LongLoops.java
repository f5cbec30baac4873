/** Long arithmetic: a linear congruential generator and a Collatz search. */
public class LongLoops {
    public static void main(String[] args) {
        long seed = 42, sum = 0;
        for (int i = 0; i < 30_000_000; i++) {
            seed = seed * 6364136223846793005L + 1442695040888963407L;
            sum ^= seed >>> 33;
        }
        int best = 0;
        for (long start = 1; start < 200_000; start++) {
            long n = start;
            int steps = 0;
            while (n != 1) {
                n = (n & 1) == 0 ? n >> 1 : 3 * n + 1;
                steps++;
            }
            if (steps > best) best = steps;
        }
        System.out.println(sum + " " + best);
    }
}
