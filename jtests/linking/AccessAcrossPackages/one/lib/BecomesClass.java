package lib;

public interface BecomesClass {
    int m();
}
