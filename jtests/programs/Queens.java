// The eight queens: recursion and arrays.
public class Queens {
    static int solutions;
    static int[] first;

    static void place(int[] q, int row) {
        if (row == q.length) {
            if (solutions++ == 0) {
                first = q.clone();
            }
            return;
        }
        next:
        for (int c = 0; c < q.length; c++) {
            for (int r = 0; r < row; r++) {
                if (q[r] == c || Math.abs(q[r] - c) == row - r) {
                    continue next;
                }
            }
            q[row] = c;
            place(q, row + 1);
        }
    }

    public static void main(String[] args) {
        for (int n = 1; n <= 8; n++) {
            solutions = 0;
            first = null;
            place(new int[n], 0);
            System.out.print(n + " " + solutions + " ");
            System.out.println(first == null ? "-" : java.util.Arrays.toString(first));
        }
    }
}
