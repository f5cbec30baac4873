// Nests (JVMS 5.4.4): private access between nest mates, hosts that do not list or do not exist, other packages.
import jasm.*;
import static jasm.Op.*;

public class NestMates {
    static Asm target(String name) {
        Asm asm = new Asm(name).version(55).constructor().constantField(Asm.PRIVATE | Asm.STATIC, "f", "I", 5);
        asm.method(Asm.PRIVATE | Asm.STATIC, "m", "()I").iconst(6).op(IRETURN);
        asm.method(Asm.PRIVATE, "v", "()I").iconst(7).op(IRETURN);
        return asm;
    }

    static Asm user(String name, String target) {
        Asm asm = new Asm(name).version(55).constructor();
        asm.method(Asm.PUBLIC | Asm.STATIC, "field", "()I").getstatic(target, "f", "I").op(IRETURN);
        asm.method(Asm.PUBLIC | Asm.STATIC, "stat", "()I").invokestatic(target, "m", "()I").op(IRETURN);
        asm.method(Asm.PUBLIC | Asm.STATIC, "virt", "()I").type(NEW, target).op(DUP).invokespecial(target, "<init>", "()V")
                .invokevirtual(target, "v", "()I").op(IRETURN);
        return asm;
    }

    static void run(String label, Asm... all) {
        Loader l = new Loader();
        for (Asm a : all) {
            l.add(a);
        }
        Class<?> c = l.load(all[0].name.replace('/', '.'));
        for (String m : new String[] {"field", "stat", "virt"}) {
            Try.run(label + " " + m, () -> {
                try {
                    return Try.call(c, m);
                } catch (LinkageError e) {
                    return e.getClass().getSimpleName() + " " + e.getMessage();
                }
            });
        }
        Try.run(label + " host", () -> c.getNestHost().getName());
    }

    class Inner {
        private int secret = 42;

        private int more() {
            return outerSecret + secret;
        }
    }

    private int outerSecret = 1000;

    public static void main(String[] args) {
        NestMates n = new NestMates();
        Inner i = n.new Inner();
        System.out.println(i.secret + " " + i.more());
        System.out.println(NestMates.class.getNestHost() + " " + Inner.class.getNestHost() + " "
                + Inner.class.isNestmateOf(NestMates.class) + " " + NestMates.class.getNestMembers().length);
        run("mates", user("H", "M").nestMembers("M"), target("M").nestHost("H"));
        run("members", user("U", "M").nestHost("H"), target("M").nestHost("H"), new Asm("H").version(55).nestMembers("M", "U"));
        run("not listed", user("H", "M").nestMembers("X"), target("M").nestHost("H"));
        run("no host class", user("U", "M").nestHost("Missing"), target("M").nestHost("Missing"));
        run("strangers", user("U", "M"), target("M"));
        run("one-sided", user("H", "M").nestMembers("M"), target("M"));
        run("other package", user("p/H", "q/M").nestMembers("q/M"), target("q/M").nestHost("p/H"));
    }
}
