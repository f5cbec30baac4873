// ResourceBundle over classes, Properties loading and storing.
import java.io.*;
import java.util.*;

public class Bundles {
    public static class Msg extends ListResourceBundle {
        protected Object[][] getContents() {
            return new Object[][] {{"hello", "Hello"}, {"bye", "Bye"}, {"array", new String[] {"x", "y"}}};
        }
    }

    public static class Msg_de extends ListResourceBundle {
        protected Object[][] getContents() {
            return new Object[][] {{"hello", "Hallo"}};
        }
    }

    public static void main(String[] args) throws IOException {
        ResourceBundle r = ResourceBundle.getBundle("Bundles$Msg", Locale.GERMANY);
        System.out.println(r.getString("hello") + r.getString("bye") + r.getStringArray("array").length + r.getLocale() + new TreeSet<>(r.keySet()));
        System.out.println(ResourceBundle.getBundle("Bundles$Msg", Locale.ROOT).getString("hello") + r.containsKey("zz"));
        try {
            r.getString("missing");
        } catch (MissingResourceException e) {
            System.out.println(e.getMessage());
        }
        try {
            ResourceBundle.getBundle("no.such.Bundle", Locale.US);
        } catch (MissingResourceException e) {
            System.out.println(e.getMessage());
        }
        Properties p = new Properties(new Properties());
        p.load(new StringReader("# comment\n! other\na=1\nb : two words \nc\\ d=\\u20ac\\t|\nlong=first \\\n   second\nempty\n=nokey\na=2\n"));
        System.out.println(new TreeMap<>(p) + " " + p.getProperty("zz", "default") + p.stringPropertyNames().size());
        StringWriter w = new StringWriter();
        Properties one = new Properties();
        one.setProperty("k =:", " v\n\u20ac#");
        one.store(w, "title\nsecond");
        for (String line : w.toString().split("\n")) {
            if (!line.matches("#\\w{3} \\w{3} .*\\d{4}")) {
                System.out.println(line);
            }
        }
        ByteArrayOutputStream x = new ByteArrayOutputStream();
        one.storeToXML(x, "c");
        Properties back = new Properties();
        back.loadFromXML(new ByteArrayInputStream(x.toByteArray()));
        System.out.println(back.equals(one));
        ResourceBundle pr = new PropertyResourceBundle(new StringReader("q=w"));
        System.out.println(pr.getString("q"));
    }
}
