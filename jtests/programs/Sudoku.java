// Sudoku by exact cover with bit masks.
public class Sudoku {
    static int[] rows = new int[9], cols = new int[9], boxes = new int[9];
    static int guesses;

    static boolean solve(char[][] g) {
        int bestR = -1, bestC = -1, best = 10, mask = 0;
        for (int r = 0; r < 9; r++) {
            for (int c = 0; c < 9; c++) {
                if (g[r][c] == '.') {
                    int m = ~(rows[r] | cols[c] | boxes[r / 3 * 3 + c / 3]) & 0x1ff;
                    if (Integer.bitCount(m) < best) {
                        best = Integer.bitCount(m);
                        bestR = r;
                        bestC = c;
                        mask = m;
                    }
                }
            }
        }
        if (bestR < 0) {
            return true;
        }
        for (int m = mask; m != 0; m &= m - 1) {
            guesses++;
            toggle(bestR, bestC, Integer.numberOfTrailingZeros(m));
            g[bestR][bestC] = (char) ('1' + Integer.numberOfTrailingZeros(m));
            if (solve(g)) {
                return true;
            }
            toggle(bestR, bestC, Integer.numberOfTrailingZeros(m));
            g[bestR][bestC] = '.';
        }
        return false;
    }

    static void toggle(int r, int c, int d) {
        rows[r] ^= 1 << d;
        cols[c] ^= 1 << d;
        boxes[r / 3 * 3 + c / 3] ^= 1 << d;
    }

    public static void main(String[] args) {
        String s = "8..........36......7..9.2...5...7.......457.....1...3...1....68..85...1..9....4..";
        char[][] g = new char[9][];
        for (int r = 0; r < 9; r++) {
            g[r] = s.substring(r * 9, r * 9 + 9).toCharArray();
            for (int c = 0; c < 9; c++) {
                if (g[r][c] != '.') {
                    toggle(r, c, g[r][c] - '1');
                }
            }
        }
        System.out.println(solve(g) + " " + guesses);
        for (char[] row : g) {
            System.out.println(row);
        }
    }
}
