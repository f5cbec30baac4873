// Interface calls.
public class S10Interfaces {
    interface Visitor {
        int visit(int x);
    }

    static class Doubler implements Visitor {
        public int visit(int x) {
            return 2 * x;
        }
    }

    static class Adder implements Visitor, Comparable<Adder> {
        final int by;

        Adder(int by) {
            this.by = by;
        }

        public int visit(int x) {
            return x + by;
        }

        public int compareTo(Adder other) {
            return by - other.by;
        }
    }

    public static void main(String[] args) {
        Visitor[] visitors = {new Doubler(), new Adder(5), new Adder(-1)};
        int x = 1;
        for (Visitor v : visitors) {
            x = v.visit(x);
            System.out.println(x);
        }
        System.out.println(((Adder) visitors[1]).compareTo((Adder) visitors[2]));
    }
}
