// LZW and Huffman coding, round trips over text.
import java.util.*;

public class Compression {
    static List<Integer> lzw(String s) {
        Map<String, Integer> dict = new HashMap<>();
        for (int i = 0; i < 256; i++) {
            dict.put("" + (char) i, i);
        }
        List<Integer> out = new ArrayList<>();
        String w = "";
        for (char c : s.toCharArray()) {
            String wc = w + c;
            if (dict.containsKey(wc)) {
                w = wc;
            } else {
                out.add(dict.get(w));
                dict.put(wc, dict.size());
                w = "" + c;
            }
        }
        if (!w.isEmpty()) {
            out.add(dict.get(w));
        }
        return out;
    }

    static String unlzw(List<Integer> codes) {
        List<String> dict = new ArrayList<>();
        for (int i = 0; i < 256; i++) {
            dict.add("" + (char) i);
        }
        String w = dict.get(codes.get(0));
        StringBuilder b = new StringBuilder(w);
        for (int k : codes.subList(1, codes.size())) {
            String e = k < dict.size() ? dict.get(k) : w + w.charAt(0);
            b.append(e);
            dict.add(w + e.charAt(0));
            w = e;
        }
        return b.toString();
    }

    static abstract class Node implements Comparable<Node> {
        final int weight, id;

        Node(int weight, int id) {
            this.weight = weight;
            this.id = id;
        }

        public int compareTo(Node o) {
            return weight != o.weight ? Integer.compare(weight, o.weight) : Integer.compare(id, o.id);
        }

        abstract void codes(String prefix, Map<Character, String> out);
    }

    static class Leaf extends Node {
        final char c;

        Leaf(char c, int w) {
            super(w, c);
            this.c = c;
        }

        void codes(String p, Map<Character, String> out) {
            out.put(c, p);
        }
    }

    static class Inner extends Node {
        final Node l, r;

        Inner(Node l, Node r) {
            super(l.weight + r.weight, Math.min(l.id, r.id));
            this.l = l;
            this.r = r;
        }

        void codes(String p, Map<Character, String> out) {
            l.codes(p + "0", out);
            r.codes(p + "1", out);
        }
    }

    public static void main(String[] args) {
        StringBuilder b = new StringBuilder();
        Random r = new Random(8);
        String[] words = {"the", "machine", "runs", "byte", "code", "and", "collects", "garbage"};
        for (int i = 0; i < 1500; i++) {
            b.append(words[r.nextInt(words.length)]).append(i % 11 == 0 ? ". " : " ");
        }
        String text = b.toString();
        List<Integer> codes = lzw(text);
        System.out.println(text.length() + " " + codes.size() + " " + codes.hashCode() + " " + unlzw(codes).equals(text));
        TreeMap<Character, Integer> freq = new TreeMap<>();
        for (char c : text.toCharArray()) {
            freq.merge(c, 1, Integer::sum);
        }
        PriorityQueue<Node> q = new PriorityQueue<>();
        freq.forEach((c, n) -> q.add(new Leaf(c, n)));
        while (q.size() > 1) {
            q.add(new Inner(q.poll(), q.poll()));
        }
        TreeMap<Character, String> table = new TreeMap<>();
        q.poll().codes("", table);
        int bits = 0;
        for (char c : text.toCharArray()) {
            bits += table.get(c).length();
        }
        System.out.println(table + " " + bits);
    }
}
