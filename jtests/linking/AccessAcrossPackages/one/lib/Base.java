package lib;

public class Base {
    public int pub = 1;
    public static int stat = 2;
    public int gone = 3;
    public final int plain = 4;
    public static final int INLINED = 5;
    public int type = 6;

    public int pubMethod() { return 10; }
    public static int statMethod() { return 11; }
    public int goneMethod() { return 12; }
    public int becomesPrivate() { return 13; }
    public int becomesStatic() { return 14; }
    public static int becomesInstance() { return 15; }
    public int becomesAbstract() { return 16; }
    public int changesReturn() { return 17; }
    public void becomesFinalParam(int x) { }
    public Base() { }
    public Base(int x) { }
    protected int prot() { return 18; }
}
