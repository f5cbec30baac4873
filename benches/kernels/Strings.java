/** Building, comparing and searching strings. */
public class Strings {
    public static void main(String[] args) {
        StringBuilder text = new StringBuilder();
        int hits = 0;
        for (int i = 0; i < 150_000; i++) {
            text.append("item ").append(i).append(';');
            if (text.length() > 4000) {
                String s = text.toString();
                hits += s.indexOf("99;") + s.hashCode() % 7 + s.substring(10, 40).length();
                text.setLength(0);
            }
        }
        System.out.println(hits);
    }
}
