/** A monitor that one thread takes 20 million times. */
public class Uncontended {
    static int count;

    public static void main(String[] args) {
        Object monitor = new Object();
        for (int i = 0; i < 20_000_000; i++) {
            synchronized (monitor) {
                count++;
            }
        }
        System.out.println(count);
    }
}
