// Finalizers, resurrection, finalisation once, and Cleaner.
import java.lang.ref.Cleaner;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;

public class Finalizers {
    static final AtomicInteger finalized = new AtomicInteger();
    static volatile Finalizers saved;

    @Override
    @SuppressWarnings("deprecation")
    protected void finalize() {
        if (finalized.incrementAndGet() == 1) {
            saved = this;
        }
    }

    static void make(int n) {
        for (int i = 0; i < n; i++) {
            new Finalizers();
        }
    }

    static class Thrower {
        @Override
        @SuppressWarnings("deprecation")
        protected void finalize() {
            done.countDown();
            throw new IllegalStateException("ignored");
        }
    }

    static final CountDownLatch done = new CountDownLatch(1);

    static void thrower() {
        new Thrower();
    }

    static Cleaner.Cleanable register(Cleaner c, CountDownLatch l) {
        return c.register(new Object(), l::countDown);
    }

    @SuppressWarnings("removal")
    public static void main(String[] args) throws Exception {
        make(50);
        for (int i = 0; i < 200 && finalized.get() < 50; i++) {
            System.gc();
            System.runFinalization();
            Thread.sleep(1);
        }
        System.out.println(finalized.get() + " " + (saved != null));
        saved = null;
        for (int i = 0; i < 5; i++) {
            System.gc();
            System.runFinalization();
        }
        System.out.println(finalized.get());
        thrower();
        for (int i = 0; i < 200 && done.getCount() > 0; i++) {
            System.gc();
            done.await(2, TimeUnit.MILLISECONDS);
        }
        System.out.println(done.getCount());
        Cleaner cleaner = Cleaner.create();
        CountDownLatch cleaned = new CountDownLatch(1);
        register(cleaner, cleaned);
        for (int i = 0; i < 200 && cleaned.getCount() > 0; i++) {
            System.gc();
            cleaned.await(2, TimeUnit.MILLISECONDS);
        }
        System.out.println(cleaned.getCount());
        AtomicInteger n = new AtomicInteger();
        Object o = new Object();
        Cleaner.Cleanable c = cleaner.register(o, n::incrementAndGet);
        c.clean();
        c.clean();
        System.out.println(n.get() + " " + o.equals(o));
    }
}
