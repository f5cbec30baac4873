package util;

public class Protected {
    protected String field = "F";

    protected String prot() {
        return "prot";
    }
}
