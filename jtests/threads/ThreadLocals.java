// ThreadLocal, InheritableThreadLocal, initial values, removal, many locals.
public class ThreadLocals {
    static final ThreadLocal<Integer> N = ThreadLocal.withInitial(() -> 100);
    static final InheritableThreadLocal<String> I = new InheritableThreadLocal<>() {
        @Override
        protected String childValue(String s) {
            return s + " child";
        }
    };

    public static void main(String[] args) throws Exception {
        I.set("parent");
        N.set(1);
        Thread t = new Thread(() -> {
            System.out.println(N.get() + " " + I.get());
            N.set(2);
            I.set("changed");
            System.out.println(N.get() + " " + I.get());
        });
        t.start();
        t.join();
        System.out.println(N.get() + " " + I.get());
        N.remove();
        System.out.println(N.get());
        ThreadLocal<?>[] many = new ThreadLocal<?>[500];
        for (int i = 0; i < many.length; i++) {
            int k = i;
            many[i] = ThreadLocal.withInitial(() -> k * 2);
            many[i].get();
        }
        System.gc();
        int sum = 0;
        for (ThreadLocal<?> m : many) {
            sum += (Integer) m.get();
        }
        System.out.println(sum);
    }
}
