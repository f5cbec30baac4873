// Weak, soft and phantom references, queues, and what keeps a referent alive.
import java.lang.ref.*;
import java.util.*;

public class References {
    static Object strong;

    static WeakReference<Object> weak(ReferenceQueue<Object> q) {
        return new WeakReference<>(new Object(), q);
    }

    static boolean gone(Reference<?> r) throws InterruptedException {
        for (int i = 0; i < 100 && !r.refersTo(null); i++) {
            System.gc();
            Thread.sleep(1);
        }
        return r.refersTo(null);
    }

    static void deepStack(int n, List<WeakReference<Object>> out) {
        if (n > 0) {
            deepStack(n - 1, out);
        } else {
            out.add(new WeakReference<>(new Object()));
        }
    }

    public static void main(String[] args) throws Exception {
        ReferenceQueue<Object> q = new ReferenceQueue<>();
        WeakReference<Object> w = weak(q);
        System.out.println("weak " + gone(w) + " " + (q.remove(5000) == w) + " " + w.get() + " " + q.poll());
        strong = new Object();
        WeakReference<Object> kept = new WeakReference<>(strong);
        System.gc();
        System.out.println("kept " + (kept.get() == strong) + " " + kept.refersTo(strong));
        PhantomReference<Object> p = new PhantomReference<>(new Object(), q);
        System.out.println("phantom " + p.get() + " " + gone(p) + " " + (q.remove(5000) == p));
        SoftReference<Object> s = new SoftReference<>(new Object());
        System.gc();
        System.out.println("soft " + (s.get() != null));
        WeakReference<Object> cleared = new WeakReference<>(strong, q);
        cleared.clear();
        System.out.println("cleared " + cleared.get() + " " + cleared.enqueue() + " " + (q.remove(5000) == cleared) + " " + cleared.enqueue());
        WeakHashMap<Object, String> m = new WeakHashMap<>();
        Object key = new Object();
        m.put(key, "kept");
        for (int i = 0; i < 100; i++) {
            m.put(new Object(), "v" + i);
        }
        for (int i = 0; i < 100 && m.size() > 1; i++) {
            System.gc();
            Thread.sleep(1);
        }
        System.out.println("map " + m.size() + " " + m.get(key));
        List<WeakReference<Object>> deep = new ArrayList<>();
        deepStack(200, deep);
        System.out.println("deep " + gone(deep.get(0)));
        Object[] cycle = new Object[1];
        cycle[0] = cycle;
        WeakReference<Object> c = new WeakReference<>(cycle);
        cycle = null;
        System.out.println("cycle " + gone(c));
        WeakReference<Object> viaField = new WeakReference<>(new Object[] {strong});
        System.out.println("holder " + gone(viaField) + " " + (strong != null));
        try {
            new WeakReference<>(new Object(), q).get();
            q.remove(-1);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        Reference.reachabilityFence(key);
    }
}
