// The new, fields get their default values, constructors chain, abstract classes and interfaces are refused.
import jasm.*;
import static jasm.Op.*;

public class New {
    static class Base {
        int fromBase = 1;
        String seen;

        Base() {
            seen = describe();
        }

        String describe() {
            return "base";
        }
    }

    static class Derived extends Base {
        int x = 5;
        final int constant = 6;
        final String late = "late".trim();
        { x *= 2; }

        Derived() {
            this(3);
            x++;
        }

        Derived(int by) {
            super();
            x *= by;
        }

        @Override
        String describe() {
            return x + " " + constant + " " + late + " " + fromBase;
        }
    }

    public static void main(String[] args) {
        Derived d = new Derived();
        System.out.println(d.seen + " | " + d.describe());
        for (String name : new String[] {"java/lang/Number", "java/lang/Runnable", "[I", "java/util/NoSuchThing", "java/lang/Object"}) {
            Asm asm = new Asm("N");
            asm.method(Asm.STATIC, "m", "()Ljava/lang/Object;").type(NEW, name).op(POP, ACONST_NULL, ARETURN);
            Try.run(name, () -> {
                try {
                    return Try.call(asm.load(), "m");
                } catch (VerifyError e) {
                    return "VerifyError";
                }
            });
        }
    }
}
