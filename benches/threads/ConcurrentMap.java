import java.util.concurrent.ConcurrentHashMap;

/** A ConcurrentHashMap that two threads update, 200 000 times each. */
public class ConcurrentMap {
    public static void main(String[] args) throws Exception {
        ConcurrentHashMap<Integer, Integer> map = new ConcurrentHashMap<>();
        Runnable body = () -> {
            for (int i = 0; i < 200_000; i++) {
                map.merge(i & 1023, 1, Integer::sum);
            }
        };
        Thread first = new Thread(body);
        Thread second = new Thread(body);
        first.start();
        second.start();
        first.join();
        second.join();
        System.out.println(map.values().stream().mapToInt(Integer::intValue).sum());
    }
}
