// <clinit> forms that javac does not write: not static, with arguments, wrong versions, private, in interfaces.
import jasm.*;
import static jasm.Op.*;

public class ClinitByHand {
    public static void hit(String s) {
        System.out.println("hit " + s);
    }

    static void run(String label, int version, int flags, String descriptor) {
        Try.run(label + " " + version, () -> {
            Asm asm = new Asm("C").version(version).constructor();
            asm.method(flags, "<clinit>", descriptor).maxs(3, 3).ldc(label)
                    .invokestatic("ClinitByHand", "hit", "(Ljava/lang/String;)V").op(RETURN);
            return Class.forName("C", true, new Loader().add(asm));
        });
    }

    public static void main(String[] args) {
        for (int version : new int[] {49, 50, 51, 52, 61}) {
            run("static", version, Asm.STATIC, "()V");
            run("public final", version, Asm.STATIC | Asm.PUBLIC | Asm.FINAL, "()V");
            run("not static", version, 0, "()V");
            run("arguments", version, Asm.STATIC, "(I)V");
            run("private synchronized", version, Asm.STATIC | Asm.PRIVATE | Asm.SYNCHRONIZED, "()V");
        }
        Try.run("returns int", () -> {
            Asm asm = new Asm("C");
            asm.method(Asm.STATIC, "<clinit>", "()I").iconst(1).op(IRETURN);
            return Class.forName("C", true, new Loader().add(asm));
        });
        Try.run("invokestatic", () -> {
            Asm asm = new Asm("I").asInterface();
            asm.method(Asm.STATIC, "<clinit>", "()V").ldc("interface")
                    .invokestatic("ClinitByHand", "hit", "(Ljava/lang/String;)V").op(RETURN);
            return Class.forName("I", true, new Loader().add(asm));
        });
    }
}
