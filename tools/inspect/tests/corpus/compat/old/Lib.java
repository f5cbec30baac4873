package p;

import java.io.IOException;
import java.util.List;

/** The old state of a library: one nested class for each kind of change. */
public class Lib {
    public static class MethodRemoved { public void m() {} }
    public static class MethodMovedUp extends Base { public void m() {} }
    public static class Base {}
    public static class MethodReturn { public int m() { return 1; } }
    public static class MethodParameter { public void m(String s) {} }
    public static class MethodStatic { public void m() {} }
    public static class MethodFinal { public void m() {} }
    public static class MethodFinalStatic { public static void m() {} }
    public static abstract class MethodAbstract { public void m() {} }
    public static class MethodAccess { public void m() {} }
    public static class MethodWidened { protected void m() {} }
    public static class MethodBody {
        public int m(int n) {
            int sum = 0;
            for (int i = 0; i < n; i++) sum += i;
            return sum;
        }
    }
    public static class MethodSame {
        public String m(Object o) { return o instanceof String s ? s + 1 : "none"; }
    }
    public static class MethodThrows { public void m() throws IOException {} }
    public static class MethodThrowsUnchecked { public void m() {} }
    public static class MethodAdded {}
    public static class MethodGeneric { public void m(List<String> list) {} }
    public static class MethodVarargs { public void m(String[] strings) {} }
    public static class MethodSynchronized { public void m() {} }
    public static class MethodNative { public int m() { return 2; } }
    public interface InterfaceMethodAdded {}
    public interface InterfaceDefaultAdded {}
    public interface InterfaceDefaultLost { default void m() {} }
    public interface InterfaceStaticRemoved { static void m() {} }
    public static class ConstructorRemoved { public ConstructorRemoved() {} }
    public static class FieldRemoved { public int f; }
    public static class FieldType { public int f; }
    public static class FieldStatic { public int f; }
    public static class FieldFinal { public int f; }
    public static class FieldNoLongerFinal { public final int f = "a".length(); }
    public static class FieldConstant { public static final int F = 4; }
    public static class FieldConstantRemoved { public static final int F = 4; }
    public static class FieldAccess { public int f; }
    public static class FieldVolatile { public int f; public transient int t; }
    public static class FieldGeneric { public List<String> f; }
    public static class ClassFinal {}
    public static class ClassAbstract {}
    public static class ClassToInterface { public void m() {} }
    public static class ClassRemoved {}
    public static class ClassAccess {}
    public static class ClassProtected { public ClassProtected() {} }
    public static class ClassInner { public ClassInner() {} }
    public static class ClassGeneric<T> {}
    public static class InterfaceLost implements Runnable { public void run() {} }
    public static class InterfaceGained { public void run() {} }
    public static class SuperclassLost extends Thread {}
    public interface Sealed {}
    public static final class SealedFinal {}
    public sealed interface NoLongerSealed permits NoLongerSealed.One { final class One implements NoLongerSealed {} }
    public enum EnumConstantRemoved { A, B }
    public enum EnumConstantAdded { A }
    public record RecordChanged(int a) {}
    public @interface AnnotationDefault { int value(); int gone() default 1; }
    @Deprecated public static class NotDeprecated {}
    static class Hidden { public void gone() {} }
}
