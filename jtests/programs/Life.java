// Conway's game of life on a torus.
public class Life {
    public static void main(String[] args) {
        int n = 24;
        boolean[][] g = new boolean[n][n];
        int[][] glider = {{0, 1}, {1, 2}, {2, 0}, {2, 1}, {2, 2}};
        for (int[] c : glider) {
            g[c[0]][c[1]] = true;
            g[c[1] + 10][c[0] + 12] = true;
        }
        for (int step = 0; step < 60; step++) {
            boolean[][] h = new boolean[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    int k = 0;
                    for (int a = -1; a <= 1; a++) {
                        for (int b = -1; b <= 1; b++) {
                            if ((a != 0 || b != 0) && g[(i + a + n) % n][(j + b + n) % n]) {
                                k++;
                            }
                        }
                    }
                    h[i][j] = k == 3 || g[i][j] && k == 2;
                }
            }
            g = h;
        }
        for (boolean[] row : g) {
            StringBuilder s = new StringBuilder();
            for (boolean c : row) {
                s.append(c ? '#' : '.');
            }
            System.out.println(s);
        }
    }
}
