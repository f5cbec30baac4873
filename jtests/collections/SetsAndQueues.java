// Sets, deques, priority queues, stacks, enumerations, BitSet as a set.
import java.util.*;
import java.util.concurrent.*;

public class SetsAndQueues {
    public static void main(String[] args) throws Exception {
        TreeSet<String> t = new TreeSet<>(List.of("pear", "apple", "fig", "kiwi", "date"));
        System.out.println(t + " " + t.first() + t.last() + t.floor("g") + t.headSet("fig") + t.descendingSet() + t.pollLast() + t.subSet("b", "g"));
        LinkedHashSet<Integer> l = new LinkedHashSet<>(List.of(3, 1, 2));
        System.out.println(l.add(3) + " " + l.add(4) + l + l.retainAll(List.of(4, 3)) + l);
        HashSet<List<Integer>> nested = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            nested.add(List.of(i % 10, i % 4));
        }
        System.out.println(nested.size() + " " + nested.contains(List.of(3, 1)) + " " + nested.hashCode());
        PriorityQueue<int[]> pq = new PriorityQueue<>((a, b) -> a[0] != b[0] ? a[0] - b[0] : b[1] - a[1]);
        Random r = new Random(7);
        for (int i = 0; i < 50; i++) {
            pq.add(new int[] {r.nextInt(10), i});
        }
        StringBuilder sb = new StringBuilder();
        while (!pq.isEmpty()) {
            int[] x = pq.poll();
            sb.append(x[0]).append(':').append(x[1]).append(' ');
        }
        System.out.println(sb);
        ArrayDeque<Integer> d = new ArrayDeque<>();
        for (int i = 0; i < 40; i++) {
            if (i % 3 == 0) {
                d.addFirst(i);
            } else if (i % 3 == 1) {
                d.addLast(i);
            } else {
                d.pollFirst();
            }
        }
        d.push(99);
        System.out.println(d + " " + d.peekFirst() + d.peekLast() + d.pop() + d.removeLastOccurrence(1));
        Iterator<Integer> desc = d.descendingIterator();
        desc.next();
        desc.remove();
        System.out.println(d);
        try {
            new ArrayDeque<>().removeFirst();
        } catch (NoSuchElementException e) {
            System.out.println(e.getMessage());
        }
        Stack<Integer> s = new Stack<>();
        s.push(1);
        s.push(2);
        System.out.println(s.search(1) + " " + s.pop() + s.peek() + s.empty());
        try {
            s.pop();
            s.pop();
        } catch (EmptyStackException e) {
            System.out.println(e);
        }
        CopyOnWriteArrayList<Integer> cow = new CopyOnWriteArrayList<>(List.of(1, 2, 3));
        for (Integer x : cow) {
            cow.add(x * 10);
        }
        System.out.println(cow + " " + cow.addIfAbsent(10));
        BlockingQueue<Integer> q = new LinkedBlockingQueue<>(2);
        System.out.println(q.offer(1) + "" + q.offer(2) + q.offer(3) + q.poll() + q.remainingCapacity() + q.poll(1, TimeUnit.MILLISECONDS) + q.poll(1, TimeUnit.MILLISECONDS));
        ConcurrentSkipListSet<Integer> skip = new ConcurrentSkipListSet<>(List.of(5, 1, 3));
        System.out.println(skip + " " + skip.higher(3) + " " + Collections.disjoint(skip, List.of(2, 4)));
        System.out.println(Collections.list(new StringTokenizer("a b,c", " ,")) + " " + Collections.enumeration(List.of(1)).nextElement());
        EnumSet<Thread.State> es = EnumSet.of(Thread.State.NEW, Thread.State.BLOCKED);
        es.add(Thread.State.RUNNABLE);
        System.out.println(es);
    }
}
