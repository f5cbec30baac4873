// The smallest program: an empty main method.
public class S01Nothing {
    public static void main(String[] args) {
    }
}
