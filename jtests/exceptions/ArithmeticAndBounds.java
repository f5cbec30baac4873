// Exceptions of the VM with their messages.
public class ArithmeticAndBounds {
    interface Action {
        Object run() throws Throwable;
    }

    static void run(String label, Action a) {
        try {
            System.out.println(label + ": " + a.run());
        } catch (Throwable t) {
            System.out.println(label + ": " + t);
        }
    }

    static int zero;
    static long zeroL;
    static Object object = "s";
    static Object[] strings = new String[2];
    static int minus = -1;

    public static void main(String[] args) {
        run("idiv", () -> 1 / zero);
        run("irem", () -> 1 % zero);
        run("ldiv", () -> 1L / zeroL);
        run("lrem", () -> 1L % zeroL);
        run("fdiv", () -> 1f / zero);
        run("min/-1", () -> Integer.MIN_VALUE / minus);
        run("min%-1", () -> Long.MIN_VALUE % minus);
        run("array", () -> new int[3][3][minus + 1].length);
        run("index", () -> strings[2]);
        run("index -1", () -> strings[minus]);
        run("store", () -> strings[0] = 5);
        run("store other", () -> strings[0] = new Object[0]);
        run("negative", () -> new int[minus]);
        run("negative objects", () -> new String[minus * 100]);
        run("cast", () -> (Integer) object);
        run("cast array", () -> (Integer[]) strings);
        run("cast interface", () -> (Runnable) object);
        run("cast own", () -> (ArithmeticAndBounds) object);
        run("charAt", () -> "abc".charAt(3));
        run("substring", () -> "abc".substring(2, 1));
        run("substring 4", () -> "abc".substring(4));
        run("list", () -> java.util.List.of(1, 2).get(2));
        run("arraylist", () -> new java.util.ArrayList<>(java.util.List.of(1)).get(1));
        run("iterator", () -> new java.util.ArrayList<>().iterator().next());
        run("arraycopy bounds", () -> { System.arraycopy(new int[3], 2, new int[3], 0, 2); return 0; });
        run("arraycopy negative", () -> { System.arraycopy(new int[3], 0, new int[3], 0, minus); return 0; });
        run("arraycopy pos", () -> { System.arraycopy(new Object[3], 0, new Object[3], 3, 1); return 0; });
        run("arraycopy srcpos", () -> { System.arraycopy(new Object[3], minus, new Object[3], 3, 1); return 0; });
        run("arraycopy types", () -> { System.arraycopy(new int[3], 0, new long[3], 0, 1); return 0; });
        run("arraycopy prim to ref", () -> { System.arraycopy(new int[3], 0, new Object[3], 0, 1); return 0; });
        run("arraycopy no array", () -> { System.arraycopy("x", 0, new long[3], 0, 1); return 0; });
        run("arraycopy no array dst", () -> { System.arraycopy(new long[3], 0, "x", 0, 1); return 0; });
        run("arraycopy null", () -> { System.arraycopy(null, 0, new long[3], 0, 1); return 0; });
        Object[] mixed = {"a", "b", 3, "d"};
        String[] target = new String[4];
        run("arraycopy store", () -> { System.arraycopy(mixed, 0, target, 0, 4); return 0; });
        System.out.println(target[0] + target[1] + target[2] + target[3]);
        run("parse", () -> Integer.parseInt("12x"));
        run("parse empty", () -> Integer.parseInt(""));
        run("parse null", () -> Integer.parseInt(null));
        run("parse double", () -> Double.parseDouble("1.2.3"));
        run("enum", () -> Thread.State.valueOf("NOPE"));
        run("clone", () -> new ArithmeticAndBounds().clone());
        run("unsupported", () -> java.util.List.of().add(null));
        run("toArray", () -> new java.util.ArrayList<>(java.util.List.of(1)).toArray(new String[0]));
        run("negative capacity", () -> new java.util.ArrayList<>(minus));
        run("exact", () -> Math.addExact(Integer.MAX_VALUE, 1));
        run("exact long", () -> Math.multiplyExact(Long.MAX_VALUE, 2L));
        run("toIntExact", () -> Math.toIntExact(1L << 40));
        run("wait", () -> { new Object().wait(); return 0; });
        run("wait negative", () -> { synchronized (object) { object.wait(-1L); } return 0; });
        run("sleep negative", () -> { Thread.sleep(-1); return 0; });
        run("requireNonNull", () -> java.util.Objects.requireNonNull(null, "text"));
        run("checkIndex", () -> java.util.Objects.checkIndex(5, 5));
        run("unboxing", () -> { Integer i = null; int x = i; return x; });
        run("start twice", () -> { Thread t = new Thread(() -> { }); t.start(); t.join(); t.start(); return 0; });
    }
}
