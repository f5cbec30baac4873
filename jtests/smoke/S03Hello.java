// Text on standard output.
public class S03Hello {
    public static void main(String[] args) {
        System.out.println("Hello, world!");
    }
}
