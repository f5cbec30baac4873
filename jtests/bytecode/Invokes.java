// invokestatic, invokespecial, invokevirtual, invokeinterface: selection, super calls, private methods, returns.
// javac: -XDstringConcat=inline
public class Invokes {
    interface I {
        String i(int x);

        default String d() {
            return "I.d+" + i(1);
        }

        static String s() {
            return "I.s";
        }
    }

    interface J extends I {
        default String d() {
            return "J.d+" + I.super.d();
        }
    }

    static class A implements I {
        public String i(int x) {
            return "A.i" + x;
        }

        String v(Object o) {
            return "A.v(Object)";
        }

        String v(String s) {
            return "A.v(String)";
        }

        private String p() {
            return "A.p";
        }

        String callP() {
            return p();
        }

        static String st() {
            return "A.st";
        }
    }

    static class B extends A implements J {
        public String i(int x) {
            return "B.i+" + super.i(x + 1);
        }

        String v(Object o) {
            return "B.v+" + super.v(o);
        }

        String p() {
            return "B.p";
        }

        static String st() {
            return "B.st";
        }

        public String toString() {
            return "B@" + super.getClass().getSimpleName();
        }
    }

    static abstract class Abs {
        abstract long m(long a, double b, int c, float d);

        long twice() {
            return m(1, 2, 3, 4) + m(5, 6, 7, 8);
        }
    }

    static boolean z() { return true; }
    static byte b() { return (byte) 200; }
    static char c() { return (char) 65601; }
    static short s() { return (short) 65535; }
    static float f() { return 1.25f; }
    static double d() { return 2.5; }
    static long l() { return 1L << 50; }
    static int[] a() { return new int[] {3}; }

    static int many(int a, long b, int c, double d, int e, float f, int g, long h, Object o, int[] q, byte r, char s) {
        return (int) (a + b + c + d + e + f + g + h + o.hashCode() + q[0] + r + s);
    }

    public static void main(String[] args) {
        A a = new A(), b = new B();
        I i = b;
        System.out.println(a.i(5) + " " + b.i(5) + " " + i.i(7) + " " + i.d() + " " + a.d() + " " + I.s());
        System.out.println(a.v("x") + " " + b.v("x") + " " + b.v((Object) "x"));
        System.out.println(b.callP() + " " + ((B) b).p() + " " + A.st() + B.st() + " " + b);
        System.out.println(new Abs() {
            long m(long a, double b, int c, float d) {
                return a * 1000 + (long) b * 100 + c * 10 + (long) d;
            }
        }.twice());
        System.out.println(z() + " " + b() + " " + c() + " " + s() + " " + f() + " " + d() + " " + l() + " " + a()[0]);
        System.out.println(many(1, 2, 3, 4, 5, 6, 7, 8, 9, new int[] {10}, (byte) 11, 'c'));
        A nothing = args.length == 0 ? null : a;
        try {
            nothing.i(1);
        } catch (NullPointerException e) {
            System.out.println("virtual");
        }
        try {
            ((I) nothing).d();
        } catch (NullPointerException e) {
            System.out.println("interface");
        }
        try {
            nothing.p();
        } catch (NullPointerException e) {
            System.out.println("private");
        }
        System.out.println(nothing.st());
    }
}
