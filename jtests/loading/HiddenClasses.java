// Lookup.defineHiddenClass: names, uniqueness, nest membership, class data, unloadability.
import java.lang.invoke.MethodHandles;
import java.util.List;

class HiddenTemplate implements Runnable {
    static int created;
    final int n = ++created;

    public void run() {
        System.out.println("hidden run " + n + " " + HiddenClasses.secret());
    }
}

public class HiddenClasses {
    static String secret() {
        return "nest private";
    }

    public static void main(String[] args) throws Throwable {
        byte[] bytes;
        try (var in = HiddenClasses.class.getResourceAsStream("HiddenTemplate.class")) {
            bytes = in.readAllBytes();
        }
        var lookup = MethodHandles.lookup();
        Class<?> a = lookup.defineHiddenClass(bytes, true, MethodHandles.Lookup.ClassOption.NESTMATE).lookupClass();
        Class<?> b = lookup.defineHiddenClass(bytes, false, MethodHandles.Lookup.ClassOption.NESTMATE).lookupClass();
        System.out.println(a == b);
        System.out.println(a.isHidden() + " " + HiddenTemplate.class.isHidden());
        System.out.println(a.getName().replaceAll("/.*", "/#") + " " + a.getSimpleName().replaceAll("/.*", "/#"));
        System.out.println(a.getNestHost() + " " + a.isNestmateOf(HiddenClasses.class) + " " + a.getClassLoader().getName());
        System.out.println(a.getCanonicalName() + " " + a.descriptorString().replaceAll("0x[0-9a-f]+", "#").replaceAll("[.]#", ".#"));
        ((Runnable) a.getDeclaredConstructor().newInstance()).run();
        ((Runnable) a.getDeclaredConstructor().newInstance()).run();
        ((Runnable) b.getDeclaredConstructor().newInstance()).run();
        System.out.println(HiddenTemplate.created);
        try {
            Class.forName(a.getName());
        } catch (ClassNotFoundException e) {
            System.out.println("cannot be found by name");
        }
        var data = lookup.defineHiddenClassWithClassData(bytes, List.of("x", "y"), false, MethodHandles.Lookup.ClassOption.NESTMATE);
        System.out.println(MethodHandles.classData(data, "_", List.class));
        Object array = java.lang.reflect.Array.newInstance(a, 2);
        System.out.println(array.getClass().getComponentType() == a);
        try {
            lookup.defineHiddenClass(new byte[] {1, 2, 3}, true);
        } catch (ClassFormatError e) {
            System.out.println(e.getMessage());
        }
    }
}
