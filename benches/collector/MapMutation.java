import java.util.HashMap;

/** A hash map of about 500 MB, filled and then changed at random places. */
public class MapMutation {
    public static void main(String[] args) {
        int entries = 3_000_000;
        HashMap<Integer, long[]> map = new HashMap<>();
        long seed = 42;
        for (int i = 0; i < entries; i++) {
            map.put(i, new long[10]);
        }
        long sum = 0;
        for (int i = 0; i < 2_000_000; i++) {
            seed = seed * 6364136223846793005L + 1442695040888963407L;
            int key = (int) ((seed >>> 33) % entries);
            long[] fresh = new long[10];
            fresh[0] = map.put(key, fresh)[0] + i;
            sum += fresh[0];
        }
        System.out.println(map.size() + " " + sum);
    }
}
