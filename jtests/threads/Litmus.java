// Litmus tests of the Java memory model: outcomes that it forbids must not occur. With an argument, the seconds to run for.
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

public class Litmus {
    /** What two to four actors share in one trial. */
    static class State {
        volatile int vx, vy;
        int x, y, z;
        int r1, r2, r3, r4;
        volatile long vl;
        volatile double vd;
        long plainLong;
        Final unsafe;
        volatile Final safe;
        byte b1, b2, b3, b4;
        short s1, s2;
        boolean f1, f2;
        char c1, c2;
        final byte[] bytes = new byte[4];
        final boolean[] booleans = new boolean[4];
        final long[] longs = new long[1];
        final short[] shorts = new short[2];
        final AtomicInteger counter = new AtomicInteger();
        final AtomicIntegerArray counters = new AtomicIntegerArray(1);
        final AtomicReference<Object> reference = new AtomicReference<>();
        ReentrantLock lock;
    }

    /** An object whose fields all say the same. */
    static class Final {
        final int a;
        final int[] b;
        final Final next;

        Final(int value) {
            a = value;
            b = new int[] {value, value};
            next = value == 0 ? null : new Final(value - 1);
        }
    }

    interface Actor {
        void act(State s);
    }

    interface Judge {
        boolean isForbidden(State s);
    }

    static final class Test {
        final String name;
        final Judge judge;
        final Actor[] actors;

        Test(String name, Judge judge, Actor... actors) {
            this.name = name;
            this.judge = judge;
            this.actors = actors;
        }
    }

    static final VarHandle X, Y, LONG, BYTES;
    static final int BATCH = 400;
    static final List<Test> TESTS = new ArrayList<>();

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            X = lookup.findVarHandle(State.class, "x", int.class);
            Y = lookup.findVarHandle(State.class, "y", int.class);
            LONG = lookup.findVarHandle(State.class, "plainLong", long.class);
            BYTES = MethodHandles.arrayElementVarHandle(long[].class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    static void test(String name, Judge judge, Actor... actors) {
        TESTS.add(new Test(name, judge, actors));
    }

    static void orderTests() {
        test("store buffering, volatile", s -> s.r1 == 0 && s.r2 == 0,
                s -> { s.vx = 1; s.r1 = s.vy; },
                s -> { s.vy = 1; s.r2 = s.vx; });
        test("store buffering, volatile access", s -> s.r1 == 0 && s.r2 == 0,
                s -> { X.setVolatile(s, 1); s.r1 = (int) Y.getVolatile(s); },
                s -> { Y.setVolatile(s, 1); s.r2 = (int) X.getVolatile(s); });
        test("store buffering, full fence", s -> s.r1 == 0 && s.r2 == 0,
                s -> { X.setOpaque(s, 1); VarHandle.fullFence(); s.r1 = (int) Y.getOpaque(s); },
                s -> { Y.setOpaque(s, 1); VarHandle.fullFence(); s.r2 = (int) X.getOpaque(s); });
        test("message passing, volatile", s -> s.r1 == 1 && s.r2 == 0,
                s -> { s.x = 1; s.vy = 1; },
                s -> { s.r1 = s.vy; s.r2 = s.x; });
        test("message passing, release and acquire", s -> s.r1 == 1 && s.r2 == 0,
                s -> { s.x = 1; Y.setRelease(s, 1); },
                s -> { s.r1 = (int) Y.getAcquire(s); s.r2 = s.x; });
        test("message passing, compare and set", s -> s.r1 == 1 && s.r2 == 0,
                s -> { s.x = 1; Y.compareAndSet(s, 0, 1); },
                s -> { s.r1 = (int) Y.compareAndExchange(s, 1, 2); s.r2 = s.x; });
        test("message passing, fences", s -> s.r1 == 1 && s.r2 == 0,
                s -> { s.x = 1; VarHandle.releaseFence(); Y.setOpaque(s, 1); },
                s -> { s.r1 = (int) Y.getOpaque(s); VarHandle.acquireFence(); s.r2 = s.x; });
        test("message passing, monitor", s -> s.r1 == 1 && s.r2 == 0,
                s -> { synchronized (s) { s.x = 1; s.y = 1; } },
                s -> { synchronized (s) { s.r1 = s.y; s.r2 = s.x; } });
        test("load buffering, release and acquire", s -> s.r1 == 1 && s.r2 == 1,
                s -> { s.r1 = (int) X.getAcquire(s); Y.setRelease(s, 1); },
                s -> { s.r2 = (int) Y.getAcquire(s); X.setRelease(s, 1); });
        test("coherence of reads, opaque", s -> s.r1 == 1 && s.r2 == 0 || s.r1 == 2 && s.r2 < 2,
                s -> { X.setOpaque(s, 1); X.setOpaque(s, 2); },
                s -> { s.r1 = (int) X.getOpaque(s); s.r2 = (int) X.getOpaque(s); });
        test("independent reads of independent writes", s -> s.r1 == 1 && s.r2 == 0 && s.r3 == 1 && s.r4 == 0,
                s -> s.vx = 1,
                s -> s.vy = 1,
                s -> { s.r1 = s.vx; s.r2 = s.vy; },
                s -> { s.r3 = s.vy; s.r4 = s.vx; });
        test("write to read causality", s -> s.r1 == 1 && s.r2 == 1 && s.r3 == 0,
                s -> s.vx = 1,
                s -> { s.r1 = s.vx; s.vy = s.r1; },
                s -> { s.r2 = s.vy; s.r3 = s.vx; });
    }

    static void publicationTests() {
        test("publication by a final field", s -> s.r1 == 1,
                s -> s.unsafe = new Final(2),
                s -> {
                    Final seen = s.unsafe;
                    if (seen != null && (seen.a != 2 || seen.b[1] != 2 || seen.next.b[0] != 1 || seen.next.next.a != 0)) {
                        s.r1 = 1;
                    }
                });
        test("double-checked locking", s -> s.r1 == 1 || s.r2 == 1,
                s -> s.r1 = once(s),
                s -> s.r2 = once(s));
        test("header of an unsafely published object", s -> s.r1 == 1,
                s -> s.unsafe = new Final(0),
                s -> {
                    Final seen = s.unsafe;
                    if (seen != null && (seen.getClass() != Final.class || seen.b.length != 2)) {
                        s.r1 = 1;
                    }
                });
    }

    static int once(State s) {
        Final seen = s.safe;
        if (seen == null) {
            synchronized (s) {
                seen = s.safe;
                if (seen == null) {
                    s.z++;
                    seen = new Final(1);
                    s.safe = seen;
                }
            }
        }
        return seen.a != 1 || s.z > 1 ? 1 : 0;
    }

    static boolean isTorn(long value) {
        return value != 0 && value != -1;
    }

    static void tearingTests() {
        test("tearing of a volatile long", s -> s.r1 == 1,
                s -> s.vl = -1L,
                s -> s.r1 = isTorn(s.vl) ? 1 : 0);
        test("tearing of a volatile double", s -> s.r1 == 1,
                s -> s.vd = Double.longBitsToDouble(0x5555_5555_5555_5555L),
                s -> { double d = s.vd; s.r1 = d != 0 && Double.doubleToRawLongBits(d) != 0x5555_5555_5555_5555L ? 1 : 0; });
        test("tearing of an opaque long", s -> s.r1 == 1,
                s -> LONG.setOpaque(s, -1L),
                s -> s.r1 = isTorn((long) LONG.getOpaque(s)) ? 1 : 0);
        test("tearing of an element, opaque", s -> s.r1 == 1,
                s -> BYTES.setOpaque(s.longs, 0, -1L),
                s -> s.r1 = isTorn((long) BYTES.getOpaque(s.longs, 0)) ? 1 : 0);
        test("neighbouring byte fields", s -> s.b1 != 1 || s.b2 != 2 || s.b3 != 3 || s.b4 != 4,
                s -> { s.b1 = 1; },
                s -> { s.b2 = 2; },
                s -> { s.b3 = 3; },
                s -> { s.b4 = 4; });
        test("neighbouring small fields", s -> s.s1 != 1 || s.s2 != 2 || !s.f1 || !s.f2 || s.c1 != 'a' || s.c2 != 'b',
                s -> { s.s1 = 1; s.f1 = true; s.c1 = 'a'; },
                s -> { s.s2 = 2; s.f2 = true; s.c2 = 'b'; });
        test("neighbouring elements", s -> s.bytes[0] + s.bytes[1] + s.bytes[2] + s.bytes[3] != 10,
                s -> s.bytes[0] = 1,
                s -> s.bytes[1] = 2,
                s -> s.bytes[2] = 3,
                s -> s.bytes[3] = 4);
        test("neighbouring booleans and shorts", s -> !s.booleans[1] || !s.booleans[2] || s.shorts[0] + s.shorts[1] != 3,
                s -> { s.booleans[1] = true; s.shorts[0] = 1; },
                s -> { s.booleans[2] = true; s.shorts[1] = 2; });
    }

    static void atomicityTests() {
        Actor increment = s -> { s.counter.incrementAndGet(); s.counters.getAndAdd(0, 3); X.getAndAdd(s, 1); };
        test("atomic increments", s -> s.counter.get() != 3 || s.counters.get(0) != 9 || s.x != 3,
                increment, increment, increment);
        test("one winner of compare and set", s -> s.r1 + s.r2 != 1,
                s -> s.r1 = s.reference.compareAndSet(null, "a") ? 1 : 0,
                s -> s.r2 = s.reference.compareAndSet(null, "b") ? 1 : 0);
        test("one winner of weak compare and set", s -> s.r1 + s.r2 != 1,
                s -> { while ((int) X.getVolatile(s) == 0) { if (X.weakCompareAndSet(s, 0, 1)) { s.r1 = 1; } } },
                s -> { while ((int) X.getVolatile(s) == 0) { if (X.weakCompareAndSet(s, 0, 2)) { s.r2 = 1; } } });
        test("exchange loses nothing", s -> s.r1 + s.r2 + s.x != 3,
                s -> s.r1 = (int) X.getAndSet(s, 1),
                s -> s.r2 = (int) X.getAndSet(s, 2));
        test("bitwise or", s -> s.y != 7,
                s -> Y.getAndBitwiseOr(s, 1),
                s -> Y.getAndBitwiseOr(s, 2),
                s -> Y.getAndBitwiseOrRelease(s, 4));
        Actor locked = s -> { synchronized (s) { s.x++; s.y += s.x; } };
        test("hand-off of a monitor", s -> s.x != 3 || s.y != 6, locked, locked, locked);
        Actor reentrant = s -> { s.lock.lock(); s.x++; s.y += s.x; s.lock.unlock(); };
        test("hand-off of a lock", s -> s.x != 3 || s.y != 6, reentrant, reentrant, reentrant);
        test("identity hash code", s -> s.r1 == 0 || s.r1 != s.r2 || s.r1 != s.r3,
                s -> s.r1 = System.identityHashCode(s),
                s -> { synchronized (s) { s.r2 = System.identityHashCode(s); } },
                s -> s.r3 = s.hashCode());
        test("wait and notify", s -> s.r1 != 1,
                s -> { synchronized (s) { s.x = 1; s.notify(); } },
                s -> { synchronized (s) { while (s.x == 0) { waitFor(s); } s.r1 = s.x; } });
    }

    static void waitFor(Object monitor) {
        try {
            monitor.wait();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Lets all actors of a test begin a batch together and end it together. */
    static final class Barrier {
        final int parties;
        final AtomicInteger arrived = new AtomicInteger();
        volatile int generation;

        Barrier(int parties) {
            this.parties = parties;
        }

        void await() {
            int own = generation;
            if (arrived.incrementAndGet() == parties) {
                arrived.set(0);
                generation = own + 1;
                return;
            }
            for (int spins = 0; generation == own; spins++) {
                if (spins > 50) {
                    Thread.yield();
                } else {
                    Thread.onSpinWait();
                }
            }
        }
    }

    static volatile Throwable failure;

    /** Runs so many batches; how many forbidden outcomes there were. */
    static long run(Test test, int batches) throws Exception {
        State[] states = new State[BATCH];
        Barrier barrier = new Barrier(test.actors.length + 1);
        Thread[] threads = new Thread[test.actors.length];
        for (int i = 0; i < threads.length; i++) {
            Actor actor = test.actors[i];
            boolean backwards = i % 2 == 1;
            threads[i] = new Thread(() -> {
                for (int batch = 0; batch < batches; batch++) {
                    barrier.await();
                    try {
                        boolean down = backwards && batch % 3 == 2;
                        for (int at = 0; at < BATCH; at++) {
                            actor.act(states[down ? BATCH - 1 - at : at]);
                        }
                    } catch (Throwable e) {
                        failure = e;
                    }
                    barrier.await();
                }
            });
            threads[i].start();
        }
        long forbidden = 0;
        for (int batch = 0; batch < batches; batch++) {
            for (int at = 0; at < BATCH; at++) {
                states[at] = new State();
                states[at].lock = new ReentrantLock();
            }
            barrier.await();
            barrier.await();
            for (State s : states) {
                if (test.judge.isForbidden(s)) {
                    forbidden++;
                }
            }
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return forbidden;
    }

    public static void main(String[] args) throws Exception {
        orderTests();
        publicationTests();
        tearingTests();
        atomicityTests();
        boolean isLong = args.length > 0;
        long end = System.nanoTime() + (isLong ? Long.parseLong(args[0]) * 1_000_000_000L : 0);
        long[] forbidden = new long[TESTS.size()];
        long trials = 0;
        do {
            for (int i = 0; i < forbidden.length; i++) {
                int batches = isLong ? 10 : 2;
                forbidden[i] += run(TESTS.get(i), batches);
                trials += (long) batches * BATCH;
            }
        } while (System.nanoTime() < end);
        for (int i = 0; i < forbidden.length; i++) {
            System.out.println(TESTS.get(i).name + ": " + (forbidden[i] == 0 ? "ok" : forbidden[i] + " forbidden"));
        }
        System.out.println(failure == null ? "no exception" : "exception: " + failure);
        if (isLong) {
            System.out.println(trials + " trials, forbidden " + Arrays.stream(forbidden).sum());
        }
    }
}
