// Variable arity methods: selection phases, null, arrays, primitives, inheritance, main-like calls.
public class Varargs {
    static String a(Object... x) { return "O" + (x == null ? "null" : x.length); }
    static String b(int x, int... y) { return "I" + y.length; }
    static String b(int x, long y) { return "L"; }
    static String c(String s, Object... x) { return "SO" + x.length; }
    static String c(String s, String t) { return "SS"; }
    static String d(long... x) { return "long" + x.length; }
    static String d(Integer... x) { return "Integer" + x.length; }
    static String e(char... x) { return "char" + x.length; }
    static String f(Iterable<?>... x) { return "iter" + x.length; }
    static <T> T[] g(T... t) { return t; }
    static int sum(int... xs) { int s = 0; for (int x : xs) { s += x; } return s; }

    static class Base { String m(Object... o) { return "Base" + o.length; } }
    static class Derived extends Base { @Override String m(Object[] o) { return "Derived" + o.length; } String m(Object o) { return "one"; } }

    public static void main(String[] args) {
        System.out.println(a() + a(1) + a(1, 2) + a((Object) null) + a((Object[]) null) + a(new Object[3]) + a(new int[3]) + a((Object) new Object[3]) + a(new String[2]) + a(new int[1], 2));
        System.out.println(b(1) + b(1, 2) + b(1, 2, 3) + b(1, new int[5]) + b(1, (byte) 2));
        System.out.println(c("s") + c("s", "t") + c("s", 1) + c("s", "t", "u") + c("s", (Object) "t"));
        System.out.println(d(new long[] {1}) + d(new Integer[] {1, null}) + e('a', 'b') + f() + f(new java.util.ArrayList<>()));
        System.out.println(g(1, 2).getClass().getSimpleName() + g("a").getClass().getSimpleName() + g(1, "a").getClass().getSimpleName() + sum() + sum(1, 2, 3) + sum(new int[] {4, 5}));
        Base x = new Derived();
        System.out.println(x.m(1, 2) + x.m() + x.m(5) + new Derived().m(5));
        System.out.println(String.format("%s %s", (Object[]) new String[] {"p", "q"}) + java.util.List.of(new Integer[] {1, 2, 3}) + java.util.Arrays.asList(1, 2).size());
    }
}
