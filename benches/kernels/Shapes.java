/** Virtual and interface calls over several receivers. */
public class Shapes {
    interface Area {
        double area();
    }

    abstract static class Shape implements Area {
        abstract int sides();
    }

    static final class Square extends Shape {
        final double side;

        Square(double side) {
            this.side = side;
        }

        public double area() {
            return side * side;
        }

        int sides() {
            return 4;
        }
    }

    static final class Circle extends Shape {
        final double radius;

        Circle(double radius) {
            this.radius = radius;
        }

        public double area() {
            return 3.0 * radius * radius;
        }

        int sides() {
            return 0;
        }
    }

    public static void main(String[] args) {
        Shape[] shapes = new Shape[64];
        for (int i = 0; i < shapes.length; i++)
            shapes[i] = i % 3 == 0 ? new Circle(i) : new Square(i);
        double area = 0;
        long sides = 0;
        for (int round = 0; round < 150_000; round++)
            for (Shape s : shapes) {
                Area a = s;
                area += a.area();
                sides += s.sides();
            }
        System.out.println(area + " " + sides);
    }
}
