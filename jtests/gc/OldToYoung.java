// Writes of young objects into old ones by every path: fields, arrays, arraycopy, clone, reflection, atomics, var handles, maps.
import java.lang.invoke.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.concurrent.atomic.*;

public class OldToYoung {
    Object field;
    static Object stat;
    volatile Object vol;

    static String young(int i) {
        return new StringBuilder("young").append(i).toString();
    }

    public static void main(String[] args) throws Throwable {
        OldToYoung old = new OldToYoung();
        Object[] array = new Object[64], source = new Object[64];
        AtomicReference<Object> atomic = new AtomicReference<>();
        AtomicReferenceArray<Object> atomics = new AtomicReferenceArray<>(8);
        HashMap<Integer, Object> map = new HashMap<>();
        ThreadLocal<Object> local = new ThreadLocal<>();
        VarHandle v = MethodHandles.lookup().findVarHandle(OldToYoung.class, "vol", Object.class);
        VarHandle av = MethodHandles.arrayElementVarHandle(Object[].class);
        MethodHandle setter = MethodHandles.lookup().findSetter(OldToYoung.class, "field", Object.class);
        Field f = OldToYoung.class.getDeclaredField("vol");
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        int bad = 0;
        for (int i = 0; i < 60; i++) {
            old.field = young(i);
            stat = young(i + 1);
            array[i] = young(i + 2);
            for (int k = 0; k < 8; k++) {
                source[k] = young(i + k);
            }
            System.arraycopy(source, 0, source, 8, 8);
            System.arraycopy(source, 0, array, 50, 8);
            Object[] cloned = source.clone();
            atomic.set(young(i));
            atomics.compareAndSet(i % 8, atomics.get(i % 8), young(i));
            map.put(i % 10, young(i));
            local.set(young(i));
            v.setVolatile(old, (Object) young(i));
            av.getAndSet(array, 40, (Object) young(i));
            for (int g = 0; g < 300; g++) {
                young(g);
            }
            if (i % 4 == 0) {
                System.gc();
            }
            bad += old.field.equals(young(i)) ? 0 : 1;
            bad += stat.equals(young(i + 1)) && array[i < 40 ? i : 0].toString().startsWith("young") ? 0 : 1;
            bad += source[15].equals(young(i + 7)) && cloned[8].equals(young(i)) && array[50].equals(young(i)) ? 0 : 1;
            bad += atomic.get().equals(young(i)) && atomics.get(i % 8).equals(young(i)) && map.get(i % 10).equals(young(i)) && local.get().equals(young(i)) ? 0 : 1;
            bad += old.vol.equals(young(i)) && array[40].equals(young(i)) ? 0 : 1;
            setter.invokeExact(old, (Object) young(i));
            f.set(old, young(-i));
            System.gc();
            bad += old.field.equals(young(i)) && old.vol.equals(young(-i)) ? 0 : 1;
        }
        System.out.println(bad);
    }
}
