// identityHashCode stays the same when objects move; default hashCode and toString agree with it.
import java.util.*;

public class IdentityHash {
    public static void main(String[] args) {
        Object[] os = new Object[20000];
        int[] hashes = new int[os.length];
        for (int i = 0; i < os.length; i++) {
            os[i] = i % 3 == 0 ? new Object() : i % 3 == 1 ? new int[i % 50] : "s" + i;
            hashes[i] = System.identityHashCode(os[i]);
        }
        IdentityHashMap<Object, Integer> m = new IdentityHashMap<>();
        for (int i = 0; i < os.length; i++) {
            m.put(os[i], i);
        }
        int bad = 0;
        for (int round = 0; round < 4; round++) {
            Object[] garbage = new Object[1000];
            for (int i = 0; i < 100000; i++) {
                garbage[i % 1000] = new byte[60];
            }
            System.gc();
            for (int i = 0; i < os.length; i++) {
                if (System.identityHashCode(os[i]) != hashes[i] || m.get(os[i]) != i) {
                    bad++;
                }
            }
        }
        System.out.println(bad);
        Set<Integer> distinct = new HashSet<>();
        for (int h : hashes) {
            distinct.add(h);
        }
        System.out.println(distinct.size() > os.length * 9 / 10);
        Object o = new Object();
        synchronized (o) {
            int h = o.hashCode();
            System.gc();
            System.out.println((h == System.identityHashCode(o)) + " " + o.toString().equals("java.lang.Object@" + Integer.toHexString(h)) + " " + System.identityHashCode(null) + " " + (h >= 0));
        }
    }
}
