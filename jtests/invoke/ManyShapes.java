// Method handles bound and called with many argument shapes: every basic type, up to 250 arguments.
import java.lang.invoke.*;
import java.util.*;

public class ManyShapes {
    static String all(Object... a) {
        StringBuilder b = new StringBuilder();
        for (Object o : a) {
            b.append(o).append(o == null ? "" : o.getClass().getSimpleName().substring(0, 1)).append(' ');
        }
        return b.toString();
    }

    public static void main(String[] args) throws Throwable {
        MethodHandle all = MethodHandles.lookup().findStatic(ManyShapes.class, "all", MethodType.methodType(String.class, Object[].class));
        Class<?>[] kinds = {int.class, long.class, float.class, double.class, Object.class, boolean.class, byte.class, char.class, short.class};
        Object[] values = {1, 2L, 3f, 4.0, "o", true, (byte) 5, 'c', (short) 6};
        for (int n = 0; n <= 9; n++) {
            MethodType t = MethodType.methodType(String.class, Arrays.copyOf(kinds, n));
            MethodHandle m = all.asCollector(Object[].class, n).asType(t);
            System.out.println(n + ": " + m.invokeWithArguments(Arrays.copyOf(values, n)));
            for (int i = 0; i < n; i++) {
                MethodHandle bound = MethodHandles.insertArguments(m, i, values[i]);
                List<Object> rest = new ArrayList<>(Arrays.asList(values).subList(0, n));
                rest.remove(i);
                if (!bound.invokeWithArguments(rest).equals(m.invokeWithArguments(Arrays.copyOf(values, n)))) {
                    System.out.println("differs " + n + " " + i);
                }
            }
        }
        MethodHandle nine = all.asCollector(Object[].class, 9).asType(MethodType.methodType(String.class, kinds));
        System.out.println((String) nine.invokeExact(1, 2L, 3f, 4.0, (Object) "x", false, (byte) 7, 'd', (short) 8));
        MethodHandle folded = nine;
        for (int i = 0; i < 9; i++) {
            folded = MethodHandles.insertArguments(folded, 0, values[i]);
        }
        System.out.println((String) folded.invokeExact());
        for (int n : new int[] {50, 100, 250}) {
            MethodHandle big = all.asCollector(Object[].class, n);
            Object[] vs = new Object[n];
            Arrays.fill(vs, 1);
            System.out.println(((String) big.invokeWithArguments(vs)).length());
            System.out.println(((String) big.asSpreader(Object[].class, n).invoke(vs)).length());
        }
        try {
            all.asCollector(Object[].class, 256);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}
