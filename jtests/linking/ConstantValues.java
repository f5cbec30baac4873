// Preparation: default values, ConstantValue attributes of each type, ignored on instance fields.
import jasm.*;
import java.lang.reflect.Field;

public class ConstantValues {
    public static void main(String[] args) throws Exception {
        int s = Asm.PUBLIC | Asm.STATIC;
        Asm asm = new Asm("K").constructor()
                .constantField(s, "z", "Z", 1).constantField(s, "b", "B", -5).constantField(s, "c", "C", 65)
                .constantField(s, "s", "S", 300).constantField(s | Asm.FINAL, "i", "I", 70000).constantField(s, "j", "J", 1L << 40)
                .constantField(s, "f", "F", 1.5f).constantField(s, "d", "D", -2.5).constantField(s, "t", "Ljava/lang/String;", "text")
                .field(s, "i0", "I").field(s, "j0", "J").field(s, "d0", "D").field(s, "o0", "Ljava/lang/Object;").field(s, "z0", "Z")
                .constantField(Asm.PUBLIC, "inst", "I", 9);
        Class<?> c = asm.load();
        Object o = c.getDeclaredConstructor().newInstance();
        for (Field f : c.getFields()) {
            System.out.println(f.getName() + " " + f.get(o));
        }
        System.out.println(c.getField("t").get(null) == "text");
        Object[][] wrong = {{"I", 1L}, {"J", 1}, {"F", 1}, {"Ljava/lang/String;", 1}, {"Ljava/lang/Object;", "x"}, {"I", "x"}, {"D", 1f}};
        for (Object[] w : wrong) {
            Try.run(w[0] + " " + w[1], () -> new Asm("W").constantField(s, "x", (String) w[0], w[1]).load());
        }
    }
}
