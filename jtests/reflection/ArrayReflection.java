// java.lang.reflect.Array: creation, get and set of every type, errors.
import java.lang.reflect.Array;

public class ArrayReflection {
    interface Act { Object run(); }

    static void run(Act a) {
        try {
            System.out.println(a.run());
        } catch (RuntimeException e) {
            System.out.println(e);
        }
    }

    public static void main(String[] args) {
        Class<?>[] types = {boolean.class, byte.class, char.class, short.class, int.class, long.class, float.class, double.class, String.class, int[].class};
        for (Class<?> t : types) {
            Object a = Array.newInstance(t, 2);
            StringBuilder s = new StringBuilder(a.getClass().getName() + " " + Array.getLength(a) + " " + Array.get(a, 1));
            for (Object v : new Object[] {true, (byte) 1, 'c', 3, 4L, 5f, 6.0, "s"}) {
                try {
                    Array.set(a, 0, v);
                    s.append(' ').append(Array.get(a, 0));
                } catch (IllegalArgumentException e) {
                    s.append(" -");
                }
            }
            System.out.println(s);
        }
        run(() -> Array.newInstance(String.class, 2, 3).getClass());
        run(() -> Array.newInstance(void.class, 1));
        run(() -> Array.newInstance(int.class, -1));
        run(() -> Array.newInstance(null, 1));
        run(() -> Array.newInstance(int.class, new int[256]));
        run(() -> Array.newInstance(int.class, new int[0]));
        run(() -> Array.getLength("s"));
        run(() -> Array.getLength(null));
        run(() -> Array.get(new int[1], 1));
        run(() -> Array.get(new int[1], -1));
        run(() -> Array.getInt(new byte[] {5}, 0) + " " + Array.getLong(new char[] {'a'}, 0) + " " + Array.getDouble(new float[] {1.5f}, 0));
        run(() -> Array.getByte(new int[] {5}, 0));
        run(() -> { Array.setInt(new long[1], 0, 5); Array.setByte(new byte[1], 0, (byte) 1); return "set"; });
        run(() -> { Array.setInt(new short[1], 0, 5); return "set"; });
        run(() -> { Array.set(new String[1], 0, 5); return "set"; });
        run(() -> { Array.set(new int[1], 0, null); return "set"; });
        run(() -> { Array.setBoolean(new int[1], 0, true); return "set"; });
    }
}
