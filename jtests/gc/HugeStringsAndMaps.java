// Collections that grow and shrink under memory pressure: maps, string builders, nested lists, soft caches.
// flags: -Xmx48m
import java.lang.ref.SoftReference;
import java.util.*;

public class HugeStringsAndMaps {
    public static void main(String[] args) {
        Map<String, List<String>> m = new HashMap<>();
        for (int i = 0; i < 20000; i++) {
            m.computeIfAbsent("key" + i % 700, k -> new ArrayList<>()).add("value" + i);
            if (i % 5000 == 4999) {
                m.keySet().removeIf(k -> k.hashCode() % 3 == 0);
            }
        }
        long h = 0;
        for (Map.Entry<String, List<String>> e : new TreeMap<>(m).entrySet()) {
            h = h * 31 + e.getKey().hashCode() + e.getValue().size();
        }
        System.out.println(m.size() + " " + h);
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < 300000; i++) {
            s.append((char) ('a' + i % 26));
        }
        String t = s.toString();
        for (int i = 0; i < 30; i++) {
            t = t.substring(1) + t.charAt(0);
        }
        System.out.println(t.length() + " " + t.hashCode());
        List<SoftReference<byte[]>> cache = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            byte[] b = new byte[1_000_000];
            b[5] = (byte) i;
            cache.add(new SoftReference<>(b));
        }
        int live = 0;
        boolean ok = true;
        for (int i = 0; i < cache.size(); i++) {
            byte[] b = cache.get(i).get();
            if (b != null) {
                live++;
                ok &= b[5] == (byte) i;
            }
        }
        System.out.println((live < 200) + " " + ok);
    }
}
