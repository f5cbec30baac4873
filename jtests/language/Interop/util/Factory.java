package util;

public class Factory {
    static abstract class Named {
        public String toString() {
            return "named " + getClass().getSimpleName();
        }

        public int length() {
            return 5;
        }
    }

    public static class Public extends Named {
    }

    public static Shape circle(int r) {
        return new Circle(r);
    }

    public static Public hidden() {
        return new Public();
    }
}

class Circle implements Shape {
    private final int r;

    Circle(int r) {
        this.r = r;
    }

    public double area() {
        return 3 * r * r;
    }
}
