// Enums: bodies, fields, abstract methods, values, valueOf, switch, EnumMap, EnumSet, compareTo.
import java.util.*;

public class Enums {
    enum Planet {
        MERCURY(3.3e23, 2.44e6), EARTH(5.97e24, 6.37e6);

        private final double mass, radius;

        Planet(double mass, double radius) {
            this.mass = mass;
            this.radius = radius;
        }

        double gravity() {
            return 6.67e-11 * mass / (radius * radius);
        }
    }

    enum Op implements java.util.function.IntBinaryOperator {
        PLUS("+") { public int applyAsInt(int a, int b) { return a + b; } },
        MINUS("-") { public int applyAsInt(int a, int b) { return a - b; } },
        TIMES("*") {
            public int applyAsInt(int a, int b) { return a * b; }
            @Override public String toString() { return "times"; }
        };

        final String symbol;
        static final Map<String, Op> BY_SYMBOL = new LinkedHashMap<>();
        static { for (Op o : values()) BY_SYMBOL.put(o.symbol, o); }

        Op(String symbol) {
            this.symbol = symbol;
        }
    }

    enum Empty { }

    static String name(Thread.State s) {
        switch (s) {
            case NEW: return "new";
            case RUNNABLE: return "runs";
            case TERMINATED: return "over";
            default: return "other";
        }
    }

    public static void main(String[] args) {
        for (Planet p : Planet.values()) {
            System.out.println(p + " " + p.ordinal() + " " + p.gravity() + " " + p.getDeclaringClass().getSimpleName());
        }
        for (Op o : Op.values()) {
            System.out.println(o + " " + o.name() + " " + o.applyAsInt(6, 3) + " " + o.getClass().getSuperclass().getSimpleName() + " "
                    + o.getDeclaringClass().getSimpleName() + " " + Op.BY_SYMBOL.get(o.symbol));
        }
        System.out.println(Empty.values().length + " " + Op.valueOf("PLUS").compareTo(Op.TIMES) + " " + Op.class.isEnum());
        try {
            Op.valueOf("DIVIDE");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        for (Thread.State s : Thread.State.values()) {
            System.out.print(name(s) + " ");
        }
        System.out.println();
        EnumMap<Op, Integer> m = new EnumMap<>(Op.class);
        m.put(Op.TIMES, 3);
        m.put(Op.PLUS, 1);
        System.out.println(m + " " + m.containsKey(Op.MINUS));
        EnumSet<Thread.State> set = EnumSet.range(Thread.State.RUNNABLE, Thread.State.WAITING);
        System.out.println(set + " " + EnumSet.complementOf(set) + " " + EnumSet.noneOf(Op.class) + EnumSet.allOf(Op.class));
        System.out.println(Planet.values() != Planet.values());
        System.out.println(Arrays.toString(Thread.State.class.getEnumConstants()));
    }
}
