// Towers of Hanoi, Fibonacci, Collatz, perfect numbers, Pascal's triangle, prime sieve: the classic first programs.
public class Hanoi {
    static int moves;

    static void hanoi(int n, char a, char b, char c) {
        if (n > 0) {
            hanoi(n - 1, a, c, b);
            moves++;
            if (moves <= 5) {
                System.out.println(n + ": " + a + " -> " + c);
            }
            hanoi(n - 1, b, a, c);
        }
    }

    static int fib(int n) {
        return n < 2 ? n : fib(n - 1) + fib(n - 2);
    }

    public static void main(String[] args) {
        hanoi(14, 'A', 'B', 'C');
        System.out.println(moves + " " + fib(22));
        int best = 0, longest = 0;
        for (int i = 1; i < 10000; i++) {
            int steps = 0;
            for (long x = i; x != 1; x = x % 2 == 0 ? x / 2 : 3 * x + 1) {
                steps++;
            }
            if (steps > longest) {
                longest = steps;
                best = i;
            }
        }
        System.out.println(best + " " + longest);
        for (int i = 2; i < 500; i++) {
            int sum = 1;
            for (int d = 2; d * d <= i; d++) {
                if (i % d == 0) {
                    sum += d == i / d ? d : d + i / d;
                }
            }
            if (sum == i) {
                System.out.print(i + " ");
            }
        }
        System.out.println();
        int[][] p = new int[12][];
        for (int i = 0; i < p.length; i++) {
            p[i] = new int[i + 1];
            p[i][0] = p[i][i] = 1;
            for (int j = 1; j < i; j++) {
                p[i][j] = p[i - 1][j - 1] + p[i - 1][j];
            }
            StringBuilder s = new StringBuilder(" ".repeat(2 * (p.length - i)));
            for (int x : p[i]) {
                s.append(String.format("%4d", x));
            }
            System.out.println(s);
        }
    }
}
