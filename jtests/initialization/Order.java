// Order of initialisation: superclasses first, textual order, instance initialisers, constants that do not initialise.
public class Order {
    static StringBuilder log = new StringBuilder();

    static int log(String s) {
        log.append(s).append(' ');
        return s.length();
    }

    static class A {
        static int a1 = log("A.a1");
        int i1 = log("A.i1");
        static { log("A.static"); }
        { log("A.init"); }
        static int a2 = log("A.a2");

        A() {
            log("A()");
            virtual();
        }

        void virtual() {
            log("A.virtual");
        }
    }

    static class B extends A {
        static int b1 = log("B.b1");
        int i2 = log("B.i2");
        final int k = 5;
        final Object o = "o".concat("p");
        { log("B.init"); }

        B() {
            super();
            log("B()");
        }

        @Override
        void virtual() {
            log("B.virtual" + i2 + k + o);
        }
    }

    interface I {
        int C = log("I.C");
    }

    interface D {
        int C = log("D.C");

        default void d() {
        }
    }

    static class Impl extends A implements I, D {
        static int x = log("Impl.x");
    }

    static class Forward {
        static int a = get();
        static int b = 7;
        static final int c = 8;

        static int get() {
            return b * 10 + c;
        }
    }

    static void flush(String label) {
        System.out.println(label + ": " + log);
        log.setLength(0);
    }

    public static void main(String[] args) throws Exception {
        flush("start");
        A[] array = new A[3];
        flush("array");
        Class<?> literal = B.class;
        flush("literal " + literal.getSimpleName());
        new B();
        flush("new B");
        new B();
        flush("again");
        new Impl();
        flush("Impl");
        System.out.println(I.C);
        flush("I.C");
        System.out.println(Forward.a + " " + Forward.b);
        Class.forName("Order$Unused", false, Order.class.getClassLoader());
        flush("forName without");
        Class.forName("Order$Unused");
        flush("forName");
        System.out.println(Unused2.CONST + Unused2.TEXT);
        flush("constants");
        System.out.println(Unused2.BOXED);
        flush("boxed");
        System.out.println(Child.parentField);
        flush("inherited static field");
        Child.parentMethod();
        flush("inherited static method");
    }

    static class Unused {
        static { log("Unused"); }
    }

    static class Unused2 {
        static final int CONST = 4;
        static final String TEXT = "t";
        static final Integer BOXED = 5;
        static { log("Unused2"); }
    }

    static class Parent {
        static int parentField = log("Parent");

        static void parentMethod() {
        }
    }

    static class Child extends Parent {
        static { log("Child"); }
    }
}
