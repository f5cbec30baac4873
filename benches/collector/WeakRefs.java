import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.WeakHashMap;

/** Weak references to objects of which one in eight stays, with a queue, and a weak map. */
public class WeakRefs {
    public static void main(String[] args) {
        ReferenceQueue<Object> queue = new ReferenceQueue<>();
        List<WeakReference<Object>> references = new ArrayList<>();
        Object[] kept = new Object[1 << 17];
        WeakHashMap<Object, Integer> map = new WeakHashMap<>();
        int queued = 0;
        for (int i = 0; i < 4_000_000; i++) {
            Object referent = new Object();
            references.add(new WeakReference<>(referent, queue));
            if ((i & 7) == 0) {
                kept[(i >> 3) & (kept.length - 1)] = referent;
                map.put(referent, i);
            }
            if (references.size() == 1 << 20) {
                references.removeIf(reference -> reference.get() == null);
            }
            while (queue.poll() != null) {
                queued++;
            }
        }
        System.out.println(queued > 1000 ? "queued" : "few queued: " + queued);
        System.out.println(map.size() > 0);
    }
}
