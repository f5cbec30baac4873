// HashMap and TreeMap with string keys.
import java.util.HashMap;
import java.util.TreeMap;

public class S18Maps {
    public static void main(String[] args) {
        HashMap<String, Integer> counts = new HashMap<>();
        String text = "the quick brown fox jumps over the lazy dog and the cat";
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ' ') {
                String word = text.substring(start, i);
                Integer old = counts.get(word);
                counts.put(word, old == null ? 1 : old + 1);
                start = i + 1;
            }
        }
        System.out.println(counts.get("the"));
        System.out.println(counts.size());
        System.out.println(new TreeMap<>(counts));
        System.out.println(counts.containsKey("cow"));
    }
}
