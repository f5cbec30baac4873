import java.util.LinkedHashMap;
import java.util.Map;

/** A cache of 200,000 entries that forgets the one used least recently. */
public class LruCache {
    public static void main(String[] args) {
        Map<Integer, byte[]> cache = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, byte[]> eldest) {
                return size() > 200_000;
            }
        };
        long seed = 7;
        int hits = 0;
        for (int i = 0; i < 3_000_000; i++) {
            seed = seed * 6364136223846793005L + 1442695040888963407L;
            int key = (int) ((seed >>> 33) % 400_000);
            if (cache.get(key) != null) {
                hits++;
            } else {
                cache.put(key, new byte[100]);
            }
        }
        System.out.println(hits);
    }
}
