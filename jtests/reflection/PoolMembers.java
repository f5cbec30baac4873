// Inside views of the class library: constant-pool members, MemberName searches, bootstrap arguments piece by piece.
// flags: --add-opens java.base/java.lang=ALL-UNNAMED --add-opens java.base/jdk.internal.reflect=ALL-UNNAMED --add-opens java.base/java.lang.invoke=ALL-UNNAMED
import java.lang.reflect.*;
import java.util.*;

public class PoolMembers {
    static int number = 1;
    static class Absent { static int gone; }
    interface Speaks { default String speak() { return "hi"; } }
    static class Base { protected int inherited; void below() { } }
    static class Sub extends Base implements Speaks { int own; Sub() { } Sub(int n) { } void method() { } static void fixed() { } }

    static Object call(Object target, String name, Class<?>[] types, Object... args) throws Throwable {
        Method m = (target instanceof Class<?> k && types != null && types.length > 2 ? k : target.getClass()).getDeclaredMethod(name, types);
        m.setAccessible(true);
        try {
            return m.invoke(target instanceof Class<?> && Modifier.isStatic(m.getModifiers()) ? null : target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    static String show(Object o) {
        return o instanceof Object[] a ? Arrays.toString(a) : String.valueOf(o);
    }

    public static void main(String[] args) throws Throwable {
        Runnable r = () -> System.out.println(number + ":" + new ArrayList<>().size() + List.of().size());
        r.run();
        if (args.length > 5) {
            System.out.println(Absent.gone);
        }
        Method get = Class.class.getDeclaredMethod("getConstantPool");
        get.setAccessible(true);
        Object pool = get.invoke(PoolMembers.class);
        int size = (int) call(pool, "getSize", new Class<?>[0]);
        Set<String> lines = new TreeSet<>();
        String[] names = {"getClassAt", "getClassAtIfLoaded", "getClassRefIndexAt", "getMethodAt", "getMethodAtIfLoaded", "getFieldAt", "getFieldAtIfLoaded", "getMemberRefInfoAt", "getNameAndTypeRefIndexAt", "getNameAndTypeRefInfoAt"};
        for (int i = 1; i < size; i++) {
            Object tag = call(pool, "getTagAt", new Class<?>[] {int.class}, i);
            for (String n : names) {
                try {
                    Object found = call(pool, n, new Class<?>[] {int.class}, i);
                    lines.add(tag + " " + n + " " + (found instanceof Integer ? "index " + ((int) found > 0) : show(found)));
                } catch (IllegalArgumentException | NoSuchFieldError e) {
                    lines.add(tag + " " + n + " " + e);
                }
            }
        }
        lines.forEach(System.out::println);
        for (int bad : new int[] {0, -1, size, 70000}) {
            try {
                System.out.println(show(call(pool, "getMethodAt", new Class<?>[] {int.class}, bad)));
            } catch (IllegalArgumentException e) {
                System.out.println(e);
            }
        }
        members();
    }

    static void members() throws Throwable {
        Class<?> natives = Class.forName("java.lang.invoke.MethodHandleNatives");
        Class<?> member = Class.forName("java.lang.invoke.MemberName");
        Constructor<?> make = member.getDeclaredConstructor();
        make.setAccessible(true);
        Class<?> array = member.arrayType();
        Method search = natives.getDeclaredMethod("getMembers", Class.class, String.class, String.class, int.class, Class.class, int.class, array);
        search.setAccessible(true);
        int method = 0x10000, constructor = 0x20000, field = 0x40000, supers = 0x100000, interfaces = 0x200000;
        Object[][] queries = {{Sub.class, null, null, method}, {Sub.class, null, null, constructor}, {Sub.class, null, null, field}, {Sub.class, "own", null, field},
            {Sub.class, "inherited", null, field}, {Sub.class, "inherited", null, field | supers}, {Sub.class, null, "()V", method | constructor}, {Sub.class, null, "I", method | field},
            {Sub.class, "no such name at all", null, method}, {Sub.class, "speak", null, method | supers | interfaces}, {Sub.class, "<init>", null, method}, {int.class, null, null, method}, {Sub[].class, null, null, method}};
        for (Object[] q : queries) {
            for (int room : new int[] {8, 1}) {
                Object[] results = (Object[]) Array.newInstance(member, room);
                for (int i = 0; i < room; i++) {
                    results[i] = make.newInstance();
                }
                Object count = search.invoke(null, q[0], q[1], q[2], q[3], null, 0, results);
                Set<String> found = new TreeSet<>();
                for (int i = 0; room > 1 && i < room && i < (int) count; i++) {
                    found.add(results[i].toString());
                }
                System.out.println(((Class<?>) q[0]).getSimpleName() + " " + q[1] + " " + q[2] + " " + Integer.toHexString((int) q[3]) + " -> " + count + " " + found);
            }
        }
    }
}
