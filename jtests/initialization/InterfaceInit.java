// Interfaces are initialised only when a field is used or, with default methods, before an implementing class.
public class InterfaceInit {
    static int log(String s) {
        System.out.println("init " + s);
        return 1;
    }

    interface Plain { int F = log("Plain"); }
    interface Def { int F = log("Def"); default void d() { } }
    interface SubDef extends Def, Plain { int F = log("SubDef"); }
    interface SubDef2 extends SubDef { int F = log("SubDef2"); default void e() { } }
    interface Stat { int F = log("Stat"); static void s() { System.out.println("s"); } }
    interface Const { int F = 5; int G = log("Const"); }

    static class C implements SubDef { static { log("C"); } }
    static class D extends C implements SubDef2, Stat { static { log("D"); } }
    static class E implements Stat { static { log("E"); } }

    public static void main(String[] args) {
        System.out.println(Const.F);
        new C();
        System.out.println("--");
        new D();
        System.out.println("--");
        new E();
        System.out.println("--");
        Stat.s();
        System.out.println("--");
        System.out.println(SubDef.F);
        System.out.println("--");
        System.out.println(C.F == SubDef.F);
        System.out.println(Plain.F);
    }
}
