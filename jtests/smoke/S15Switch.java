// tableswitch, lookupswitch and the switch on strings.
public class S15Switch {
    static int dense(int x) {
        switch (x) {
            case 1: return 10;
            case 2: return 20;
            case 3:
            case 4: return 30;
            default: return -1;
        }
    }

    static int sparse(int x) {
        switch (x) {
            case -1000000: return 1;
            case 0: return 2;
            case 1000000: return 3;
            default: return 4;
        }
    }

    static int text(String s) {
        switch (s) {
            case "one": return 1;
            case "Aa": return 2;
            case "BB": return 3;
            default: return 0;
        }
    }

    public static void main(String[] args) {
        for (int i = 0; i < 6; i++) {
            System.out.println(dense(i));
        }
        System.out.println(sparse(-1000000));
        System.out.println(sparse(0));
        System.out.println(sparse(1000000));
        System.out.println(sparse(5));
        System.out.println(text("one"));
        System.out.println(text("Aa"));
        System.out.println(text("BB"));
        System.out.println(text("two"));
    }
}
