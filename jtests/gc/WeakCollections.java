// WeakHashMap and weak listeners under load; references cleared before finalisation; chains of weak references.
import java.lang.ref.*;
import java.util.*;

public class WeakCollections {
    static class Bus {
        final List<WeakReference<Runnable>> listeners = new ArrayList<>();

        int fire() {
            int n = 0;
            for (Iterator<WeakReference<Runnable>> i = listeners.iterator(); i.hasNext(); ) {
                Runnable r = i.next().get();
                if (r == null) {
                    i.remove();
                } else {
                    r.run();
                    n++;
                }
            }
            return n;
        }
    }

    static int fired;

    static Runnable listener(int[] counter) {
        return () -> counter[0]++;
    }

    public static void main(String[] args) throws Exception {
        Bus bus = new Bus();
        int[] counter = new int[1];
        List<Runnable> kept = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Runnable r = listener(counter);
            bus.listeners.add(new WeakReference<>(r));
            if (i % 4 == 0) {
                kept.add(r);
            }
        }
        for (int i = 0; i < 50 && bus.fire() > 25; i++) {
            System.gc();
            Thread.sleep(1);
        }
        counter[0] = 0;
        System.out.println(bus.fire() + " " + counter[0] + " " + kept.size());
        WeakHashMap<Object, Object[]> m = new WeakHashMap<>();
        List<Object> keys = new ArrayList<>();
        for (int i = 0; i < 5000; i++) {
            Object k = new Object();
            m.put(k, new Object[10]);
            if (i % 50 == 0) {
                keys.add(k);
            }
        }
        for (int i = 0; i < 100 && m.size() > keys.size(); i++) {
            System.gc();
            Thread.sleep(1);
        }
        boolean all = true;
        for (Object k : keys) {
            all &= m.containsKey(k);
        }
        System.out.println(m.size() + " " + all);
        ReferenceQueue<Object> q = new ReferenceQueue<>();
        List<Reference<?>> refs = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            refs.add(i % 2 == 0 ? new WeakReference<>(new Object(), q) : new PhantomReference<>(new Object(), q));
        }
        int n = 0;
        for (int i = 0; i < 200 && n < 300; i++) {
            System.gc();
            while (q.remove(2) != null) {
                n++;
            }
        }
        System.out.println(n + " " + refs.size());
        WeakReference<WeakReference<Object>> chain = new WeakReference<>(new WeakReference<>("literal"));
        for (int i = 0; i < 50 && chain.get() != null; i++) {
            System.gc();
        }
        System.out.println(chain.get());
    }
}
