// Dynamic proxies: dispatch, Object methods, exceptions, default methods, primitive results, class properties.
import java.lang.reflect.*;
import java.util.*;

public class Proxies {
    interface Calc {
        int add(int a, long b);
        double half(float f);
        String text() throws java.io.IOException;
        default int twice(int x) { return add(x, x); }
        void nothing(Object... rest);
        boolean flag();
    }

    interface Named { String name(); }

    public static void main(String[] args) throws Exception {
        List<String> log = new ArrayList<>();
        InvocationHandler h = (p, m, a) -> {
            log.add(m.getDeclaringClass().getSimpleName() + "." + m.getName() + (a == null ? "" : Arrays.deepToString(a)));
            switch (m.getName()) {
                case "add": return (Integer) a[0] + (int) (long) (Long) a[1];
                case "half": return (Float) a[0] / 2.0;
                case "text": throw new java.io.IOException("declared");
                case "name": throw new Exception("undeclared");
                case "flag": return null;
                case "twice": return InvocationHandler.invokeDefault(p, m, a);
                case "toString": return "proxy!";
                case "hashCode": return 7;
                case "equals": return p == a[0];
                case "nothing": return "ignored";
                default: return "wrong type";
            }
        };
        Object o = Proxy.newProxyInstance(Proxies.class.getClassLoader(), new Class<?>[] {Calc.class, Named.class, Comparable.class}, h);
        Calc c = (Calc) o;
        System.out.println(c.add(1, 2L) + " " + c.half(3f) + " " + c.twice(21) + " " + c + " " + c.hashCode() + " " + c.equals(c) + c.equals("x"));
        c.nothing(1, "b", new int[] {2});
        try {
            c.text();
        } catch (java.io.IOException e) {
            System.out.println(e.getMessage());
        }
        try {
            ((Named) o).name();
        } catch (UndeclaredThrowableException e) {
            System.out.println(e.getCause());
        }
        try {
            c.flag();
        } catch (NullPointerException e) {
            System.out.println("null for boolean");
        }
        try {
            @SuppressWarnings("unchecked") int r = ((Comparable<Object>) o).compareTo("x");
        } catch (ClassCastException e) {
            System.out.println("wrong result type");
        }
        log.forEach(System.out::println);
        Class<?> k = o.getClass();
        System.out.println(Proxy.isProxyClass(k) + " " + Modifier.toString(k.getModifiers()) + " " + Arrays.toString(k.getInterfaces()) + " " + k.getSuperclass() + " " + (Proxy.getInvocationHandler(o) == h) + " " + k.getSimpleName().startsWith("$Proxy"));
        System.out.println(o.getClass() == Proxy.newProxyInstance(Proxies.class.getClassLoader(), new Class<?>[] {Calc.class, Named.class, Comparable.class}, h).getClass());
        try {
            Proxy.newProxyInstance(Proxies.class.getClassLoader(), new Class<?>[] {String.class}, h);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            Proxy.newProxyInstance(Proxies.class.getClassLoader(), new Class<?>[] {Named.class, Named.class}, h);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
    }
}
