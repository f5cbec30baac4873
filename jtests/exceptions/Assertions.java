// assert with -ea for some classes only.
// flags: -ea:Assertions$On... -ea:Assertions -da:Assertions$Off
public class Assertions {
    static class Off {
        static void check() {
            assert false : "never";
            System.out.println("off");
        }
    }

    static class Default {
        static boolean enabled() {
            boolean b = false;
            assert b = true;
            return b;
        }
    }

    public static void main(String[] args) {
        Off.check();
        System.out.println(Default.enabled());
        System.out.println(Assertions.class.desiredAssertionStatus() + " " + Off.class.desiredAssertionStatus());
        try {
            assert args.length > 0 : "args " + args.length;
        } catch (AssertionError e) {
            System.out.println(e.getMessage());
        }
        try {
            assert args == null;
        } catch (AssertionError e) {
            System.out.println(e + " " + e.getCause());
        }
        try {
            assert args == null : new IllegalStateException("cause");
        } catch (AssertionError e) {
            System.out.println(e + " " + e.getCause());
        }
        assert args != null : 1 / 0;
        assert args.length == 5 : 'c';
    }
}
