// getfield, putfield, getstatic, putstatic of every type; hiding; null receivers.
// javac: -XDstringConcat=inline
public class Fields {
    static class A {
        boolean z = true;
        byte b = -1;
        char c = '\u20ac';
        short s = -300;
        int i = 7;
        long l = 1L << 40;
        float f = 1.5f;
        double d = -2.5;
        Object o = "o";
        int[] a = {1, 2};
        static boolean sz;
        static byte sb;
        static char sc;
        static short ss;
        static int si;
        static long sl;
        static float sf;
        static double sd;
        static Object so;
        volatile long v = 5;
        final int fin = 9;
        int name = 1;

        String show() {
            return z + " " + b + " " + c + " " + s + " " + i + " " + l + " " + f + " " + d + " " + o + " " + a.length + " "
                    + v + fin;
        }

        static String showStatic() {
            return sz + " " + sb + " " + (int) sc + " " + ss + " " + si + " " + sl + " " + sf + " " + sd + " " + so;
        }
    }

    static class B extends A {
        int name = 2;
        byte extra = 3;
        long after = 4;
    }

    interface Constant {
        int K = Integer.parseInt("42");
    }

    static class C extends B implements Constant {
        int name = 3;
    }

    public static void main(String[] args) {
        A x = new A();
        System.out.println(x.show());
        System.out.println(A.showStatic());
        x.z = false;
        x.b = (byte) 0x1ff;
        x.c = (char) -1;
        x.s = (short) 70000;
        x.i--;
        x.l ^= -1;
        x.f /= 0;
        x.d %= 1;
        x.o = null;
        x.a = new int[3];
        x.v += 10;
        System.out.println(x.show().replace('\uffff', '?'));
        A.sz = !A.sz;
        A.sb += 200;
        A.sc--;
        A.ss -= 40000;
        A.si = -A.si + 1;
        A.sl = Long.MIN_VALUE;
        A.sf = (float) 1e-45;
        A.sd = Double.NaN;
        A.so = "static";
        System.out.println(A.showStatic());
        C c = new C();
        c.name = 30;
        ((B) c).name = 20;
        ((A) c).name = 10;
        System.out.println(c.name + " " + ((B) c).name + " " + ((A) c).name + " " + c.extra + c.after + C.K);
        A nothing = args.length == 0 ? null : x;
        try {
            nothing.i = 1;
        } catch (NullPointerException e) {
            System.out.println("put");
        }
        try {
            System.out.println(nothing.d);
        } catch (NullPointerException e) {
            System.out.println("get");
        }
        nothing.sl = 12;
        System.out.println(nothing.sl);
    }
}
