// Arrays of primitives and of arrays.
public class S11Arrays {
    public static void main(String[] args) {
        int[] a = new int[10];
        for (int i = 0; i < a.length; i++) {
            a[i] = i * i;
        }
        int sum = 0;
        for (int x : a) {
            sum += x;
        }
        System.out.println(sum);
        byte[] bytes = {1, (byte) 200, -1};
        System.out.println(bytes[1]);
        char[] chars = {'a', 'b', 'c'};
        System.out.println(chars);
        long[][] grid = new long[3][4];
        grid[2][3] = 77;
        System.out.println(grid.length);
        System.out.println(grid[0].length);
        System.out.println(grid[2][3]);
        boolean[] flags = new boolean[3];
        System.out.println(flags[2]);
        Object[] objects = new String[] {"x"};
        System.out.println(objects[0]);
        System.arraycopy(a, 0, a, 3, 5);
        for (int x : a) {
            System.out.print(x);
            System.out.print(' ');
        }
        System.out.println();
    }
}
