// Annotations at run time: values of each type, defaults, inheritance, repetition, type use, equals and toString.
import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;

public class Annotations {
    enum Level { LOW, HIGH }

    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @interface Info {
        String value() default "none";
        int number() default 7;
        long big() default 1L << 40;
        double d() default 0.5;
        char c() default 'x';
        boolean flag() default true;
        byte b() default -1;
        float f() default 1.5f;
        short s() default 3;
        Class<?> type() default Object.class;
        Level level() default Level.LOW;
        Nested nested() default @Nested(5);
        String[] names() default {"a", "b"};
        int[] numbers() default {};
        Class<?>[] types() default {int.class, String[].class};
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Nested {
        int value();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Repeatable(Tags.class)
    @interface Tag {
        String value();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Tags {
        Tag[] value();
    }

    @Retention(RetentionPolicy.CLASS)
    @interface Invisible { }

    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE_USE)
    @interface Use {
        String value();
    }

    @Info("base") @Invisible
    static class Base {
        @Tag("f") int field;
    }

    @Tag("1") @Tag("2")
    static class Derived extends Base {
        @Deprecated(since = "5", forRemoval = true)
        @Info(value = "m", level = Level.HIGH, names = "single", numbers = {1, 2}, nested = @Nested(9), type = List.class)
        void m(@Tag("p0") int a, String b, @Nested(1) @Tag("p2") Object c) {
        }

        @Use("ret") String typed(@Use("arg") List<@Use("elem") String> l) throws @Use("thrown") Exception {
            return null;
        }
    }

    public static void main(String[] args) throws Exception {
        Info i = Derived.class.getAnnotation(Info.class);
        System.out.println(i);
        System.out.println(i.value() + i.number() + i.level() + i.type() + Arrays.toString(i.types()) + i.nested().value());
        System.out.println(Derived.class.getAnnotations().length + " " + Derived.class.getDeclaredAnnotations().length);
        System.out.println(Arrays.toString(Derived.class.getAnnotationsByType(Tag.class)));
        System.out.println(Base.class.isAnnotationPresent(Invisible.class));
        Method m = Derived.class.getDeclaredMethod("m", int.class, String.class, Object.class);
        for (Annotation a : m.getAnnotations()) {
            System.out.println(a);
        }
        for (Annotation[] p : m.getParameterAnnotations()) {
            System.out.println(Arrays.toString(p));
        }
        System.out.println(Base.class.getDeclaredField("field").getAnnotation(Tag.class).value());
        System.out.println(i.equals(Base.class.getAnnotation(Info.class)) + " " + (i.hashCode() == Base.class.getAnnotation(Info.class).hashCode())
                + " " + i.annotationType());
        Method t = Derived.class.getDeclaredMethod("typed", List.class);
        System.out.println(t.getAnnotatedReturnType() + " " + t.getAnnotatedParameterTypes()[0] + " " + t.getAnnotatedExceptionTypes()[0]);
        System.out.println(Info.class.getMethod("names").getDefaultValue().getClass() + " " + Info.class.isAnnotation());
        System.out.println(Thread.class.getMethod("stop").isAnnotationPresent(Deprecated.class));
    }
}
