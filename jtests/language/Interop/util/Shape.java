package util;

public interface Shape {
    double area();
}
