// java.lang.runtime.ObjectMethods and the constant bootstraps called directly.
import java.lang.invoke.*;
import java.lang.runtime.ObjectMethods;

public class ObjectMethodsBootstrap {
    record R(int a, String b, double c) { }

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup l = MethodHandles.lookup();
        MethodHandle[] getters = {l.findGetter(R.class, "a", int.class), l.findGetter(R.class, "b", String.class), l.findGetter(R.class, "c", double.class)};
        R r = new R(1, "x", 2.5), s = new R(1, "x", 2.5);
        CallSite eq = (CallSite) ObjectMethods.bootstrap(l, "equals", MethodType.methodType(boolean.class, R.class, Object.class), R.class, "a;b;c", getters);
        CallSite hash = (CallSite) ObjectMethods.bootstrap(l, "hashCode", MethodType.methodType(int.class, R.class), R.class, "a;b;c", getters);
        CallSite str = (CallSite) ObjectMethods.bootstrap(l, "toString", MethodType.methodType(String.class, R.class), R.class, "a;b;c", getters);
        System.out.println((boolean) eq.dynamicInvoker().invokeExact(r, (Object) s) + " " + ((int) hash.dynamicInvoker().invokeExact(r) == s.hashCode()) + " " + (String) str.dynamicInvoker().invokeExact(r));
        System.out.println(ConstantBootstraps.nullConstant(l, "_", String.class) + " " + ConstantBootstraps.primitiveClass(l, "I", Class.class) + " " + ConstantBootstraps.enumConstant(l, "NEW", Thread.State.class) + " "
                + ConstantBootstraps.getStaticFinal(l, "MAX_VALUE", int.class, Integer.class) + " " + ConstantBootstraps.invoke(l, "_", int.class, l.findVirtual(String.class, "length", MethodType.methodType(int.class)), "four"));
        System.out.println(ConstantBootstraps.explicitCast(l, "_", byte.class, 300));
        MethodHandle f = LambdaMetafactory.metafactory(l, "applyAsInt", MethodType.methodType(java.util.function.IntUnaryOperator.class, int.class),
                MethodType.methodType(int.class, int.class), l.findStatic(Math.class, "max", MethodType.methodType(int.class, int.class, int.class)), MethodType.methodType(int.class, int.class)).getTarget();
        java.util.function.IntUnaryOperator op = (java.util.function.IntUnaryOperator) f.invoke(10);
        System.out.println(op.applyAsInt(3) + " " + op.applyAsInt(30));
        try {
            LambdaMetafactory.metafactory(l, "run", MethodType.methodType(Runnable.class), MethodType.methodType(void.class), l.findStatic(Math.class, "abs", MethodType.methodType(int.class, int.class)), MethodType.methodType(void.class));
        } catch (LambdaConversionException e) {
            System.out.println(e.getMessage());
        }
        CallSite concat = StringConcatFactory.makeConcatWithConstants(l, "c", MethodType.methodType(String.class, int.class, Object.class, char.class), "\1-\1-\2-\1", "const");
        System.out.println((String) concat.dynamicInvoker().invoke(5, (Object) null, 'z'));
        try {
            StringConcatFactory.makeConcatWithConstants(l, "c", MethodType.methodType(String.class, int.class), "\1\1");
        } catch (StringConcatException e) {
            System.out.println(e.getMessage());
        }
    }
}
