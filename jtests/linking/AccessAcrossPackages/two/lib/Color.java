package lib;

public enum Color {
    BLACK, BLUE, RED
}
