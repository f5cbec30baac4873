package lib;

public enum Color {
    RED, GREEN, BLUE
}
