// ArrayList, LinkedList, Arrays.asList, List.of, sublists, iterators, ConcurrentModificationException.
import java.util.*;

public class Lists {
    interface Act { Object run(); }

    static void run(String label, Act a) {
        try {
            System.out.println(label + " " + a.run());
        } catch (RuntimeException e) {
            System.out.println(label + " " + e.getClass().getSimpleName() + " " + e.getMessage());
        }
    }

    static void exercise(List<Integer> l) {
        for (int i = 0; i < 10; i++) {
            l.add(i * i % 7);
        }
        l.add(3, 100);
        l.remove(5);
        l.remove(Integer.valueOf(2));
        l.set(0, -1);
        l.addAll(2, List.of(8, 9));
        System.out.println(l + " " + l.size() + " " + l.indexOf(4) + " " + l.lastIndexOf(4) + " " + l.contains(100) + " " + l.hashCode());
        Collections.sort(l);
        System.out.println(l + " " + Collections.binarySearch(l, 4) + " " + Collections.max(l) + " " + Collections.frequency(l, 0));
        Collections.reverse(l);
        Collections.swap(l, 0, 1);
        Collections.rotate(l, 3);
        Collections.shuffle(l, new Random(42));
        System.out.println(l);
        List<Integer> sub = l.subList(2, 5);
        sub.set(0, 55);
        sub.clear();
        System.out.println(l + " " + sub);
        l.replaceAll(x -> x * 2);
        l.removeIf(x -> x > 10);
        l.sort(null);
        ListIterator<Integer> it = l.listIterator();
        while (it.hasNext()) {
            int x = it.next();
            if (x == 0) {
                it.remove();
            } else {
                it.set(x + 1);
                it.add(x);
            }
        }
        while (it.hasPrevious()) {
            System.out.print(it.previousIndex() + "=" + it.previous() + " ");
        }
        System.out.println();
        run("cme", () -> {
            for (Integer i : l) {
                l.add(i);
            }
            return 0;
        });
        run("sub cme", () -> {
            List<Integer> s = l.subList(0, 2);
            l.add(1);
            return s.size();
        });
        run("get", () -> l.get(99));
        run("iterator remove", () -> {
            l.iterator().remove();
            return 0;
        });
        run("next", () -> new ArrayList<>().iterator().next());
        run("toArray", () -> Arrays.toString(l.toArray(new Integer[l.size() + 2])));
        run("equals", () -> l.equals(new ArrayList<>(l)) + " " + l.equals(List.copyOf(l)) + " " + l.retainAll(Set.of(1, 2)) + l.removeAll(Set.of(1)) + l);
    }

    public static void main(String[] args) {
        exercise(new ArrayList<>());
        exercise(new LinkedList<>());
        exercise(new Vector<>());
        run("of null", () -> List.of(1, null));
        run("of add", () -> List.of(1).add(2));
        run("of contains null", () -> List.of(1).contains(null));
        run("asList add", () -> Arrays.asList(1, 2).add(3));
        run("asList set", () -> Arrays.asList(1, 2).set(0, 3));
        run("unmodifiable", () -> Collections.unmodifiableList(new ArrayList<>(List.of(1))).remove(0));
        run("nCopies", () -> Collections.nCopies(3, "x") + "" + Collections.emptyList() + Collections.singletonList(5));
        run("checked", () -> {
            @SuppressWarnings({"unchecked", "rawtypes"}) List raw = Collections.checkedList(new ArrayList<String>(), String.class);
            return raw.add(5);
        });
        ArrayList<Integer> big = new ArrayList<>();
        for (int i = 0; i < 100000; i++) {
            big.add(i ^ 0x5555);
        }
        Collections.sort(big);
        long sum = 0;
        for (int i = 0; i < big.size(); i += 997) {
            sum += (long) big.get(i) * i;
        }
        System.out.println(sum);
    }
}
