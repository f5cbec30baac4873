// Several threads that allocate, share and drop objects while others collect.
import java.util.*;
import java.util.concurrent.*;

public class ThreadsAndGarbage {
    public static void main(String[] args) throws Exception {
        ConcurrentHashMap<Integer, List<String>> shared = new ConcurrentHashMap<>();
        Thread[] ts = new Thread[4];
        long[] sums = new long[4];
        for (int t = 0; t < 4; t++) {
            int k = t;
            ts[t] = new Thread(() -> {
                LinkedList<byte[]> mine = new LinkedList<>();
                for (int i = 0; i < 3000; i++) {
                    mine.add(new byte[i % 300]);
                    if (mine.size() > 100) {
                        sums[k] += mine.removeFirst().length;
                    }
                    String v = "v" + i;
                    shared.compute(i % 97, (x, l) -> {
                        List<String> n = l == null || l.size() > 20 ? new ArrayList<>() : new ArrayList<>(l);
                        n.add(v);
                        return n;
                    });
                    if (i % 1000 == 500 && k == 0) {
                        System.gc();
                    }
                }
            });
            ts[t].start();
        }
        for (Thread t : ts) {
            t.join();
        }
        boolean ok = true;
        for (List<String> l : shared.values()) {
            for (String s : l) {
                ok &= s.charAt(0) == 'v' && Integer.parseInt(s.substring(1)) < 3000;
            }
        }
        System.out.println(Arrays.toString(sums) + " " + shared.size() + " " + ok);
    }
}
