// HashMap, LinkedHashMap, TreeMap, ConcurrentHashMap, IdentityHashMap, WeakHashMap, Map.of and the default methods.
import java.util.*;
import java.util.concurrent.*;

public class Maps {
    static final class Bad implements Comparable<Bad> {
        final int v;

        Bad(int v) {
            this.v = v;
        }

        @Override
        public int hashCode() {
            return v % 3;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Bad b && b.v == v;
        }

        @Override
        public int compareTo(Bad o) {
            return Integer.compare(v, o.v);
        }
    }

    static void exercise(Map<String, Integer> m) {
        for (int i = 0; i < 30; i++) {
            m.put("k" + i * 7 % 30, i);
        }
        m.remove("k3");
        m.putIfAbsent("k3", 300);
        m.putIfAbsent("k4", 400);
        m.merge("k5", 1000, Integer::sum);
        m.merge("new", 1, Integer::sum);
        m.compute("k6", (k, v) -> v == null ? -1 : v * 2);
        m.compute("k7", (k, v) -> null);
        m.computeIfAbsent("k8", k -> 1);
        m.computeIfAbsent("zz", String::length);
        m.computeIfPresent("k9", (k, v) -> v + 9);
        m.replace("k10", 10);
        m.replaceAll((k, v) -> v + 1);
        System.out.println(m.size() + " " + new TreeMap<>(m) + " " + m.getOrDefault("nope", 77) + m.containsValue(301) + " " + m.hashCode() + " " + m.equals(new HashMap<>(m)));
        m.keySet().removeIf(k -> k.startsWith("k1"));
        m.values().remove(301);
        m.entrySet().iterator().next().setValue(5);
        int sum = 0;
        for (Map.Entry<String, Integer> e : m.entrySet()) {
            sum += e.getKey().length() * e.getValue();
        }
        System.out.println(m.size() + " " + m.keySet().contains("k2") + " " + sum / 1000);
    }

    public static void main(String[] args) {
        exercise(new HashMap<>());
        exercise(new LinkedHashMap<>());
        exercise(new TreeMap<>());
        exercise(new TreeMap<>(Comparator.reverseOrder()));
        exercise(new ConcurrentHashMap<>());
        exercise(new ConcurrentSkipListMap<>());
        exercise(new Hashtable<>());
        Map<Bad, Integer> collide = new HashMap<>();
        for (int i = 0; i < 2000; i++) {
            collide.put(new Bad(i), i);
        }
        for (int i = 0; i < 2000; i += 2) {
            collide.remove(new Bad(i));
        }
        System.out.println(collide.size() + " " + collide.get(new Bad(1999)) + " " + collide.get(new Bad(1998)));
        LinkedHashMap<Integer, String> lru = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Integer, String> e) {
                return size() > 3;
            }
        };
        for (int i = 0; i < 5; i++) {
            lru.put(i, "v" + i);
            lru.get(2);
        }
        System.out.println(lru);
        TreeMap<Integer, String> t = new TreeMap<>();
        for (int i = 0; i < 20; i += 2) {
            t.put(i, "t" + i);
        }
        System.out.println(t.floorKey(7) + " " + t.ceilingEntry(7) + " " + t.headMap(6, true) + t.tailMap(14) + t.subMap(4, true, 9, true).descendingMap() + " " + t.pollFirstEntry() + t.lastKey() + t.higherKey(18));
        try {
            t.subMap(4, 8).put(9, "x");
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        try {
            t.put(null, "x");
        } catch (NullPointerException e) {
            System.out.println("null key");
        }
        try {
            new ConcurrentHashMap<String, String>().put("a", null);
        } catch (NullPointerException e) {
            System.out.println("null value");
        }
        try {
            Map<Integer, Integer> cme = new HashMap<>(Map.of(1, 1, 2, 2, 3, 3));
            for (Integer k : cme.keySet()) {
                cme.remove(k);
            }
            System.out.println("no cme");
        } catch (ConcurrentModificationException e) {
            System.out.println("cme");
        }
        IdentityHashMap<String, Integer> id = new IdentityHashMap<>();
        String a = "a";
        id.put(a, 1);
        id.put(new String("a"), 2);
        System.out.println(id.size() + " " + id.get(a) + " " + id.get(new String("a")));
        System.out.println(new TreeMap<>(Map.of("a", 1, "b", 2)) + " " + Map.entry("k", "v") + " " + new AbstractMap.SimpleEntry<>("x", 1) + " " + new TreeMap<>(Map.ofEntries(Map.entry(1, 2))));
        try {
            Map.of("a", 1, "a", 2);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        HashMap<Integer, Integer> big = new HashMap<>();
        for (int i = 0; i < 100000; i++) {
            big.merge(i * 31 % 5003, 1, Integer::sum);
        }
        System.out.println(big.size() + " " + big.get(77));
        HashMap<Object, String> nulls = new HashMap<>();
        nulls.put(null, "null");
        System.out.println(nulls.get(null) + nulls);
    }
}
