// println and print of each primitive type.
public class S04PrintInts {
    public static void main(String[] args) {
        System.out.println(0);
        System.out.println(-1);
        System.out.println(2147483647);
        System.out.println(-2147483648);
        System.out.println(9223372036854775807L);
        System.out.println('c');
        System.out.println(true);
        System.out.print(1);
        System.out.print(' ');
        System.out.print(false);
        System.out.println();
        System.err.println("to stderr");
    }
}
