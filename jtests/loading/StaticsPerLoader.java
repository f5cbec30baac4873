// The same class in two loaders has its own statics, interned names and enum constants; lookups by each.
import jasm.*;

public class StaticsPerLoader {
    static int count;

    public static class Counter {
        static int n;
        static final Object LOCK = new Object();

        public static int next() {
            return ++n + count++ * 0;
        }
    }

    public enum Color { RED }

    public static void main(String[] args) throws Throwable {
        Loader a = new Loader(), b = new Loader();
        for (Loader l : new Loader[] {a, b}) {
            l.copy(Counter.class).copy(StaticsPerLoader.class).copy(Color.class);
        }
        Class<?> x = a.load("StaticsPerLoader$Counter"), y = b.load("StaticsPerLoader$Counter");
        for (int i = 0; i < 3; i++) {
            Try.call(x, "next");
        }
        System.out.println(Try.call(x, "next") + " " + Try.call(y, "next") + " " + Counter.next() + " " + (x == y) + (x == Counter.class) + x.getName().equals(y.getName()) + (x.getName() == y.getName()));
        Object red = a.load("StaticsPerLoader$Color").getEnumConstants()[0];
        System.out.println(red + " " + (red == Color.RED) + " " + red.equals(Color.RED) + " " + (red instanceof Color) + " " + Color.class.isInstance(red));
        System.out.println(x.getNestHost() == a.load("StaticsPerLoader"));
        Thread.currentThread().setContextClassLoader(b);
        System.out.println(Class.forName("StaticsPerLoader$Counter", true, Thread.currentThread().getContextClassLoader()) == y);
        Thread t = new Thread(() -> System.out.println(Thread.currentThread().getContextClassLoader() == b));
        t.start();
        t.join();
    }
}
