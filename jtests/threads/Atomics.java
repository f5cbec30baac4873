// Atomic classes, adders, field updaters, concurrent map operations from many threads.
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

public class Atomics {
    volatile int vi;
    volatile long vl;
    volatile String vs = "a";

    public static void main(String[] args) throws Exception {
        AtomicInteger i = new AtomicInteger(5);
        System.out.println(i.incrementAndGet() + " " + i.getAndAdd(10) + " " + i.compareAndSet(16, 1) + i.updateAndGet(x -> x * 7) + " " + i.accumulateAndGet(3, Math::max) + " " + i.getAndUpdate(x -> -x) + i);
        AtomicReference<String> r = new AtomicReference<>("x");
        System.out.println(r.compareAndSet("x", "y") + r.getAndSet("z") + r.updateAndGet(s -> s + s));
        AtomicIntegerArray a = new AtomicIntegerArray(3);
        a.addAndGet(1, 5);
        AtomicStampedReference<String> st = new AtomicStampedReference<>("s", 1);
        System.out.println(a + " " + st.compareAndSet("s", "t", 1, 2) + st.getStamp() + new AtomicMarkableReference<>("m", true).isMarked() + new AtomicBoolean(true).getAndSet(false));
        AtomicIntegerFieldUpdater<Atomics> fi = AtomicIntegerFieldUpdater.newUpdater(Atomics.class, "vi");
        AtomicLongFieldUpdater<Atomics> fl = AtomicLongFieldUpdater.newUpdater(Atomics.class, "vl");
        AtomicReferenceFieldUpdater<Atomics, String> fs = AtomicReferenceFieldUpdater.newUpdater(Atomics.class, String.class, "vs");
        Atomics o = new Atomics();
        LongAdder adder = new LongAdder();
        AtomicLong al = new AtomicLong();
        ConcurrentHashMap<Integer, Integer> m = new ConcurrentHashMap<>();
        ConcurrentLinkedQueue<Integer> q = new ConcurrentLinkedQueue<>();
        Thread[] ts = new Thread[4];
        for (int t = 0; t < ts.length; t++) {
            ts[t] = new Thread(() -> {
                for (int k = 0; k < 2000; k++) {
                    fi.incrementAndGet(o);
                    fl.addAndGet(o, 3);
                    adder.increment();
                    al.getAndIncrement();
                    m.merge(k % 50, 1, Integer::sum);
                    if (k % 20 == 0) {
                        q.add(k);
                        m.computeIfAbsent(1000 + k, x -> x);
                    }
                }
            });
            ts[t].start();
        }
        for (Thread t : ts) {
            t.join();
        }
        System.out.println(o.vi + " " + o.vl + " " + adder.sum() + " " + al + " " + m.get(7) + " " + m.size() + " " + q.size());
        System.out.println(fs.compareAndSet(o, "a", "b") + o.vs + " " + m.reduceValues(1, Integer::sum) + " " + m.mappingCount() + " " + m.search(1, (k, v) -> k == 1020 ? v : null));
        try {
            AtomicIntegerFieldUpdater.newUpdater(Atomics.class, "nope");
        } catch (RuntimeException e) {
            System.out.println(e.getMessage());
        }
        Set<Integer> set = ConcurrentHashMap.newKeySet();
        set.add(1);
        System.out.println(set.add(1) + " " + new LongAccumulator(Long::max, 0));
    }
}
