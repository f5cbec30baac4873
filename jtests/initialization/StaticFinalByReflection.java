// Initialisation through reflection and serialisation helpers happens once; static finals resist.
import java.lang.reflect.*;

public class StaticFinalByReflection {
    static class Holder {
        static final Integer BOXED = Integer.valueOf(1000);
        static final int CONST = 7;
        static int count;
        static { count++; System.out.println("Holder"); }
    }

    public static void main(String[] args) throws Exception {
        Field f = Class.forName("StaticFinalByReflection$Holder", false, StaticFinalByReflection.class.getClassLoader())
                .getDeclaredField("BOXED");
        System.out.println("found");
        f.setAccessible(true);
        System.out.println(f.get(null) + " " + f.get("ignored"));
        try {
            f.set(null, 5);
        } catch (IllegalAccessException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(Holder.CONST + " " + Holder.count);
        System.out.println(Holder.BOXED == f.get(null));
    }
}
