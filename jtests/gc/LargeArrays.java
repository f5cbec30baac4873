// Arrays of megabytes next to small objects; contents survive; old arrays point to young objects.
// flags: -Xmx256m
import java.util.*;

public class LargeArrays {
    public static void main(String[] args) {
        long[] big = new long[1_000_000];
        for (int i = 0; i < big.length; i++) {
            big[i] = i * 31L;
        }
        Object[] table = new Object[200_000];
        long h = 0;
        for (int round = 0; round < 5; round++) {
            for (int i = round; i < table.length; i += 5) {
                table[i] = new int[] {i, round};
            }
            byte[] temp = new byte[8_000_000];
            temp[temp.length - 1] = (byte) round;
            h = h * 31 + temp[temp.length - 1];
        }
        System.gc();
        for (int i = 0; i < table.length; i++) {
            int[] x = (int[]) table[i];
            if (x[0] != i) {
                System.out.println("lost " + i);
                return;
            }
            h = h * 31 + x[1];
        }
        for (int i = 0; i < big.length; i += 1000) {
            h = h * 31 + big[i];
        }
        System.out.println(h);
        int[][] grid = new int[1000][1000];
        grid[999][999] = 5;
        for (int i = 0; i < 50; i++) {
            grid[i] = new int[1000];
            Arrays.fill(grid[i], i);
        }
        System.out.println(grid[999][999] + grid[49][500] + " " + grid.length);
        String[] strings = new String[50_000];
        for (int i = 0; i < strings.length; i++) {
            strings[i] = Integer.toString(i).repeat(3);
        }
        Object[] copy = Arrays.copyOf(strings, strings.length, Object[].class);
        strings = null;
        System.gc();
        System.out.println(copy[49_999]);
    }
}
