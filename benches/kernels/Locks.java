/** Uncontended monitors. */
public class Locks {
    private int count;

    synchronized void bump() {
        count++;
    }

    public static void main(String[] args) {
        Locks locks = new Locks();
        for (int i = 0; i < 6_000_000; i++) {
            locks.bump();
            synchronized (locks) {
                locks.count ^= i;
            }
        }
        System.out.println(locks.count);
    }
}
