// Parameters with names in the class file: constructors of enums, inner, local and record classes, lambdas' methods, modifiers, varargs, generics.
// javac: -parameters
import java.lang.reflect.*;
import java.util.*;
import java.util.stream.*;

public class ParameterNames {
    class Inner { Inner(final String one, int... rest) { } <T> Inner(List<? super T> l, T t) { } } static class Nested { Nested(double d) { } } enum E { A(1), B(2) { }; E(int code) { } } record R(int left, String... right) { } record Compact(long v) { Compact { } } record Own(int q) { Own(int q) { this.q = q; } }
    static <T extends Number> T gen(final T value, T[] more, Map<String, ? extends T>... maps) { return value; } void none() { } abstract static class Abs { abstract int a(int x, int y); } interface I { void m(String s, Object o); default int d(int dd) { return dd; } }
    static String show(Executable e) { return e.getName() + Stream.of(e.getParameters()).map(p -> p + "|" + p.getName() + "|" + p.isNamePresent() + "|" + Modifier.toString(p.getModifiers()) + Integer.toHexString(p.getModifiers()) + "|" + p.getParameterizedType() + "|" + p.isImplicit() + p.isSynthetic() + p.isVarArgs() + "|" + (p.getDeclaringExecutable() == e)).toList(); }
    public static void main(String[] args) throws Exception {
        int captured = args.length; String also = "x"; class Local { Local(int given) { System.out.print(captured + also + given + " "); } } Object anon = new Nested(captured) { int k = captured; }; new Local(3); Runnable r = () -> System.out.print(captured + also); r.run(); System.out.println();
        for (Class<?> c : new Class<?>[] {ParameterNames.class, Inner.class, Nested.class, E.class, E.B.getClass(), R.class, Compact.class, Own.class, Abs.class, I.class, Local.class, anon.getClass()}) { System.out.println(c.getName()); Stream.concat(Stream.of(c.getDeclaredConstructors()), Stream.of(c.getDeclaredMethods())).map(ParameterNames::show).sorted().forEach(s -> System.out.println("  " + s)); }
        System.out.println(show(String.class.getMethod("indexOf", String.class, int.class))); Parameter p = R.class.getDeclaredConstructors()[0].getParameters()[0]; System.out.println(p.equals(R.class.getDeclaredConstructors()[0].getParameters()[0]) + " " + p.getType() + " " + p.getAnnotatedType() + " " + Arrays.toString(p.getAnnotations()));
    }
}
