// Static initialisers run once, at first use, in order.
public class S16StaticInit {
    static int counter = 5;

    static class Lazy {
        static int value = ++counter;

        static {
            System.out.println("Lazy");
        }
    }

    static class Base {
        static {
            System.out.println("Base");
        }
    }

    static class Derived extends Base {
        static final int CONSTANT = 9;

        static {
            System.out.println("Derived");
        }

        static void touch() {
        }
    }

    public static void main(String[] args) {
        System.out.println("main");
        System.out.println(Derived.CONSTANT);
        System.out.println(counter);
        System.out.println(Lazy.value);
        System.out.println(Lazy.value);
        Derived.touch();
        Derived.touch();
    }
}
