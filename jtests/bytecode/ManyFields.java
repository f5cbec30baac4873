// Objects with many fields of mixed sizes over several superclasses keep each value.
// javac: -XDstringConcat=inline
public class ManyFields {
    static class A {
        byte a1 = 1;
        long a2 = 2;
        short a3 = 3;
        Object a4 = "4";
        boolean a5 = true;
    }

    static class B extends A {
        byte b1 = 11;
        double b2 = 12;
        char b3 = '3';
        int b4 = 14;
        String b5 = "15";
        byte b6 = 16;
    }

    static class C extends B {
        long c1 = 21;
        byte c2 = 22;
        float c3 = 23;
        Object c4 = this;
        short c5 = 25;
    }

    public static void main(String[] args) {
        C[] all = new C[2000];
        for (int i = 0; i < all.length; i++) {
            all[i] = new C();
            all[i].a1 = (byte) i;
            all[i].a2 = i * 1000000007L;
            all[i].b2 = i / 4.0;
            all[i].c1 = -i;
            all[i].c5 = (short) (i * 3);
            all[i].c4 = i > 0 ? all[i - 1] : null;
        }
        System.gc();
        long sum = 0;
        for (int i = 0; i < all.length; i++) {
            C c = all[i];
            sum = sum * 31 + c.a1 + c.a2 + c.a3 + c.a4.hashCode() + (c.a5 ? 1 : 0) + c.b1 + (long) (c.b2 * 4) + c.b3 + c.b4
                    + c.b5.hashCode() + c.b6 + c.c1 + c.c2 + (long) c.c3 + c.c5 + (c.c4 == (i > 0 ? all[i - 1] : null) ? 1 : 0);
        }
        System.out.println(sum);
    }
}
