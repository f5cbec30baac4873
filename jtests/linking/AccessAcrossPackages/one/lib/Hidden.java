package lib;

public class Hidden {
    public static int x = 1;
}
