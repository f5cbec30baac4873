package lib;

public class Base {
    public int pub = 101;
    public static int stat = 102;
    public final int plain = 104;
    public static final int INLINED = 105;
    public long type = 106;

    public int pubMethod() { return 110; }
    public static int statMethod() { return 111; }
    private int becomesPrivate() { return 113; }
    public static int becomesStatic() { return 114; }
    public int becomesInstance() { return 115; }
    public int becomesAbstract() { return 116; }
    public long changesReturn() { return 117; }
    public Base() { }
    private Base(int x) { }
    protected int prot() { return 118; }
}
