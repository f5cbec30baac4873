// Objects, constructors, fields, virtual calls.
public class S09Objects {
    static class Shape {
        int area() {
            return 0;
        }
    }

    static class Rectangle extends Shape {
        private final int width;
        private final int height;

        Rectangle(int width, int height) {
            this.width = width;
            this.height = height;
        }

        @Override
        int area() {
            return width * height;
        }
    }

    static final class Square extends Rectangle {
        Square(int side) {
            super(side, side);
        }

        @Override
        int area() {
            return super.area() + 1000;
        }
    }

    public static void main(String[] args) {
        Shape[] shapes = {new Shape(), new Rectangle(3, 4), new Square(5)};
        for (int i = 0; i < shapes.length; i++) {
            System.out.println(shapes[i].area());
        }
    }
}
