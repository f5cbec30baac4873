// Call sites that see many receiver classes, through classes and interfaces, after loading more subclasses.
public class PolymorphicInline {
    interface I { int f(int x); }
    static abstract class A implements I { int n; abstract int g(int x); public int f(int x) { return g(x) + n; } }
    static class B extends A { int g(int x) { return x + 1; } }
    static class C extends A { int g(int x) { return x * 2; } }
    static class D extends C { int g(int x) { return super.g(x) ^ 5; } public int f(int x) { return super.f(x) - 1; } }
    static class E implements I { public int f(int x) { return x - 7; } }
    enum F implements I { ONE, TWO { public int f(int x) { return x + 100; } }; public int f(int x) { return x + ordinal(); } }

    static int run(I[] is, int rounds) {
        int acc = 1;
        for (int r = 0; r < rounds; r++) {
            for (I i : is) {
                acc = i.f(acc) & 0xffff;
                if (i instanceof A) {
                    acc += ((A) i).g(r);
                    ((A) i).n++;
                }
            }
        }
        return acc;
    }

    public static void main(String[] args) {
        System.out.println(run(new I[] {new B()}, 100));
        System.out.println(run(new I[] {new B(), new C()}, 100));
        System.out.println(run(new I[] {new B(), new C(), new D(), new E(), F.ONE, F.TWO, x -> x + 3}, 300));
        Object[] os = {"s", 1, 2L, 'c', new int[0].getClass(), java.util.List.of(1), F.TWO, new StringBuilder("sb").toString()};
        int h = 0;
        for (int i = 0; i < 1000; i++) {
            Object o = os[i % os.length];
            h = h * 31 + o.toString().length() + (o.equals(os[(i + 1) % os.length]) ? 1 : 0);
        }
        System.out.println(h);
    }
}
