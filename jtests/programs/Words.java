// Word counts, anagrams, longest common subsequence, edit distance, palindromes, permutations.
import java.util.*;
import java.util.stream.*;

public class Words {
    static void permute(String prefix, String rest, Collection<String> out) {
        if (rest.isEmpty()) {
            out.add(prefix);
        }
        for (int i = 0; i < rest.length(); i++) {
            permute(prefix + rest.charAt(i), rest.substring(0, i) + rest.substring(i + 1), out);
        }
    }

    static int distance(String a, String b) {
        int[] row = IntStream.rangeClosed(0, b.length()).toArray();
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0]++;
            for (int j = 1; j <= b.length(); j++) {
                int keep = row[j];
                row[j] = Math.min(Math.min(row[j], row[j - 1]) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = keep;
            }
        }
        return row[b.length()];
    }

    static String lcs(String a, String b) {
        int[][] t = new int[a.length() + 1][b.length() + 1];
        for (int i = a.length() - 1; i >= 0; i--) {
            for (int j = b.length() - 1; j >= 0; j--) {
                t[i][j] = a.charAt(i) == b.charAt(j) ? t[i + 1][j + 1] + 1 : Math.max(t[i + 1][j], t[i][j + 1]);
            }
        }
        StringBuilder s = new StringBuilder();
        for (int i = 0, j = 0; i < a.length() && j < b.length(); ) {
            if (a.charAt(i) == b.charAt(j)) {
                s.append(a.charAt(i++));
                j++;
            } else if (t[i + 1][j] >= t[i][j + 1]) {
                i++;
            } else {
                j++;
            }
        }
        return s.toString();
    }

    public static void main(String[] args) {
        String text = "It was the best of times, it was the worst of times, it was the age of wisdom, it was the age of foolishness";
        Map<String, Long> counts = Arrays.stream(text.toLowerCase().split("\\W+")).collect(Collectors.groupingBy(w -> w, TreeMap::new, Collectors.counting()));
        System.out.println(counts);
        System.out.println(counts.entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey())).limit(3).map(Object::toString).collect(Collectors.joining("; ")));
        Map<String, List<String>> anagrams = Stream.of("listen", "silent", "enlist", "google", "gogole").collect(Collectors.groupingBy(w -> w.chars().sorted().collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString(), TreeMap::new, Collectors.toList()));
        System.out.println(anagrams);
        System.out.println(distance("kitten", "sitting") + " " + distance("", "abc") + " " + lcs("AGGTABQWERTY", "GXTXAYBQTY"));
        Set<String> perms = new TreeSet<>();
        permute("", "abcda", perms);
        System.out.println(perms.size() + " " + perms.iterator().next());
        System.out.println(IntStream.range(0, 2000).filter(i -> new StringBuilder().append(i).reverse().toString().equals("" + i)).count());
        StringBuilder rot = new StringBuilder();
        for (char c : text.toCharArray()) {
            rot.append(Character.isLetter(c) ? (char) ((Character.toLowerCase(c) - 'a' + 13) % 26 + 'a') : c);
        }
        System.out.println(rot);
        String[] roman = {"M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"};
        int[] values = {1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1};
        for (int n : new int[] {1, 4, 9, 14, 40, 90, 400, 1994, 2024, 3999}) {
            StringBuilder s = new StringBuilder();
            for (int i = 0, k = n; i < values.length; i++) {
                for (; k >= values[i]; k -= values[i]) {
                    s.append(roman[i]);
                }
            }
            System.out.print(s + " ");
        }
        System.out.println();
    }
}
