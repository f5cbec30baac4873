// java.lang.Class: names, modifiers, hierarchy, enclosing, arrays, primitives, casts.
import java.io.Serializable;
import java.lang.reflect.*;
import java.util.*;

public class ClassInfo {
    static abstract class A<T> implements Comparable<A<T>>, Serializable { class I { } }
    private static final class B extends A<String> { public int compareTo(A<String> o) { return 0; } }
    protected interface Inter extends Runnable, Cloneable { }
    enum En { X { } }
    @interface An { }
    record R(int a) { }

    static void show(Class<?> c) {
        System.out.println(c + " | " + c.getName() + " | " + c.getSimpleName() + " | " + c.getCanonicalName() + " | " + c.getTypeName() + " | " + c.toGenericString() + " | " + c.descriptorString());
        System.out.println("  " + Modifier.toString(c.getModifiers()) + " " + c.getModifiers() + " " + c.getSuperclass() + " " + c.getGenericSuperclass() + " " + Arrays.toString(c.getInterfaces()) + " " + Arrays.toString(c.getGenericInterfaces()));
        System.out.println("  " + c.isInterface() + c.isArray() + c.isPrimitive() + c.isEnum() + c.isAnnotation() + c.isRecord() + c.isAnonymousClass() + c.isLocalClass() + c.isMemberClass() + c.isSynthetic() + c.isSealed() + c.isHidden()
                + " " + c.getEnclosingClass() + " " + c.getDeclaringClass() + " " + c.getEnclosingMethod() + " " + c.getComponentType() + " [" + c.getPackageName() + "] " + c.getNestHost().getSimpleName());
    }

    public static void main(String[] args) throws Exception {
        class Local { }
        Object anon = new Object() { };
        Class<?>[] all = {ClassInfo.class, A.class, A.I.class, B.class, Inter.class, En.class, En.X.getClass(), An.class, R.class, Local.class, anon.getClass(), int.class, void.class, int[].class, String[][].class,
            A[].class, Object.class, String.class, List.class, Map.Entry.class, Override.class, Thread.State.class};
        for (Class<?> c : all) {
            show(c);
        }
        System.out.println(Number.class.isAssignableFrom(Integer.class) + " " + Object[].class.isAssignableFrom(String[].class) + " " + Object[].class.isAssignableFrom(int[].class) + " " + long.class.isAssignableFrom(int.class) + " "
                + Runnable.class.isInstance((Runnable) () -> { }) + " " + int.class.isInstance(1));
        try {
            Integer.class.cast("s");
        } catch (ClassCastException e) {
            System.out.println(e.getMessage());
        }
        try {
            String.class.asSubclass(Number.class);
        } catch (ClassCastException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(int.class == Integer.TYPE && int[].class == new int[0].getClass() && String.class.arrayType() == String[].class);
        System.out.println(Arrays.toString(A.class.getTypeParameters()) + Arrays.toString(Map.class.getTypeParameters()) + " " + Enum.class.getTypeParameters()[0].getBounds()[0]);
        System.out.println(Integer.class.getPackage().getName() + " " + ClassInfo.class.getModule().isNamed() + " " + String.class.getModule());
        TreeSet<String> names = new TreeSet<>();
        for (Class<?> c : ClassInfo.class.getDeclaredClasses()) {
            names.add(c.getSimpleName());
        }
        System.out.println(names);
        System.out.println(R.class.getRecordComponents()[0] + " " + En.class.getEnumConstants().length + " " + Class.forName("ClassInfo$A$I").getDeclaringClass() + " " + int[].class.getMethods().length + " " + Object.class.getInterfaces().length);
    }
}
