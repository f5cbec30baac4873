// Interfaces with default, static and private methods; diamonds; Object methods.
public class Interfaces {
    interface A {
        default String who() {
            return "A" + hidden();
        }

        private String hidden() {
            return "(" + helper() + ")";
        }

        private static String helper() {
            return "h";
        }

        static A of() {
            return new A() { };
        }
    }

    interface B extends A {
        @Override
        default String who() {
            return "B" + A.super.who();
        }
    }

    interface C extends A { }

    static class D implements B, C { }

    static class E extends D implements A {
        @Override
        public String who() {
            return "E" + super.who();
        }
    }

    interface Left { default int v() { return 1; } }
    interface Right { default int v() { return 2; } }
    static class Both implements Left, Right {
        @Override
        public int v() {
            return Left.super.v() * 10 + Right.super.v();
        }
    }

    static abstract class Abs {
        public abstract int v();
    }

    static class AbsWins extends Abs implements Left {
        @Override
        public int v() {
            return 7;
        }
    }

    interface Chain<T> {
        T self();

        default Chain<T> then(java.util.function.UnaryOperator<T> f) {
            T next = f.apply(self());
            return () -> next;
        }
    }

    public static void main(String[] args) {
        System.out.println(A.of().who() + " " + new D().who() + " " + new E().who() + " " + new Both().v() + " " + new AbsWins().v());
        Chain<Integer> c = () -> 5;
        System.out.println(c.then(x -> x * 2).then(x -> x + 1).self());
        Left l = new Both();
        System.out.println(l.v() + " " + l.equals(l) + " " + (l.hashCode() == l.hashCode()) + " " + ((Right) l).v());
        Runnable r = () -> { };
        System.out.println(r.equals(r) + " " + (r.toString().length() > 5));
    }
}
