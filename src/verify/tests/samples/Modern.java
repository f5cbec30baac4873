import java.util.function.IntFunction;

/** What Java has gained since version 7, to be damaged and verified. */
public class Modern {
    private int count;

    IntFunction<String> closure(String prefix) {
        return n -> prefix + n + count;
    }

    sealed interface Shape permits Square, Circle {
        double area();

        default Shape larger(Shape other) {
            return other.area() > area() ? other : this;
        }

        static Shape of(double side) {
            return new Square(side);
        }
    }

    record Square(double side) implements Shape {
        Square {
            if (side < 0) {
                throw new IllegalArgumentException("negative");
            }
        }

        public double area() {
            return side * side;
        }
    }

    @Deprecated
    record Circle(double radius, String... names) implements Shape {
        public double area() {
            return switch (names.length) {
                case 0 -> 0;
                case 1, 2 -> radius;
                default -> Math.PI * radius * radius;
            };
        }
    }

    static int nested(Object value) {
        class Local {
            int length() {
                return value instanceof String text && !text.isEmpty() ? text.length() : 0;
            }
        }
        return new Local().length();
    }
}
