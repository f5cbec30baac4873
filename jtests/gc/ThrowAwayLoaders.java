// 10,000 classes through throw-away loaders: they are unloaded and their memory comes back.
import jasm.Loader;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

interface Shape {
    int area();
}

abstract class Base implements Shape, Runnable {
    static Object last;
    static final String[] NAMES = {"a", "b"};
    final byte[] ballast = new byte[100];
    int runs;

    public void run() {
        runs++;
        last = this;
    }
}

class Square extends Base {
    static int made;
    private final int side = ++made;

    public int area() {
        return side * side + NAMES.length + runs;
    }
}

class Circle extends Base {
    public int area() {
        Shape inner = () -> 3 + runs;
        try {
            return inner.area() / (runs - runs);
        } catch (ArithmeticException e) {
            return inner.area() + "circle".length();
        }
    }
}

class Boxes {
    static Base[][] all = new Base[2][2];

    static int fill() throws Exception {
        all[0][0] = new Square();
        all[1][1] = new Circle();
        return all.length + Base[][][].class.getName().length();
    }
}

public class ThrowAwayLoaders {
    static final Class<?>[] COPIED = {Shape.class, Base.class, Square.class, Circle.class, Boxes.class};

    static int once(Loader loader) throws Exception {
        Class<?>[] classes = new Class<?>[COPIED.length];
        for (int i = 0; i < COPIED.length; i++) {
            classes[i] = loader.load(COPIED[i].getName());
        }
        int sum = 0;
        for (int i = 2; i < 4; i++) {
            var constructor = classes[i].getDeclaredConstructor();
            constructor.setAccessible(true);
            Object shape = constructor.newInstance();
            // This call meets a class of every loader.
            ((Runnable) shape).run();
            var area = classes[i].getMethod("area");
            area.setAccessible(true);
            sum += (Integer) area.invoke(shape);
        }
        var fill = classes[4].getDeclaredMethod("fill");
        fill.setAccessible(true);
        return sum + (Integer) fill.invoke(null);
    }

    static Loader template;

    static Loader loader() {
        Loader loader = new Loader();
        for (int i = 0; i < COPIED.length; i++) {
            loader.add(COPIED[i].getName(), BYTES[i]);
        }
        return loader;
    }

    static final byte[][] BYTES = new byte[COPIED.length][];

    static List<WeakReference<Loader>> batch(int loaders) throws Exception {
        List<WeakReference<Loader>> all = new ArrayList<>();
        for (int i = 0; i < loaders; i++) {
            Loader loader = loader();
            int result = once(loader);
            if (result != 32) {
                System.out.println("unexpected " + result);
            }
            all.add(new WeakReference<>(loader));
        }
        return all;
    }

    static long metaspace() {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals("Metaspace")) {
                return pool.getUsage().getUsed();
            }
        }
        throw new AssertionError("no pool of that name");
    }

    static long living(List<WeakReference<Loader>> loaders) throws InterruptedException {
        long living = 0;
        for (int i = 0; i < 20; i++) {
            System.gc();
            living = loaders.stream().filter(loader -> loader.get() != null).count();
            if (living == 0) {
                break;
            }
            Thread.sleep(2);
        }
        return living;
    }

    public static void main(String[] args) throws Exception {
        for (int i = 0; i < COPIED.length; i++) {
            try (var in = ThrowAwayLoaders.class.getResourceAsStream(COPIED[i].getName() + ".class")) {
                BYTES[i] = in.readAllBytes();
            }
        }
        var counts = ManagementFactory.getClassLoadingMXBean();
        System.out.println("first batch, living: " + living(batch(50)));
        long before = metaspace();
        long unloadedBefore = counts.getUnloadedClassCount();
        System.out.println("second batch, living: " + living(batch(2000)));
        long unloaded = counts.getUnloadedClassCount() - unloadedBefore;
        System.out.println("unloaded 10,000 classes: " + (unloaded >= 10_000));
        System.out.println("counts agree: "
                + (counts.getTotalLoadedClassCount() - counts.getUnloadedClassCount() == counts.getLoadedClassCount()));
        System.out.println("memory came back: " + (metaspace() < before + (1 << 20)));
    }
}
