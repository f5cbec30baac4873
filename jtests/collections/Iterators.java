// Iterables, iterators, spliterators and enumerations written by hand, and what the library does with them.
import java.util.*;
import java.util.stream.*;

public class Iterators {
    static class Range implements Iterable<Integer> {
        final int lo, hi;

        Range(int lo, int hi) {
            this.lo = lo;
            this.hi = hi;
        }

        public Iterator<Integer> iterator() {
            return new Iterator<>() {
                int i = lo;

                public boolean hasNext() {
                    return i < hi;
                }

                public Integer next() {
                    if (i >= hi) {
                        throw new NoSuchElementException("past " + hi);
                    }
                    return i++;
                }
            };
        }
    }

    static class Bits extends AbstractSet<Integer> {
        final long bits;

        Bits(long b) {
            bits = b;
        }

        public Iterator<Integer> iterator() {
            return new Iterator<>() {
                long rest = bits;

                public boolean hasNext() {
                    return rest != 0;
                }

                public Integer next() {
                    int k = Long.numberOfTrailingZeros(rest);
                    rest &= rest - 1;
                    return k;
                }
            };
        }

        public int size() {
            return Long.bitCount(bits);
        }
    }

    public static void main(String[] args) {
        int sum = 0;
        for (int x : new Range(1, 5)) {
            for (int y : new Range(x, 5)) {
                sum += x * y;
            }
        }
        System.out.println(sum);
        new Range(0, 3).forEach(x -> System.out.print(x + " "));
        Iterator<Integer> it = new Range(0, 2).iterator();
        it.next();
        it.forEachRemaining(x -> System.out.println("rest " + x));
        try {
            it.next();
        } catch (NoSuchElementException e) {
            System.out.println(e.getMessage());
        }
        try {
            it.remove();
        } catch (UnsupportedOperationException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(StreamSupport.stream(new Range(0, 10).spliterator(), false).filter(x -> x % 3 == 0).toList());
        Bits b = new Bits(0b101101L);
        System.out.println(b + " " + b.size() + b.contains(3) + b.equals(Set.of(0, 2, 3, 5)) + b.hashCode() + " " + new TreeSet<>(b).descendingSet() + b.containsAll(List.of(0, 2)) + " " + b.stream().mapToInt(x -> x).sum());
        AbstractList<String> al = new AbstractList<>() {
            public String get(int i) {
                return "e" + Objects.checkIndex(i, 4);
            }

            public int size() {
                return 4;
            }
        };
        System.out.println(al + " " + al.subList(1, 3) + al.indexOf("e2") + al.contains("x") + al.equals(List.of("e0", "e1", "e2", "e3")) + new ArrayList<>(al).hashCode());
        try {
            al.add("x");
        } catch (UnsupportedOperationException e) {
            System.out.println("unsupported " + e.getMessage());
        }
        List<Integer> l = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6));
        for (Iterator<Integer> i = l.iterator(); i.hasNext(); ) {
            if (i.next() % 2 == 0) {
                i.remove();
            }
        }
        System.out.println(l);
        for (Collection<Integer> c : List.<Collection<Integer>>of(new ArrayList<>(l), new HashSet<>(l), new TreeSet<>(l), new LinkedList<>(l), new LinkedHashSet<>(l), new ArrayDeque<>(l), new PriorityQueue<>(l))) {
            String r;
            try {
                for (Integer x : c) {
                    c.add(x + 100);
                }
                r = "no exception";
            } catch (ConcurrentModificationException e) {
                r = "CME";
            }
            System.out.println(c.getClass().getSimpleName() + " " + r);
        }
        PrimitiveIterator.OfInt p = IntStream.of(3, 1, 2).iterator();
        System.out.println(p.nextInt() + p.next());
    }
}
