package lib;

public abstract class BecomesClass {
    public abstract int m();
}
