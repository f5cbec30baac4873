// Switch on strings with colliding hashes, empty strings, null, Unicode, fall-through.
public class StringSwitch {
    static int f(String s) {
        int r = 0;
        switch (s) {
            case "": r += 1;
            case "AaAaAa": r += 2; break;
            case "BBAaAa": r += 4;
            case "AaBBAa": r += 8; break;
            default: r += 16;
            case "AaAaBB": r += 32; break;
            case "\u00e9\ud83d\ude00": return 64;
            case "long string with spaces and more than sixteen characters": return 128;
        }
        return r;
    }

    public static void main(String[] args) {
        for (String s : new String[] {"", "AaAaAa", "BBAaAa", "AaBBAa", "BBBBBB", "AaAaBB", "\u00e9\ud83d\ude00", "\u00e9",
            "long string with spaces and more than sixteen characters", new String("AaAaAa")}) {
            System.out.println(f(s));
        }
        try {
            f(null);
        } catch (NullPointerException e) {
            System.out.println("null");
        }
    }
}
