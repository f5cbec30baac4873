// JVMS 5.5: threads wait for another thread's initialisation, see its result or its failure; recursion in one thread does not wait; superclasses come first.
import jasm.Try;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

public class WaitingThreads {
    static final CountDownLatch inside = new CountDownLatch(1), go = new CountDownLatch(1); static final AtomicInteger runs = new AtomicInteger();
    static void await(CountDownLatch l) { try { l.await(); } catch (InterruptedException e) { Thread.currentThread().interrupt(); } }
    static class Slow { static final int A; static int b = 1; static { runs.incrementAndGet(); inside.countDown(); await(go); A = 42; b = 2; } static int sum() { return A + b; } }
    static final CountDownLatch inside2 = new CountDownLatch(1), go2 = new CountDownLatch(1);
    static class Bad { static int v; static { runs.incrementAndGet(); inside2.countDown(); await(go2); if (true) throw new IllegalStateException("after waiting"); } }
    static class Base { static final List<String> order = Collections.synchronizedList(new ArrayList<>()); static { order.add("base"); } } static class Mid extends Base { static { order.add("mid"); } } static class Leaf extends Mid { static { order.add("leaf"); } static int n() { return order.size(); } }
    static class Re { static int seenByThread = -1, before = 1; static { try { before = Re.peek(); Thread t = new Thread(() -> { seenByThread = 5; }); t.start(); t.join(300); Slow.sum(); } catch (InterruptedException e) { } } static int peek() { return before + 10; } static int after = 7; }

    static String race(int n, Callable<Object> c, CountDownLatch in, CountDownLatch release) throws Exception {
        ExecutorService ex = Executors.newFixedThreadPool(n); List<Future<String>> f = new ArrayList<>(); CountDownLatch started = new CountDownLatch(n);
        for (int i = 0; i < n; i++) f.add(ex.submit(() -> { started.countDown(); try { return "" + c.call(); } catch (Throwable t) { return t.getClass().getSimpleName() + ": " + (t instanceof NoClassDefFoundError ? t.getMessage() : t.getCause()); } }));
        started.await(); in.await(); release.countDown(); Map<String, Integer> m = new TreeMap<>(); for (var x : f) m.merge(x.get(), 1, Integer::sum); ex.shutdown(); return m.toString();
    }

    public static void main(String[] args) throws Exception {
        System.out.println("slow " + race(8, () -> Slow.sum(), inside, go) + " runs " + runs.getAndSet(0));
        System.out.println("bad " + race(8, () -> Bad.v, inside2, go2) + " runs " + runs.getAndSet(0));
        System.out.println("chain " + race(6, () -> { Leaf.n(); return Base.order; }, new CountDownLatch(0), new CountDownLatch(1)));
        System.out.println("re " + Re.before + " " + Re.after);
        Thread interrupted = new Thread(() -> { Thread.currentThread().interrupt(); int v = Late.v; late = "late " + v + " " + Thread.currentThread().isInterrupted(); }); 
        Thread holder = new Thread(() -> { if (Late.v != 3) System.out.println("holder " + Late.v); }); holder.start(); Gates.g.inside.await(); interrupted.start(); while (interrupted.getState() == Thread.State.NEW) Thread.onSpinWait(); Gates.g.go.countDown(); holder.join(); interrupted.join(); System.out.println(late);
    }
    static volatile String late;
    static class Gate { final CountDownLatch inside = new CountDownLatch(1), go = new CountDownLatch(1); }
    static class Late { static final Gate inside = Gates.g; static int v; static { Gates.g.inside.countDown(); await(Gates.g.go); v = 3; } } static class Gates { static final Gate g = new Gate(); }
}
