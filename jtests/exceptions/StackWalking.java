// StackWalker, Thread.getStackTrace, caller class.
import java.util.*;
import java.util.stream.*;

public class StackWalking {
    static List<String> walk() {
        return StackWalker.getInstance().walk(s -> s.map(f -> f.getClassName() + "." + f.getMethodName() + ":" + f.getLineNumber())
                .collect(Collectors.toList()));
    }

    static List<String> viaLambda() {
        return ((java.util.function.Supplier<List<String>>) StackWalking::walk).get();
    }

    static Class<?> caller() {
        return StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE).getCallerClass();
    }

    static class Other {
        static Class<?> ask() {
            return caller();
        }
    }

    static int count(int n) {
        return n == 0 ? (int) (long) StackWalker.getInstance().walk(Stream::count) : count(n - 1);
    }

    public static void main(String[] args) throws Exception {
        System.out.println(walk());
        System.out.println(viaLambda());
        System.out.println(Other.ask());
        System.out.println(count(0) + " " + count(500));
        System.out.println((Object) StackWalker.getInstance().walk(s -> s.limit(1).findFirst().get().getDescriptor()));
        System.out.println((Object) StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
                .walk(s -> s.map(StackWalker.StackFrame::getDeclaringClass).toList()));
        StackTraceElement[] t = Thread.currentThread().getStackTrace();
        System.out.println(t[0].getMethodName() + " " + t[1].getMethodName() + " " + t.length);
        Object r = StackWalking.class.getDeclaredMethod("walk").invoke(null);
        System.out.println(r);
        System.out.println((Object) StackWalker.getInstance(Set.of(StackWalker.Option.SHOW_REFLECT_FRAMES))
                .walk(s -> s.count()));
    }
}
