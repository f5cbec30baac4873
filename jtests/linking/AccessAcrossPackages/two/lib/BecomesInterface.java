package lib;

public interface BecomesInterface {
    static int s() { return 130; }
    int v();
}
