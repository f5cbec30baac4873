// What keeps a class and its loader alive, one root at a time, and what does not.
import jasm.Loader;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

class Kept implements IntSupplier {
    static int number = 7;
    static Object anchor = new Object();
    Object link;

    public int getAsInt() {
        return number;
    }

    public static IntSupplier lambda() {
        int base = number;
        return () -> base + number;
    }

    public static Object failing() {
        return new IllegalStateException("from " + Kept.class.getName());
    }

    public static void waiting(CountDownLatch in, CountDownLatch out) throws InterruptedException {
        in.countDown();
        out.await();
        number++;
    }

    static synchronized int locked(Supplier<Object> body) {
        body.get();
        return number;
    }

    public static int callLocked(Supplier<Object> body) {
        return locked(body);
    }

    public static String concat(Object o) {
        return "x" + o + number;
    }
}

class Derived extends Kept {
    public int getAsInt() {
        return super.getAsInt() * 10;
    }
}

class Resurrected {
    static volatile Object saved;
    static int value = 5;

    @Override
    protected void finalize() {
        UnloadingRoots.saved = this;
    }

    public String toString() {
        return "resurrected " + value;
    }
}

public class UnloadingRoots {
    static volatile Object saved;

    /** Makes something out of the loader's copy of the class. */
    interface Maker {
        Object make(Class<?> copy) throws Throwable;
    }

    static WeakReference<Class<?>> last;
    static WeakReference<ClassLoader> lastLoader;

    static Object[] make(Class<?> like, Maker maker) throws Throwable {
        Class<?> copy = new Loader().copy(like).load(like.getName());
        last = new WeakReference<>(copy);
        lastLoader = new WeakReference<>(copy.getClassLoader());
        return new Object[] {maker.make(copy)};
    }

    static boolean gone(WeakReference<?> reference) throws InterruptedException {
        for (int i = 0; i < 50 && reference.get() != null; i++) {
            System.gc();
            Thread.sleep(1);
        }
        return reference.get() == null;
    }

    interface Use {
        Object use(Object made) throws Throwable;
    }

    static void root(String what, Maker maker, Use use) throws Throwable {
        Object[] made = make(Kept.class, maker);
        System.gc();
        System.gc();
        boolean kept = last.get() != null && lastLoader.get() != null;
        Object result = use.use(made[0]);
        made[0] = null;
        System.out.println(what + ": kept " + kept + ", " + result + ", then gone "
                + (gone(last) && gone(lastLoader)));
    }

    static Object instance(Class<?> c) throws Throwable {
        var constructor = c.getDeclaredConstructor();
        constructor.setAccessible(true);
        return constructor.newInstance();
    }

    static MethodHandles.Lookup lookup(Class<?> c) throws Throwable {
        return MethodHandles.privateLookupIn(c, MethodHandles.lookup());
    }

    static Object call(Class<?> c, String name, Object... arguments) throws Throwable {
        for (var method : c.getDeclaredMethods()) {
            if (method.getName().equals(name)) {
                method.setAccessible(true);
                return method.invoke(null, arguments);
            }
        }
        throw new NoSuchMethodError(name);
    }

    public static void main(String[] args) throws Throwable {
        root("nothing", c -> null, made -> made);
        root("mirror", c -> c, made -> call((Class<?>) made, "concat", "y"));
        root("instance", c -> instance(c), made -> ((IntSupplier) made).getAsInt());
        root("array", c -> java.lang.reflect.Array.newInstance(c, 3, 2), made -> made.getClass().getName());
        root("array class", c -> java.lang.reflect.Array.newInstance(c, 0).getClass(), made -> ((Class<?>) made).getName());
        root("loader", c -> c.getClassLoader(), made -> ((ClassLoader) made).loadClass("Kept").getName());
        root("static field", c -> new Object[] {c.getDeclaredFields()[0]}, made -> ((Object[]) made)[0]);
        root("method", c -> c.getDeclaredMethod("getAsInt"), made -> made);
        root("method handle",
                c -> lookup(c).findStatic(c, "concat", MethodType.methodType(String.class, Object.class)),
                made -> (String) ((MethodHandle) made).invoke((Object) "z"));
        root("static handle", c -> lookup(c).findStaticGetter(c, "number", int.class),
                made -> (int) ((MethodHandle) made).invokeExact());
        root("var handle", c -> lookup(c).findStaticVarHandle(c, "number", int.class),
                made -> (int) ((VarHandle) made).getAndAdd(3) + (int) ((VarHandle) made).getVolatile());
        root("lambda", c -> call(c, "lambda"), made -> ((IntSupplier) made).getAsInt());
        root("backtrace", c -> call(c, "failing"), made -> {
            var trace = ((Throwable) made).getStackTrace();
            return made + " at " + trace[0].getClassName() + "." + trace[0].getMethodName();
        });
        root("package", c -> c.getPackage().getName().isEmpty() ? c.getClassLoader() : null, made -> made != null);
        root("module", c -> c.getModule(), made -> made.toString().startsWith("unnamed module"));
        root("protection domain", c -> c.getProtectionDomain().getClassLoader() == null ? c : null, made -> made != null);
        root("monitor", c -> c, made -> {
            synchronized (made) {
                System.gc();
                return call((Class<?>) made, "callLocked", (Supplier<Object>) () -> {
                    System.gc();
                    return null;
                });
            }
        });
        frame();
        superclass();
        finalizer();
        hidden();
        callSite();
        System.out.println("done");
    }

    /** A frame keeps its class while the thread waits in it. */
    static void frame() throws Throwable {
        CountDownLatch in = new CountDownLatch(1);
        CountDownLatch out = new CountDownLatch(1);
        Thread[] thread = new Thread[1];
        make(Kept.class, c -> {
            var handle = lookup(c).findStatic(c, "waiting",
                    MethodType.methodType(void.class, CountDownLatch.class, CountDownLatch.class));
            thread[0] = new Thread(() -> {
                try {
                    handle.invoke(in, out);
                } catch (Throwable e) {
                    e.printStackTrace();
                }
            });
            return null;
        });
        thread[0].start();
        in.await();
        System.gc();
        System.gc();
        boolean kept = last.get() != null;
        out.countDown();
        thread[0].join();
        thread[0] = null;
        System.out.println("frame: kept " + kept + ", then gone " + gone(last));
    }

    /** A subclass in another loader keeps the superclass and its loader. */
    static void superclass() throws Throwable {
        Object[] made = make(Kept.class, c -> {
            Loader child = new Loader("child", c.getClassLoader()).copy(Derived.class);
            return instance(child.load("Derived"));
        });
        System.gc();
        System.gc();
        boolean kept = last.get() != null && last.get() == made[0].getClass().getSuperclass();
        int value = ((IntSupplier) made[0]).getAsInt();
        made[0] = null;
        System.out.println("superclass: kept " + kept + ", " + value + ", then gone " + gone(last));
    }

    /** A finalizer brings an object back, and with it the class. */
    static void finalizer() throws Throwable {
        make(Resurrected.class, c -> {
            instance(c);
            return null;
        });
        for (int i = 0; i < 200 && saved == null; i++) {
            System.gc();
            System.runFinalization();
        }
        System.gc();
        String text = String.valueOf(saved);
        saved = null;
        System.out.println("finalizer: " + text + ", then gone " + gone(last));
    }

    /** Hidden classes go before their loader unless they are strong. */
    static void hidden() throws Throwable {
        byte[] bytes;
        try (var in = Kept.class.getResourceAsStream("Kept.class")) {
            bytes = in.readAllBytes();
        }
        List<WeakReference<Class<?>>> weak = new ArrayList<>();
        var own = MethodHandles.lookup();
        for (int i = 0; i < 50; i++) {
            Class<?> c = own.defineHiddenClass(bytes, i % 2 == 0).lookupClass();
            if (((IntSupplier) instance(c)).getAsInt() != 7) {
                System.out.println("wrong");
            }
            weak.add(new WeakReference<>(c));
        }
        Object kept = instance(weak.get(49).get() == null
                ? own.defineHiddenClass(bytes, true).lookupClass() : weak.get(49).get());
        var strong = new WeakReference<Class<?>>(
                own.defineHiddenClass(bytes, true, MethodHandles.Lookup.ClassOption.STRONG).lookupClass());
        long living = 0;
        for (int i = 0; i < 50; i++) {
            System.gc();
            living = weak.stream().filter(reference -> reference.get() != null).count();
            if (living <= 1) {
                break;
            }
        }
        System.out.println("hidden: " + (living <= 1) + ", " + ((IntSupplier) kept).getAsInt()
                + ", strong kept " + (strong.get() != null));
    }

    static int sum(IntSupplier supplier) {
        return supplier.getAsInt();
    }

    /** An interface call that has met many classes that are gone. */
    static void callSite() throws Throwable {
        int total = 0;
        for (int i = 0; i < 40; i++) {
            Class<?> copy = new Loader().copy(Kept.class).load("Kept");
            total += sum((IntSupplier) instance(copy)) + sum((IntSupplier) call(copy, "lambda"));
            copy = null;
            if (i % 4 == 0) {
                System.gc();
            }
        }
        System.out.println("call site: " + total);
    }
}
