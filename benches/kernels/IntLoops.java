/** Integer arithmetic in nested loops. */
public class IntLoops {
    public static void main(String[] args) {
        int x = 0;
        for (int a = 0; a < 24; a++)
            for (int b = 0; b < 24; b++)
                for (int c = 0; c < 24; c++)
                    for (int d = 0; d < 24; d++)
                        for (int e = 0; e < 24; e++) x += a ^ b + c * d - e;
        for (int i = 0; i < 60_000_000; i++) x = x * 31 + (i >>> 3);
        System.out.println(x);
    }
}
