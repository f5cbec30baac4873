package p;

import java.io.IOException;
import java.util.List;

/** The new state of the library. */
public class Lib {
    public static class MethodRemoved {}
    public static class MethodMovedUp extends Base {}
    public static class Base { public void m() {} }
    public static class MethodReturn { public long m() { return 1; } }
    public static class MethodParameter { public void m(Object s) {} }
    public static class MethodStatic { public static void m() {} }
    public static class MethodFinal { public final void m() {} }
    public static class MethodFinalStatic { public static final void m() {} }
    public static abstract class MethodAbstract { public abstract void m(); }
    public static class MethodAccess { protected void m() {} }
    public static class MethodWidened { public void m() {} }
    public static class MethodBody {
        public int m(int n) {
            int sum = 1;
            for (int i = 0; i < n; i++) if (i != 3) sum += i;
            return sum;
        }
    }
    public static class MethodSame {
        static final String OTHER = "shifts the constant pool";


        public String m(Object o) { return o instanceof String s ? s + 1 : "none"; }
    }
    public static class MethodThrows { public void m() {} }
    public static class MethodThrowsUnchecked { public void m() throws IllegalStateException {} }
    public static class MethodAdded { public void m() {} }
    public static class MethodGeneric { public void m(List<Integer> list) {} }
    public static class MethodVarargs { public void m(String... strings) {} }
    public static class MethodSynchronized { public synchronized void m() {} }
    public static class MethodNative { public native int m(); }
    public interface InterfaceMethodAdded { void m(); }
    public interface InterfaceDefaultAdded { default void m() {} }
    public interface InterfaceDefaultLost { void m(); }
    public interface InterfaceStaticRemoved {}
    public static class ConstructorRemoved { public ConstructorRemoved(int i) {} }
    public static class FieldRemoved {}
    public static class FieldType { public long f; }
    public static class FieldStatic { public static int f; }
    public static class FieldFinal { public final int f = "a".length(); }
    public static class FieldNoLongerFinal { public int f = "a".length(); }
    public static class FieldConstant { public static final int F = 5; }
    public static class FieldConstantRemoved {}
    public static class FieldAccess { int f; }
    public static class FieldVolatile { public volatile int f; public int t; }
    public static class FieldGeneric { public List<Integer> f; }
    public static final class ClassFinal {}
    public static abstract class ClassAbstract {}
    public interface ClassToInterface { void m(); }
    static class ClassAccess {}
    protected static class ClassProtected { public ClassProtected() {} }
    public class ClassInner { public ClassInner() {} }
    public static class ClassGeneric<T extends Number> {}
    public static class InterfaceLost { public void run() {} }
    public static class InterfaceGained implements Runnable { public void run() {} }
    public static class SuperclassLost { public String getName() { return ""; } }
    public sealed interface Sealed permits Sealed.One { final class One implements Sealed {} }
    public static sealed class SealedFinal permits SealedFinal.One { static final class One extends SealedFinal {} }
    public interface NoLongerSealed { final class One implements NoLongerSealed {} }
    public enum EnumConstantRemoved { A }
    public enum EnumConstantAdded { A, B }
    public record RecordChanged(int a, int b) {}
    public @interface AnnotationDefault { int value() default 1; int gone(); }
    public static class NotDeprecated {}
    static class Hidden {}
}
