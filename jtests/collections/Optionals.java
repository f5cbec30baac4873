// Optional and its primitive forms.
import java.util.*;

public class Optionals {
    public static void main(String[] args) {
        Optional<String> a = Optional.of("x"), e = Optional.empty();
        System.out.println(a + " " + e + " " + a.map(String::length) + a.filter(s -> s.isEmpty()) + e.or(() -> Optional.of("alt")) + a.flatMap(s -> Optional.of(s + s)) + e.orElse("else") + a.orElseGet(() -> "never"));
        a.ifPresentOrElse(System.out::println, () -> System.out.println("none"));
        e.ifPresentOrElse(System.out::println, () -> System.out.println("none"));
        System.out.println(a.stream().count() + e.stream().count() + " " + a.equals(Optional.of("x")) + a.hashCode() + " " + e.hashCode() + Optional.ofNullable(null).isEmpty());
        try {
            e.get();
        } catch (NoSuchElementException x) {
            System.out.println(x.getMessage());
        }
        try {
            e.orElseThrow(IllegalStateException::new);
        } catch (IllegalStateException x) {
            System.out.println(x);
        }
        try {
            Optional.of(null);
        } catch (NullPointerException x) {
            System.out.println("null");
        }
        System.out.println(OptionalInt.of(5) + " " + OptionalLong.empty() + " " + OptionalDouble.of(1.5).getAsDouble());
        System.out.println(Objects.hash(1, "a", null) + " " + Objects.equals(null, null) + Objects.toString(null, "def") + Objects.requireNonNullElse(null, "e") + Objects.compare(1, 2, Integer::compare));
    }
}
