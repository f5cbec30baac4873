// A user-defined loader: what it is asked for and in which order, initiating against defining loader.
import jasm.*;
import static jasm.Op.*;

public class UserLoader {
    public static void main(String[] args) throws Throwable {
        Asm base = new Asm("p/Base").constructor();
        Asm inter = new Asm("p/Inter").asInterface();
        Asm helper = new Asm("p/Helper").constructor();
        helper.method(Asm.PUBLIC | Asm.STATIC, "help", "()Ljava/lang/String;").ldc("helped").op(ARETURN);
        Asm user = new Asm("p/User").extending("p/Base").implementing("p/Inter").constructor();
        user.method(Asm.PUBLIC | Asm.STATIC, "go", "()Ljava/lang/String;").invokestatic("p/Helper", "help", "()Ljava/lang/String;")
                .op(ARETURN);
        Loader loader = new Loader("mine", UserLoader.class.getClassLoader());
        loader.trace = true;
        loader.add(base).add(inter).add(helper).add(user);
        Class<?> c = loader.load("p.User");
        System.out.println(c + " by " + c.getClassLoader() + ", asked " + loader.asked);
        loader.asked.clear();
        System.out.println(Try.call(c, "go") + ", asked " + loader.asked);
        loader.asked.clear();
        System.out.println(Try.call(c, "go") + ", asked " + loader.asked);
        System.out.println(loader.load("p.User") == c);
        System.out.println(c.getSuperclass().getClassLoader() + " " + c.getInterfaces()[0].getClassLoader());
        System.out.println(Class.forName("p.User", true, loader) == c);
        System.out.println(Class.forName("[Lp.User;", true, loader).getComponentType() == c);
        System.out.println(loader.loadClass("java.lang.String") == String.class);

        Loader other = new Loader("other", UserLoader.class.getClassLoader());
        other.add(base).add(inter).add(helper).add(user);
        Class<?> d = other.load("p.User");
        System.out.println((c == d) + " " + c.getName().equals(d.getName()) + " " + c.isAssignableFrom(d));
        Object o = d.getDeclaredConstructor().newInstance();
        System.out.println(c.isInstance(o) + " " + d.isInstance(o));
        Try.run("cast", () -> c.cast(o));
        // A child that delegates shares the classes of its parent.
        Loader child = new Loader("child", loader);
        System.out.println(child.load("p.User") == c);
        Try.run("not found", () -> Class.forName("p.Missing", true, loader));
    }
}
