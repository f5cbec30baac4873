package u;

import java.util.List;
import p.Lib;

/** Uses each class of the old library in the way that its change may break. */
public class Users {
    static class MethodRemoved { static void run() { new Lib.MethodRemoved().m(); } }
    static class MethodMovedUp { static void run() { new Lib.MethodMovedUp().m(); } }
    static class MethodReturn { static void run() { new Lib.MethodReturn().m(); } }
    static class MethodParameter { static void run() { new Lib.MethodParameter().m(""); } }
    static class MethodStatic { static void run() { new Lib.MethodStatic().m(); } }
    static class MethodFinal extends Lib.MethodFinal {
        @Override public void m() {}
        static void run() { new MethodFinal().m(); }
    }
    static class MethodFinalStatic extends Lib.MethodFinalStatic {
        public static void m() {}
        static void run() { m(); }
    }
    static class MethodAbstract extends Lib.MethodAbstract {
        static void run() { new MethodAbstract().m(); }
    }
    static class MethodAccess { static void run() { new Lib.MethodAccess().m(); } }
    static class MethodWidened extends Lib.MethodWidened {
        @Override protected void m() {}
        static void run() { new MethodWidened().m(); }
    }
    static class MethodBody { static void run() { new Lib.MethodBody().m(3); } }
    static class MethodSame { static void run() { new Lib.MethodSame().m(""); } }
    static class MethodThrows {
        static void run() {
            try {
                new Lib.MethodThrows().m();
            } catch (java.io.IOException e) {
                throw new AssertionError(e);
            }
        }
    }
    static class MethodThrowsUnchecked { static void run() { new Lib.MethodThrowsUnchecked().m(); } }
    static class MethodAdded { static void run() { new Lib.MethodAdded(); } }
    static class MethodGeneric { static void run() { new Lib.MethodGeneric().m(List.of("")); } }
    static class MethodVarargs { static void run() { new Lib.MethodVarargs().m(new String[0]); } }
    static class MethodSynchronized { static void run() { new Lib.MethodSynchronized().m(); } }
    static class InterfaceMethodAdded implements Lib.InterfaceMethodAdded {
        static void run() { new InterfaceMethodAdded().toString(); }
    }
    static class InterfaceDefaultAdded implements Lib.InterfaceDefaultAdded {
        static void run() { new InterfaceDefaultAdded().toString(); }
    }
    static class InterfaceDefaultLost implements Lib.InterfaceDefaultLost {
        static void run() { new InterfaceDefaultLost().m(); }
    }
    static class InterfaceStaticRemoved { static void run() { Lib.InterfaceStaticRemoved.m(); } }
    static class ConstructorRemoved { static void run() { new Lib.ConstructorRemoved(); } }
    static class FieldRemoved { static void run() { new Lib.FieldRemoved().f = 1; } }
    static class FieldType { static void run() { new Lib.FieldType().f = 1; } }
    static class FieldStatic { static void run() { new Lib.FieldStatic().f = 1; } }
    static class FieldFinal { static void run() { new Lib.FieldFinal().f = 1; } }
    static class FieldNoLongerFinal { static int run() { return new Lib.FieldNoLongerFinal().f; } }
    static class FieldConstant { static int run() { return Lib.FieldConstant.F; } }
    static class FieldConstantRemoved { static int run() { return Lib.FieldConstantRemoved.F; } }
    static class FieldAccess { static int run() { return new Lib.FieldAccess().f; } }
    static class FieldVolatile { static int run() { return new Lib.FieldVolatile().f; } }
    static class FieldGeneric { static List<String> run() { return new Lib.FieldGeneric().f; } }
    static class ClassFinal extends Lib.ClassFinal { static void run() { new ClassFinal(); } }
    static class ClassAbstract { static void run() { new Lib.ClassAbstract(); } }
    static class ClassToInterface { static void run() { new Lib.ClassToInterface().m(); } }
    static class ClassRemoved { static void run() { new Lib.ClassRemoved(); } }
    static class ClassAccess { static void run() { new Lib.ClassAccess(); } }
    static class ClassProtected { static void run() { new Lib.ClassProtected(); } }
    static class ClassInner { static void run() { new Lib.ClassInner(); } }
    static class ClassGeneric { static void run() { new Lib.ClassGeneric<String>(); } }
    static class InterfaceLost {
        static void run() {
            Runnable r = new Lib.InterfaceLost();
            r.run();
        }
    }
    static class InterfaceGained { static void run() { new Lib.InterfaceGained().run(); } }
    static class SuperclassLost {
        static void run() {
            Thread t = new Lib.SuperclassLost();
            t.getName();
        }
    }
    static class Sealed implements Lib.Sealed { static void run() { new Sealed(); } }
    static class SealedFinal { static void run() { new Lib.SealedFinal(); } }
    static class NoLongerSealed { static void run() { new Lib.NoLongerSealed.One(); } }
    static class EnumConstantRemoved { static Object run() { return Lib.EnumConstantRemoved.B; } }
    static class EnumConstantAdded { static Object run() { return Lib.EnumConstantAdded.A; } }
    static class RecordChanged { static void run() { new Lib.RecordChanged(1); } }
    @Lib.AnnotationDefault(3) static class AnnotationDefault { static void run() {} }
    static class NotDeprecated { static void run() { new Lib.NotDeprecated(); } }
}
