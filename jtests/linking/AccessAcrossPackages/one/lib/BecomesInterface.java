package lib;

public class BecomesInterface {
    public static int s() { return 30; }
    public int v() { return 31; }
}
