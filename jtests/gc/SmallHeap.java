// Much garbage in a small heap; long-lived data grows and shrinks.
// flags: -Xmx16m
import java.util.*;

public class SmallHeap {
    public static void main(String[] args) {
        Random r = new Random(3);
        ArrayList<Object> live = new ArrayList<>();
        long h = 0;
        for (int i = 0; i < 60000; i++) {
            byte[] b = new byte[r.nextInt(200)];
            if (live.size() < 20000 && i % 2 == 0) {
                live.add(b);
            }
            if (i % 10000 == 9999) {
                for (int k = 0; k < live.size(); k++) {
                    h += ((byte[]) live.get(k)).length;
                }
                live.subList(0, live.size() / 2).clear();
            }
        }
        System.out.println(live.size() + " " + h);
        for (int i = 0; i < 20; i++) {
            char[] big = new char[1_000_000];
            big[i] = 'x';
            h += big[i];
        }
        System.out.println(h);
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < 100000; i++) {
            s.append(i % 10);
            if (s.length() > 50000) {
                s = new StringBuilder();
            }
        }
        System.out.println(s.length() + " " + (Runtime.getRuntime().maxMemory() <= 20 << 20));
    }
}
