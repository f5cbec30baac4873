// aaload, aastore with ArrayStoreException, anewarray, arrays as objects.
// javac: -XDstringConcat=inline
import java.io.Serializable;

public class ReferenceArrays {
    static void store(Object[] array, Object value) {
        try {
            array[0] = value;
            System.out.println("stored " + (array[0] == value));
        } catch (ArrayStoreException e) {
            System.out.println(e);
        } catch (NullPointerException | ArrayIndexOutOfBoundsException e) {
            System.out.println(e.getClass());
        }
    }

    public static void main(String[] args) {
        store(new Object[1], "s");
        store(new String[1], "s");
        store(new String[1], null);
        store(new String[1], 5);
        store(new Integer[1], "s");
        store(new Number[1], 5);
        store(new Number[1], 'c');
        store(new Comparable[1], 5);
        store(new Runnable[1], "s");
        store(new Object[1][], "s");
        store(new Object[1][], new String[] {});
        store(new String[1][], new Object[] {});
        store(new int[1][], new long[] {});
        store(new Cloneable[1], new int[0].length == 0 ? null : "");
        store(new Object[0], "s");
        store(null, "s");
        Object[] arrays = {new int[0], new String[0], new int[0][], new Object[0][][]};
        for (Object a : arrays) {
            System.out.println(a.getClass().getName() + " " + (a instanceof Object[]) + (a instanceof Cloneable)
                    + (a instanceof Serializable) + (a instanceof Comparable[]) + (a instanceof Object[][])
                    + a.getClass().getSuperclass() + a.getClass().getComponentType());
        }
        String[] x = {"a", "b"};
        Object[] y = x;
        y[1] = "c";
        System.out.println(x[1] + " " + x.length + x.equals(x.clone()) + x.clone()[0]);
        for (Class<?> i : x.getClass().getInterfaces()) {
            System.out.println(i);
        }
    }
}
