// Recursive initialisation by the same thread sees the partly initialised class.
public class Recursive {
    static class A {
        static { System.out.println("A begins, B.b = " + B.b); }
        static int a = 1;
        static { System.out.println("A ends"); }
    }

    static class B {
        static { System.out.println("B begins, A.a = " + A.a); }
        static int b = 2;
        static { System.out.println("B ends"); }
    }

    static class Parent {
        static final Parent CHILD = new Child();
        static final int N = Integer.valueOf(3);
        { System.out.println("Parent instance, N = " + N); }
    }

    static class Child extends Parent {
        static final int M = Integer.valueOf(4);
        { System.out.println("Child instance, M = " + M); }
        static { System.out.println("Child static, N = " + N); }
    }

    static class Singleton {
        static final Singleton INSTANCE = new Singleton();
        static int count = 100;
        int seen = ++count;
    }

    public static void main(String[] args) {
        System.out.println(A.a + B.b);
        System.out.println(Parent.CHILD != null);
        System.out.println(Child.M);
        System.out.println(Singleton.INSTANCE.seen + " " + Singleton.count);
    }
}
