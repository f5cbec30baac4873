// Loaders that become unreachable are collected with their classes; reachable ones stay.
import jasm.*;
import java.lang.ref.WeakReference;

public class ClassUnloading {
    static WeakReference<Class<?>> make(Object[] keep) throws Exception {
        Asm asm = new Asm("U").constructor();
        for (int i = 0; i < 50; i++) {
            asm.method(Asm.PUBLIC, "m" + i, "()V").op(Op.RETURN);
        }
        Class<?> c = asm.load();
        Object o = c.getDeclaredConstructor().newInstance();
        if (keep != null) {
            keep[0] = o;
        }
        return new WeakReference<>(c);
    }

    static boolean gone(WeakReference<?> r) throws InterruptedException {
        for (int i = 0; i < 50 && r.get() != null; i++) {
            System.gc();
            Thread.sleep(2);
        }
        return r.get() == null;
    }

    public static void main(String[] args) throws Exception {
        Object[] keep = new Object[1];
        WeakReference<Class<?>> dropped = make(null);
        WeakReference<Class<?>> kept = make(keep);
        System.out.println("dropped: " + gone(dropped));
        System.gc();
        System.out.println("kept: " + (kept.get() == keep[0].getClass()));
        keep[0] = null;
        System.out.println("kept, then dropped: " + gone(kept));
        for (int i = 0; i < 200; i++) {
            make(null);
        }
        System.out.println("done");
    }
}
