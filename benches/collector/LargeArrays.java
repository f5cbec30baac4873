/** Arrays of 10 KB to 4 MB, of which the last 64 live. */
public class LargeArrays {
    public static void main(String[] args) {
        Object[] recent = new Object[64];
        long sum = 0;
        for (int i = 0; i < 20_000; i++) {
            int bytes = 10_000 << (i % 10 == 9 ? i / 10 % 9 : i % 3);
            Object array = (i & 1) == 0 ? new byte[bytes] : new Object[bytes / 4];
            if (array instanceof Object[] references) {
                references[references.length - 1] = recent[(i + 7) % recent.length] instanceof byte[] b ? b : null;
            } else {
                sum += bytes;
            }
            recent[i % recent.length] = array;
        }
        System.out.println(sum);
    }
}
