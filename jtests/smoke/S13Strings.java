// Strings without concatenation.
public class S13Strings {
    public static void main(String[] args) {
        String s = "Peaberry";
        System.out.println(s.length());
        System.out.println(s.charAt(3));
        System.out.println(s.substring(3));
        System.out.println(s.indexOf("berry"));
        System.out.println(s.toUpperCase());
        System.out.println(s.equals("Peaberry"));
        System.out.println(s.hashCode());
        System.out.println(s.concat("!").replace('e', 'E'));
        System.out.println(s == "Peaberry");
        System.out.println(s.compareTo("Pear"));
        System.out.println(new String(new char[] {'x', 'y'}).intern() == "xy");
        StringBuilder b = new StringBuilder();
        b.append("n = ").append(42).append(", x = ").append(1.5).append(' ').append(true);
        System.out.println(b.toString());
        System.out.println(b.reverse());
        System.out.println("gr\u00fc\u00dfe \u20ac \ud83d\ude00");
    }
}
