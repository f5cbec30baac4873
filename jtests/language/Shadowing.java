// Hiding of fields and static methods, overloading by static types, super access, initialisation in subclasses.
public class Shadowing {
    static class A {
        String name = "A";
        static String s() { return "A.s"; }
        String v() { return "A.v"; }
        String both(A a) { return "A(A)"; }
        String both(B b) { return "A(B)"; }
        String get() { return name; }
        private String p() { return "A.p"; }
        String viaP() { return p(); }
        A self() { return this; }
    }

    static class B extends A {
        String name = "B";
        static String s() { return "B.s"; }
        @Override String v() { return "B.v+" + super.v() + super.name; }
        @Override String both(A a) { return "B(A)"; }
        @Override String both(B b) { return "B(B)"; }
        String p() { return "B.p"; }
        @Override B self() { return this; }
    }

    static class C extends B {
        String name = "C";
        @Override String v() { return "C.v+" + super.v() + ((A) this).name; }
        @Override String get() { return super.get() + name + super.name; }
    }

    static int x = 1;

    static int shadow(int x) {
        x += Shadowing.x;
        for (int y = 0; y < 2; y++) {
            int z = x;
            x = z + y;
        }
        return x;
    }

    public static void main(String[] args) {
        A ab = new B();
        B b = new B();
        C c = new C();
        System.out.println(ab.name + b.name + c.name + ((A) c).name + " " + ab.get() + c.get());
        System.out.println(ab.s() + B.s() + c.s() + " " + ab.v() + " " + c.v());
        System.out.println(ab.both(ab) + ab.both(b) + b.both(ab) + new A().both(b) + " " + ab.viaP() + b.p() + " " + c.self().name);
        System.out.println(shadow(10));
        String String = "String";
        System.out.println(String + String.length());
    }
}
