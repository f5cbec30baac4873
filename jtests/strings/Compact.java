// Strings of one byte and of two bytes for each unit: mixed operations keep equality and hash codes.
public class Compact {
    public static void main(String[] args) {
        String latin = "caf\u00e9", wide = "caf\u00e9\u20ac";
        String cut = wide.substring(0, 4);
        System.out.println(cut.equals(latin) + " " + (cut.hashCode() == latin.hashCode()) + " " + cut.compareTo(latin) + " " + latin.compareTo(wide) + " " + wide.startsWith(latin));
        System.out.println(wide.replace('\u20ac', 'e').equals("caf\u00e9e") + " " + latin.replace('c', '\u20ac').replace('\u20ac', 'c').equals(latin));
        System.out.println(latin.indexOf("\u20ac") + " " + wide.indexOf("\u00e9\u20ac") + " " + latin.concat("\u20ac").equals(wide) + " " + latin.contains("f\u00e9") + " " + wide.lastIndexOf('c'));
        System.out.println(latin.toUpperCase() + wide.toUpperCase() + "\u00ff".toUpperCase() + "\u00b5".toUpperCase() + " " + "\u0178".toLowerCase().length());
        System.out.println(String.join("", "a", "\u20ac").length() + " " + ("a" + '\u20ac').length() + " " + "a\u20ac".chars().sum() + " " + new StringBuilder(wide).reverse());
        System.out.println(new String(new char[] {'a', '\u00ff'}).equals("a\u00ff") + " " + new String(new char[] {'a', '\u0100'}).length() + " " + "\u0100".equals("\0"));
        System.out.println(wide.trim() == wide ? "same" : "copy");
        java.util.Map<String, Integer> m = new java.util.HashMap<>();
        m.put(latin, 1);
        System.out.println(m.get(cut) + " " + m.get(new StringBuilder(latin).toString()));
        System.out.println(wide.regionMatches(0, latin, 0, 4) + " " + latin.equalsIgnoreCase("CAF\u00c9") + " " + wide.compareToIgnoreCase("CAF\u00c9\u20ac"));
    }
}
