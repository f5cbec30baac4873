import java.util.Arrays;

/** Sorting primitives with the library and objects with a comparator. */
public class Sorting {
    public static void main(String[] args) {
        int[] numbers = new int[400_000];
        int seed = 12345;
        for (int i = 0; i < numbers.length; i++) {
            seed = seed * 1103515245 + 12345;
            numbers[i] = seed >>> 4;
        }
        Arrays.sort(numbers);
        Integer[] boxed = new Integer[60_000];
        for (int i = 0; i < boxed.length; i++) boxed[i] = numbers[i * 5] ^ 0x5555;
        Arrays.sort(boxed, (x, y) -> Integer.compare(y, x));
        System.out.println(numbers[1000] + " " + boxed[1000]);
    }
}
