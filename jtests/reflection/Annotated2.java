// Annotations of packages, parameters, local classes, type variables, record components; defaults that change.
import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;

public class Annotated2 {
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.TYPE_PARAMETER, ElementType.TYPE_USE, ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD, ElementType.FIELD, ElementType.CONSTRUCTOR, ElementType.TYPE})
    @interface M {
        int value() default 1;
        Class<? extends Throwable>[] errors() default {};
        double[] ds() default {1, 2.5};
        char[] cs() default {'a', '\''};
        String s() default "q\"uote\n";
        float f() default Float.NaN;
        long l() default Long.MAX_VALUE;
        byte b() default 7;
    }

    record R(@M(5) int x, @M List<@M(6) String> y) { }

    static class G<@M(7) T extends @M(8) Comparable<T>> implements Comparable<@M(9) String> {
        @M(10) G(@M(11) int a) { }
        public int compareTo(String s) { return 0; }
        <@M(12) X> @M(13) String @M(14) [] gen(@M(15) X @M(16) [] a) throws @M(17) Error { return null; }
        class Inner { Inner(@M(18) int p) { } }
    }

    static String vals(AnnotatedElement e) {
        StringBuilder b = new StringBuilder();
        for (Annotation a : e.getAnnotations()) {
            b.append(a instanceof M m ? "M" + m.value() : a.toString()).append(' ');
        }
        return b.toString().trim();
    }

    public static void main(String[] args) throws Exception {
        for (RecordComponent c : R.class.getRecordComponents()) {
            System.out.println(c.getName() + " " + vals(c) + " | " + vals(c.getAnnotatedType()) + " | " + vals(c.getAccessor()) + " | " + c.getGenericSignature());
        }
        System.out.println(vals(R.class.getDeclaredConstructors()[0].getParameters()[0]) + " " + vals(R.class.getDeclaredField("x")));
        TypeVariable<?> t = G.class.getTypeParameters()[0];
        System.out.println(vals(t) + " " + vals(t.getAnnotatedBounds()[0]) + " " + vals(((AnnotatedParameterizedType) G.class.getAnnotatedInterfaces()[0]).getAnnotatedActualTypeArguments()[0]));
        Constructor<?> k = G.class.getDeclaredConstructor(int.class);
        System.out.println(vals(k) + " " + vals(k.getParameters()[0]) + " " + k.getParameterAnnotations()[0].length);
        Method m = null;
        for (Method x : G.class.getDeclaredMethods()) {
            if (x.getName().equals("gen")) {
                m = x;
            }
        }
        System.out.println(vals(m.getTypeParameters()[0]) + " " + vals(m.getAnnotatedReturnType()) + " " + vals(((AnnotatedArrayType) m.getAnnotatedReturnType()).getAnnotatedGenericComponentType()) + " " + vals(m.getAnnotatedExceptionTypes()[0]) + " " + vals(m.getAnnotatedParameterTypes()[0]));
        System.out.println(G.Inner.class.getDeclaredConstructors()[0].getParameters().length + " " + G.Inner.class.getDeclaredConstructors()[0].getParameterAnnotations().length);
        M a = R.class.getDeclaredField("x").getAnnotation(M.class);
        System.out.println(a);
        System.out.println(a.errors().length + " " + Arrays.toString(a.ds()) + a.cs()[1] + a.f() + a.equals(a) + (a.hashCode() == R.class.getRecordComponents()[0].getAnnotation(M.class).hashCode()));
        a.ds()[0] = 99;
        System.out.println(a.ds()[0] + " " + Proxy.isProxyClass(a.getClass()));
        System.out.println(FunctionalInterface.class.getAnnotations().length + " " + Runnable.class.isAnnotationPresent(FunctionalInterface.class) + " " + Deprecated.class.getDeclaredMethod("since").getDefaultValue().equals(""));
    }
}
