/** Nothing but starting and ending, to subtract from the others. */
public class Hello {
    public static void main(String[] args) {
        System.out.println("hello");
    }
}
