// asType and explicitCastArguments: the table of conversions between primitive, boxed and reference types.
import java.lang.invoke.*;

public class Conversions {
    public static void main(String[] args) throws Throwable {
        Class<?>[] types = {boolean.class, byte.class, char.class, short.class, int.class, long.class, float.class, double.class, Integer.class, Long.class, Object.class, Number.class, String.class, Boolean.class, Character.class};
        Object[] samples = {true, (byte) -1, 'A', (short) 300, 70000, 1L << 40, 2.75f, -1e30, 5, 6L, "obj", 7.5, "str", false, 'B'};
        for (int i = 0; i < types.length; i++) {
            MethodHandle id = MethodHandles.identity(types[i]);
            StringBuilder line = new StringBuilder(types[i].getSimpleName() + ":");
            for (Class<?> to : types) {
                String r;
                try {
                    r = String.valueOf(id.asType(MethodType.methodType(to, types[i])).invokeWithArguments(samples[i]));
                } catch (WrongMethodTypeException e) {
                    r = "-";
                } catch (ClassCastException e) {
                    r = "cce";
                }
                String s;
                try {
                    Object o = MethodHandles.explicitCastArguments(id, MethodType.methodType(to, types[i])).invokeWithArguments(samples[i]);
                    s = o instanceof Character ? "" + (int) (Character) o : String.valueOf(o);
                } catch (WrongMethodTypeException e) {
                    s = "-";
                } catch (ClassCastException e) {
                    s = "cce";
                }
                line.append(' ').append(r).append('/').append(s);
            }
            System.out.println(line);
        }
        MethodHandle m = MethodHandles.identity(Object.class).asType(MethodType.methodType(int.class, Object.class));
        for (Object o : new Object[] {5, (byte) 6, 'c', 7L, "x", null}) {
            try {
                System.out.println((int) m.invokeExact(o));
            } catch (ClassCastException | NullPointerException e) {
                System.out.println(e.getClass().getSimpleName());
            }
        }
        System.out.println((int) MethodHandles.explicitCastArguments(m, MethodType.methodType(int.class, Object.class)).invokeExact((Object) 9));
        MethodHandle v = MethodHandles.constant(int.class, 5).asType(MethodType.methodType(void.class));
        v.invokeExact();
        System.out.println(MethodHandles.zero(void.class).asType(MethodType.methodType(Object.class)).invoke() + " " + MethodHandles.zero(void.class).asType(MethodType.methodType(int.class)).invoke());
    }
}
