// StringBuilder and StringBuffer: append of all types, insert, delete, replace, reverse with surrogates, capacity.
public class Builders {
    public static void main(String[] args) {
        StringBuilder b = new StringBuilder();
        b.append(true).append('c').append(1).append(2L).append(3f).append(4.0).append("s").append((String) null).append((Object) null)
                .append(new char[] {'x', 'y'}).append("abcdef", 1, 3).append(new char[] {'p', 'q', 'r'}, 1, 2).append(new StringBuffer("buf")).appendCodePoint(0x1F600);
        System.out.println(b + " " + b.length());
        b.insert(0, "start ").insert(3, 42).insert(b.length(), -1.5).insert(2, 'Z').insert(1, new char[] {'!', '?'}).insert(0, true).insert(0, (Object) null);
        System.out.println(b);
        b.delete(0, 4).deleteCharAt(2).replace(0, 3, "<replaced>").setCharAt(1, 'R');
        System.out.println(b);
        System.out.println(b.reverse());
        System.out.println(b.indexOf("f") + " " + b.lastIndexOf("f") + " " + b.charAt(3) + " " + b.substring(5) + " " + b.substring(2, 4) + " " + b.codePointAt(0));
        b.setLength(5);
        System.out.println(b + "|" + b.length());
        b.setLength(7);
        System.out.println(b.toString().replace('\0', '0') + "|" + b.capacity() / 1000);
        StringBuilder latin = new StringBuilder("abc");
        latin.append('\u20ac').deleteCharAt(3).append("def");
        System.out.println(latin + " " + latin.equals(new StringBuilder("abcdef")) + " " + latin.compareTo(new StringBuilder("abcdeg")) + " " + latin.toString().equals("abcdef"));
        StringBuilder grow = new StringBuilder(1);
        for (int i = 0; i < 10000; i++) {
            grow.append(i % 10);
            if (i == 5000) {
                grow.append('\u4e2d');
            }
        }
        System.out.println(grow.length() + " " + grow.toString().hashCode());
        StringBuffer sb = new StringBuffer("sync");
        sb.insert(0, 1.5f).append(2).reverse().trimToSize();
        System.out.println(sb + " " + sb.isEmpty() + " " + sb.chars().max().getAsInt());
        Runnable[] bad = {() -> b.charAt(99), () -> b.insert(99, "x"), () -> b.deleteCharAt(99), () -> b.delete(5, 2), () -> b.setLength(-1), () -> b.replace(9, 10, ""), () -> new StringBuilder(-1), () -> b.substring(3, 99)};
        for (Runnable r : bad) {
            try {
                r.run();
                System.out.println("fine");
            } catch (RuntimeException e) {
                System.out.println(e.getClass().getSimpleName() + " " + e.getMessage());
            }
        }
    }
}
