/** Throwing and catching across frames. */
public class Exceptions {
    static final RuntimeException SHARED = new RuntimeException("shared");

    static int dig(int depth) {
        if (depth == 0) throw SHARED;
        return dig(depth - 1) + 1;
    }

    public static void main(String[] args) {
        int caught = 0;
        for (int i = 0; i < 300_000; i++) {
            try {
                caught += dig(5);
            } catch (RuntimeException e) {
                caught++;
            } finally {
                caught += 2;
            }
        }
        for (int i = 0; i < 20_000; i++) {
            try {
                throw new IllegalStateException("fresh");
            } catch (IllegalStateException e) {
                caught += e.getMessage().length();
            }
        }
        System.out.println(caught);
    }
}
