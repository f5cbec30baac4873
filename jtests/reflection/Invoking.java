// Method.invoke, Constructor.newInstance, Field access: conversions, boxing, checks, exceptions, many calls.
import java.lang.reflect.*;

public class Invoking {
    public boolean z; public byte b; public char c; public short s; public int i; public long l; public float f; public double d; public String t; public final int fin = 5; public static long st;
    private int hidden = 77;

    public static String stat(int i, long l, Integer boxed) { return i + "," + l + "," + boxed; }
    public int inst(int... xs) { return xs.length; }
    public void nothing() { }
    public static void fails() throws Exception { throw new java.io.IOException("checked"); }
    public static void overflow(int n) { overflow(n + 1); }
    private String priv() { return "private"; }
    public Invoking() { }
    public Invoking(int x) { if (x < 0) throw new IllegalArgumentException("neg"); i = x; }
    static abstract class Abs { public Abs() { } abstract void m(); }
    static class Sub extends Abs { @Override public void m() { System.out.println("Sub.m"); } }

    interface Act { Object run() throws Throwable; }

    static void run(String label, Act a) {
        try {
            System.out.println(label + ": " + a.run());
        } catch (InvocationTargetException e) {
            System.out.println(label + ": ITE " + e.getMessage() + " " + e.getCause());
        } catch (Throwable e) {
            System.out.println(label + ": " + e.toString().replaceAll("@[0-9a-f]+", "@#"));
        }
    }

    public static void main(String[] args) throws Exception {
        Method stat = Invoking.class.getMethod("stat", int.class, long.class, Integer.class);
        Invoking o = new Invoking();
        run("call", () -> stat.invoke(null, 1, 2L, 3));
        run("widening", () -> stat.invoke("ignored", (byte) 1, 'a', null));
        run("narrowing", () -> stat.invoke(null, 1L, 2L, 3));
        run("boxed mismatch", () -> stat.invoke(null, 1, 2L, 3L));
        run("null primitive", () -> stat.invoke(null, null, 2L, 3));
        run("count", () -> stat.invoke(null, 1, 2L));
        run("null args", () -> stat.invoke(null, (Object[]) null));
        run("varargs", () -> Invoking.class.getMethod("inst", int[].class).invoke(o, new int[] {1, 2}));
        run("varargs wrong", () -> Invoking.class.getMethod("inst", int[].class).invoke(o, 1, 2));
        run("void", () -> Invoking.class.getMethod("nothing").invoke(o));
        run("null receiver", () -> Invoking.class.getMethod("nothing").invoke(null));
        run("wrong receiver", () -> Invoking.class.getMethod("nothing").invoke("s"));
        run("throws", () -> Invoking.class.getMethod("fails").invoke(null));
        run("overflow", () -> Invoking.class.getMethod("overflow", int.class).invoke(null, 0));
        run("private", () -> { Method m = Invoking.class.getDeclaredMethod("priv"); return m.invoke(o); });
        run("virtual", () -> Object.class.getMethod("toString").invoke("str"));
        run("abstract", () -> { Method m = Abs.class.getDeclaredMethod("m"); return m.invoke(new Sub()); });
        run("new", () -> ((Invoking) Invoking.class.getConstructor(int.class).newInstance(9)).i);
        run("new throws", () -> Invoking.class.getConstructor(int.class).newInstance(-1));
        run("new abstract", () -> Abs.class.getConstructor().newInstance());
        run("new private library", () -> Math.class.getDeclaredConstructor().newInstance());
        run("setAccessible library", () -> { Constructor<?> k = Math.class.getDeclaredConstructor(); k.setAccessible(true); return k; });
        run("trySetAccessible", () -> String.class.getDeclaredField("value").trySetAccessible() + " " + Invoking.class.getDeclaredField("hidden").trySetAccessible());
        run("newInstance", () -> Invoking.class.getDeclaredConstructor().newInstance().getClass());
        run("enum new", () -> Thread.State.class.getDeclaredConstructors()[0].newInstance("X", 1));
        run("interface new", () -> Runnable.class.getConstructors().length);
        String[] fields = {"z", "b", "c", "s", "i", "l", "f", "d", "t", "fin", "st"};
        Object[] values = {true, (byte) 1, 'c', (short) 2, 3, 4L, 5f, 6.0, "str", 8, 9L};
        for (String name : fields) {
            Field fd = Invoking.class.getField(name);
            StringBuilder line = new StringBuilder(name);
            for (Object v : values) {
                try {
                    fd.set(o, v);
                    line.append(" ").append(fd.get(o));
                } catch (IllegalArgumentException e) {
                    line.append(" -");
                } catch (IllegalAccessException e) {
                    line.append(" ").append(e.getMessage());
                    break;
                }
            }
            System.out.println(line);
        }
        run("getInt", () -> Invoking.class.getField("s").getInt(o) + " " + Invoking.class.getField("c").getLong(o) + " " + Invoking.class.getField("i").getDouble(o));
        run("getInt of long", () -> Invoking.class.getField("l").getInt(o));
        run("setLong of int", () -> { Invoking.class.getField("i").setLong(o, 5L); return 0; });
        run("wrong object", () -> Invoking.class.getField("i").get("s"));
        run("null object", () -> Invoking.class.getField("i").get(null));
        run("message", () -> { Invoking.class.getField("t").set(o, 5); return 0; });
        run("final accessible", () -> { Field x = Invoking.class.getField("fin"); x.setAccessible(true); x.set(o, 6); return x.get(o) + "" + o.fin; });
        Method m = Invoking.class.getMethod("inst", int[].class);
        long sum = 0;
        for (int k = 0; k < 200; k++) {
            sum += (Integer) m.invoke(o, new int[k]);
            sum += (Integer) stat.invoke(null, k, (long) k, k).hashCode();
        }
        System.out.println(sum);
    }
}
