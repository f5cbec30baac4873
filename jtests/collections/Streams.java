// Streams: sources, intermediate and terminal operations, collectors, primitives, laziness, parallel.
import java.util.*;
import java.util.function.*;
import java.util.stream.*;

public class Streams {
    record P(String name, int age, String city) { }

    static void p(Object o) {
        System.out.println(o);
    }

    public static void main(String[] args) {
        List<P> ps = List.of(new P("Ann", 30, "Oslo"), new P("Bob", 25, "Rome"), new P("Cid", 41, "Oslo"), new P("Dan", 25, "Bonn"), new P("Eve", 30, "Rome"));
        p(ps.stream().filter(x -> x.age() > 26).map(P::name).collect(Collectors.joining(",", "[", "]")));
        p(ps.stream().collect(Collectors.groupingBy(P::city, TreeMap::new, Collectors.mapping(P::name, Collectors.toList()))));
        p(ps.stream().collect(Collectors.partitioningBy(x -> x.age() == 30, Collectors.counting())));
        p(ps.stream().collect(Collectors.groupingBy(P::age, TreeMap::new, Collectors.averagingInt(P::age))));
        p(ps.stream().sorted(Comparator.comparing(P::age).thenComparing(P::name, Comparator.reverseOrder())).map(P::name).toList());
        p(ps.stream().collect(Collectors.toMap(P::city, P::age, Integer::sum, TreeMap::new)));
        try {
            ps.stream().collect(Collectors.toMap(P::city, P::name));
        } catch (IllegalStateException e) {
            p(e.getMessage());
        }
        p(ps.stream().mapToInt(P::age).summaryStatistics());
        p(ps.stream().collect(Collectors.teeing(Collectors.counting(), Collectors.summingInt(P::age), (a, b) -> b + "/" + a)));
        p(IntStream.rangeClosed(1, 10).filter(i -> i % 2 == 1).mapToObj(Integer::toString).collect(Collectors.toList()));
        p(Stream.iterate(1, x -> x * 3).limit(8).reduce(0, Integer::sum) + " " + Stream.iterate(1, x -> x < 50, x -> x * 2).toList());
        p(Stream.of("a,b", "c").flatMap(s -> Arrays.stream(s.split(","))).toList() + "" + Stream.of(1, 2, 3).<Object>mapMulti((x, c) -> { if (x != 2) { c.accept(x); c.accept(-x); } }).toList());
        p(Stream.of(5, 1, 5, 2, 1).distinct().sorted().skip(1).toList() + "" + Stream.of(1, 2, 3, 1).takeWhile(x -> x < 3).toList() + Stream.of(1, 2, 3, 1).dropWhile(x -> x < 3).toList());
        List<String> log = new ArrayList<>();
        Optional<Integer> first = Stream.of(1, 2, 3, 4).peek(x -> log.add("a" + x)).filter(x -> x % 2 == 0).peek(x -> log.add("b" + x)).findFirst();
        p(first + " " + log);
        p(Stream.of(1, 2).anyMatch(x -> x > 1) + "" + Stream.of(1, 2).allMatch(x -> x > 1) + Stream.empty().noneMatch(x -> true) + Stream.of(3, 9, 2).max(Comparator.naturalOrder()) + Stream.<Integer>empty().min(Integer::compare));
        p(IntStream.range(0, 1000).parallel().filter(i -> i % 7 == 0).sum() + " " + IntStream.range(0, 1000).boxed().parallel().map(i -> i * 2).collect(Collectors.toList()).get(999));
        p(LongStream.rangeClosed(1, 20).reduce(1, (a, b) -> a * b) + " " + DoubleStream.of(1.5, 2.5, 3).average() + " " + IntStream.of().max() + " " + "hello".chars().mapToObj(c -> (char) c).toList());
        p(Stream.concat(Stream.of(1), Stream.of(2)).toList() + "" + Stream.generate(() -> "x").limit(3).collect(Collectors.joining()) + IntStream.iterate(10, i -> i > 0, i -> i - 3).boxed().toList());
        Stream<Integer> used = Stream.of(1);
        used.count();
        try {
            used.count();
        } catch (IllegalStateException e) {
            p(e.getMessage());
        }
        try {
            Stream.of(1).toList().add(2);
        } catch (UnsupportedOperationException e) {
            p("immutable");
        }
        p(Stream.of(1, 2, 3).collect(ArrayList::new, ArrayList::add, ArrayList::addAll) + "" + Arrays.toString(Stream.of("b", "a").sorted().toArray(String[]::new)));
        p(IntStream.range(0, 20).boxed().collect(Collectors.groupingBy(i -> i % 3, Collectors.reducing(0, Integer::sum))));
        Spliterator<Integer> sp = List.of(1, 2, 3, 4).spliterator();
        Spliterator<Integer> half = sp.trySplit();
        half.forEachRemaining(x -> System.out.print(x + " "));
        p(sp.estimateSize() + " " + sp.hasCharacteristics(Spliterator.SIZED));
        p(Stream.of(1, 2, 3, 4, 5).collect(Collectors.collectingAndThen(Collectors.filtering(x -> x > 2, Collectors.toList()), Collections::unmodifiableList)));
        try (Stream<String> s = Stream.of("x").onClose(() -> p("closed"))) {
            p(s.findAny().get());
        }
        Supplier<Stream<Integer>> inf = () -> Stream.iterate(1, x -> x + 1);
        p(inf.get().filter(x -> x % 11 == 0).mapToInt(x -> x).limit(3).sum());
        BaseStream<Integer, Stream<Integer>> it = Stream.of(7, 8);
        Iterator<Integer> i = it.iterator();
        p(i.next() + i.next());
    }
}
