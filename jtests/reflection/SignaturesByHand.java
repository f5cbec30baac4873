// Reflection on hand-made class files: broken signatures, odd names, duplicate members, missing types.
import jasm.*;
import static jasm.Op.*;
import java.lang.reflect.*;

public class SignaturesByHand {
    static Asm signed(String signature) {
        Asm asm = new Asm("S").constructor();
        int i = asm.pool.utf8(signature);
        return asm.attribute("Signature", (byte) (i >> 8), (byte) i);
    }

    public static void main(String[] args) {
        for (String s : new String[] {"Ljava/lang/Object;", "<T:Ljava/lang/Object;>Ljava/lang/Object;", "broken", "<T", "Lno/Such;", "<A:B:C>Ljava/lang/Object;", "Ljava/util/List<*>;", ""}) {
            Try.run("[" + s + "] super", () -> signed(s).load().getGenericSuperclass());
            Try.run("[" + s + "] parameters", () -> signed(s).load().getTypeParameters().length);
        }
        Asm odd = new Asm("O").field(Asm.STATIC, "a-b", "I").field(Asm.STATIC, "\u20ac \n", "I").field(Asm.STATIC, "x", "I").field(Asm.STATIC, "x", "J");
        odd.method(Asm.STATIC, "m", "()I").iconst(1).op(IRETURN);
        odd.method(Asm.STATIC, "m", "()J").op(LCONST_0, LRETURN);
        odd.method(Asm.STATIC, "with space", "()V").op(RETURN);
        Class<?> c = odd.load();
        Try.run("fields", () -> c.getDeclaredFields().length);
        Try.run("x", () -> c.getDeclaredField("x").getType());
        Try.run("methods", () -> c.getDeclaredMethods().length);
        Try.run("spaced", () -> c.getDeclaredMethod("with space"));
        Asm missing = new Asm("M").field(Asm.PUBLIC, "f", "Lno/Such;").constructor();
        missing.method(Asm.PUBLIC, "m", "(Lno/Other;)V").op(RETURN);
        Class<?> m = missing.load();
        Try.run("missing field type", () -> m.getDeclaredField("f"));
        Try.run("missing field types", () -> m.getDeclaredFields());
        Try.run("missing methods", () -> m.getDeclaredMethods());
        Try.run("constructors still", () -> m.getDeclaredConstructors().length);
        Asm ic = new Asm("p/Outer$Inner");
        int in = ic.pool.cls("p/Outer$Inner"), out = ic.pool.cls("p/Outer"), name = ic.pool.utf8("Inner");
        ic.attribute("InnerClasses", (byte) 0, (byte) 1, (byte) 0, (byte) in, (byte) 0, (byte) out, (byte) 0, (byte) name, (byte) 0, (byte) 9);
        Try.run("missing outer", () -> ic.load().getDeclaringClass());
        Try.run("missing outer name", () -> ic.load().getSimpleName());
        Try.run("modifiers", () -> Modifier.toString(ic.load().getModifiers()));
    }
}
