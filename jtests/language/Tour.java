import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Collections, formatting, a lambda, a record and a stream: what the README runs. */
public class Tour {
    record Word(String text, int count) {}

    public static void main(String[] args) {
        String text = "the quick brown fox jumps over the lazy dog and the cat";
        Map<String, Integer> counts = new TreeMap<>();
        for (String word : text.split(" ")) counts.merge(word, 1, Integer::sum);

        List<Word> words = new ArrayList<>();
        counts.forEach((word, count) -> words.add(new Word(word, count)));
        words.sort((a, b) -> b.count() != a.count()
                ? Integer.compare(b.count(), a.count()) : a.text().compareTo(b.text()));
        for (Word word : words.subList(0, 3)) {
            System.out.println(String.format("%-8s|%3d|%6.2f%%", word.text(), word.count(),
                    100.0 * word.count() / words.size()));
        }

        UnaryOperator<String> shout = s -> s.toUpperCase() + "!";
        System.out.println(shout.apply("peaberry"));
        System.out.println(IntStream.rangeClosed(1, 10).filter(n -> n % 2 == 1)
                .mapToObj(n -> n + "\u00b2=" + n * n).collect(Collectors.joining(", ", "[", "]")));
        System.out.println(words.get(0));
    }
}
