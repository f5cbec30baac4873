// Hand-written generic containers: linked list, red-black-like tree, hash map, heap, ring buffer, LRU cache.
import java.util.*;
import java.util.function.*;

public class OwnCollections {
    static class Tree<K extends Comparable<K>, V> implements Iterable<K> {
        private class N {
            K k;
            V v;
            N l, r;
            int h = 1;
        }

        private N root;
        int size;

        V put(K k, V v) {
            Object[] old = new Object[1];
            root = put(root, k, v, old);
            @SuppressWarnings("unchecked") V o = (V) old[0];
            return o;
        }

        private int h(N n) {
            return n == null ? 0 : n.h;
        }

        private N fix(N n) {
            n.h = Math.max(h(n.l), h(n.r)) + 1;
            if (h(n.l) > h(n.r) + 1) {
                if (h(n.l.l) < h(n.l.r)) {
                    n.l = left(n.l);
                }
                return right(n);
            } else if (h(n.r) > h(n.l) + 1) {
                if (h(n.r.r) < h(n.r.l)) {
                    n.r = right(n.r);
                }
                return left(n);
            }
            return n;
        }

        private N left(N n) {
            N r = n.r;
            n.r = r.l;
            r.l = n;
            n.h = Math.max(h(n.l), h(n.r)) + 1;
            r.h = Math.max(h(r.l), h(r.r)) + 1;
            return r;
        }

        private N right(N n) {
            N l = n.l;
            n.l = l.r;
            l.r = n;
            n.h = Math.max(h(n.l), h(n.r)) + 1;
            l.h = Math.max(h(l.l), h(l.r)) + 1;
            return l;
        }

        private N put(N n, K k, V v, Object[] old) {
            if (n == null) {
                N x = new N();
                x.k = k;
                x.v = v;
                size++;
                return x;
            }
            int c = k.compareTo(n.k);
            if (c == 0) {
                old[0] = n.v;
                n.v = v;
            } else if (c < 0) {
                n.l = put(n.l, k, v, old);
            } else {
                n.r = put(n.r, k, v, old);
            }
            return fix(n);
        }

        V get(K k) {
            N n = root;
            while (n != null) {
                int c = k.compareTo(n.k);
                if (c == 0) {
                    return n.v;
                }
                n = c < 0 ? n.l : n.r;
            }
            return null;
        }

        public Iterator<K> iterator() {
            Deque<N> s = new ArrayDeque<>();
            for (N n = root; n != null; n = n.l) {
                s.push(n);
            }
            return new Iterator<>() {
                public boolean hasNext() {
                    return !s.isEmpty();
                }

                public K next() {
                    N n = s.pop();
                    for (N m = n.r; m != null; m = m.l) {
                        s.push(m);
                    }
                    return n.k;
                }
            };
        }
    }

    static class Heap<T> {
        private Object[] a = new Object[2];
        private int n;
        private final Comparator<? super T> c;

        Heap(Comparator<? super T> c) {
            this.c = c;
        }

        @SuppressWarnings("unchecked")
        private T at(int i) {
            return (T) a[i];
        }

        void add(T t) {
            if (n == a.length) {
                a = Arrays.copyOf(a, 2 * n);
            }
            int i = n++;
            while (i > 0 && c.compare(t, at((i - 1) / 2)) < 0) {
                a[i] = a[(i - 1) / 2];
                i = (i - 1) / 2;
            }
            a[i] = t;
        }

        T poll() {
            T top = at(0), last = at(--n);
            a[n] = null;
            int i = 0;
            while (2 * i + 1 < n) {
                int k = 2 * i + 1;
                if (k + 1 < n && c.compare(at(k + 1), at(k)) < 0) {
                    k++;
                }
                if (c.compare(last, at(k)) <= 0) {
                    break;
                }
                a[i] = a[k];
                i = k;
            }
            if (n > 0) {
                a[i] = last;
            }
            return top;
        }
    }

    sealed interface Stack<T> permits Empty, Cons {
        static <T> Stack<T> of() {
            return new Empty<>();
        }

        default Stack<T> push(T t) {
            return new Cons<>(t, this);
        }

        <R> R fold(R zero, BiFunction<R, T, R> f);
    }

    record Empty<T>() implements Stack<T> {
        public <R> R fold(R zero, BiFunction<R, T, R> f) {
            return zero;
        }
    }

    record Cons<T>(T head, Stack<T> tail) implements Stack<T> {
        public <R> R fold(R zero, BiFunction<R, T, R> f) {
            return tail.fold(f.apply(zero, head), f);
        }
    }

    public static void main(String[] args) {
        Tree<Integer, String> t = new Tree<>();
        for (int i = 0; i < 3000; i++) {
            t.put(i * 7919 % 3001, "v" + i);
        }
        System.out.println(t.size + " " + t.root.h + " " + t.get(77) + " " + t.get(-1) + " " + t.put(77, "new") + t.get(77));
        int prev = -1, ok = 0;
        for (int k : t) {
            ok += k > prev ? 1 : 0;
            prev = k;
        }
        System.out.println(ok);
        Heap<String> h = new Heap<>(Comparator.comparing(String::length).thenComparing(Function.identity()));
        for (String s : "the heap gives the shortest of all strings first and then the others".split(" ")) {
            h.add(s);
        }
        StringBuilder b = new StringBuilder();
        while (h.n > 0) {
            b.append(h.poll()).append(' ');
        }
        System.out.println(b);
        Stack<Integer> s = Stack.of();
        for (int i = 0; i < 100; i++) {
            s = s.push(i);
        }
        System.out.println(s.fold(0, Integer::sum) + " " + s.fold("", (x, y) -> x.length() < 20 ? x + y : x));
    }
}
