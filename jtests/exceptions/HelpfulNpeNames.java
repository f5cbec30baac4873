// Helpful NullPointerException messages with names of local variables.
// javac: -g
public class HelpfulNpeNames {
    int[] data;
    static int[][] table;

    static void check(int[] numbers, String text, HelpfulNpeNames self) {
        try {
            System.out.println(numbers[text == null ? 0 : text.length()]);
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        try {
            int index = 4;
            int[][] local = table;
            System.out.println(local[index][index + 1]);
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        try {
            System.out.println(self.data[1]);
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
        try {
            long before = 1;
            Object after = null;
            System.out.println(after.hashCode() + before);
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
    }

    void instance() {
        try {
            this.data[0]++;
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        }
    }

    public static void main(String[] args) {
        check(null, null, null);
        check(null, "abc", new HelpfulNpeNames());
        check(new int[1], null, null);
        new HelpfulNpeNames().instance();
    }
}
