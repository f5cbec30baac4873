// invokevirtual and invokeinterface on arrays and of Object's methods through interfaces.
import java.util.*;

public class ObjectMethodsOnArrays {
    interface I { boolean equals(Object o); String toString(); int hashCode(); }

    static class C implements I {
        @Override public boolean equals(Object o) { return o instanceof C; }
        @Override public int hashCode() { return 5; }
        @Override public String toString() { return "C"; }
    }

    public static void main(String[] args) {
        int[] a = {1, 2};
        System.out.println(a.equals(a) + " " + a.equals(a.clone()) + " " + (a.hashCode() == System.identityHashCode(a)) + " " + a.getClass().getName() + " " + a.toString().startsWith("[I@"));
        I i = new C();
        System.out.println(i.equals(new C()) + " " + i.hashCode() + " " + i.toString() + " " + i.getClass().getSimpleName());
        CharSequence s = "text";
        System.out.println(s.toString() + s.hashCode() + s.equals("text") + s.length() + s.getClass());
        Object[] os = {a, i, s, new String[][] {{"x"}}, null};
        System.out.println(os.length + " " + os.clone().length + " " + ((String[][]) os[3]).clone()[0][0] + " " + (os.getClass() == Object[].class));
        synchronized (a) {
            System.out.println(Thread.holdsLock(a));
        }
        Runnable r = () -> { };
        System.out.println(r.equals(null) + " " + (r.hashCode() == r.hashCode()));
        Comparable<String> c = "b";
        System.out.println(c.compareTo("a") + " " + c.equals("b"));
        long[][][] l = new long[2][2][];
        System.out.println(l[0].getClass() + " " + l.getClass().getComponentType() + " " + (l[1][1] == null));
    }
}
