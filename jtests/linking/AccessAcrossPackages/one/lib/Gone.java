package lib;

public class Gone {
    public static int x = 1;
}
