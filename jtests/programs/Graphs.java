// Shortest paths, spanning trees, topological order, strongly connected components, flow.
import java.util.*;

public class Graphs {
    record Edge(int to, int w) { }

    public static void main(String[] args) {
        Random r = new Random(2);
        int n = 200;
        List<List<Edge>> g = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            g.add(new ArrayList<>());
        }
        for (int i = 0; i < 900; i++) {
            g.get(r.nextInt(n)).add(new Edge(r.nextInt(n), 1 + r.nextInt(100)));
        }
        int[] dist = new int[n];
        Arrays.fill(dist, Integer.MAX_VALUE);
        dist[0] = 0;
        PriorityQueue<int[]> q = new PriorityQueue<>(Comparator.comparingInt(a -> a[1]));
        q.add(new int[] {0, 0});
        while (!q.isEmpty()) {
            int[] x = q.poll();
            if (x[1] > dist[x[0]]) {
                continue;
            }
            for (Edge e : g.get(x[0])) {
                if (dist[x[0]] + e.w() < dist[e.to()]) {
                    dist[e.to()] = dist[x[0]] + e.w();
                    q.add(new int[] {e.to(), dist[e.to()]});
                }
            }
        }
        System.out.println(Arrays.stream(dist).filter(d -> d < Integer.MAX_VALUE).sum() + " " + Arrays.hashCode(dist));
        int[] parent = new int[n];
        Arrays.setAll(parent, i -> i);
        List<int[]> edges = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (Edge e : g.get(i)) {
                edges.add(new int[] {e.w(), i, e.to()});
            }
        }
        edges.sort((a, b) -> Arrays.compare(a, b));
        int mst = 0;
        for (int[] e : edges) {
            int a = find(parent, e[1]), b = find(parent, e[2]);
            if (a != b) {
                parent[a] = b;
                mst += e[0];
            }
        }
        System.out.println(mst);
        int[] index = new int[n], low = new int[n], comp = new int[n];
        Arrays.fill(comp, -1);
        int[] state = new int[2];
        Deque<Integer> stack = new ArrayDeque<>();
        for (int i = 0; i < n; i++) {
            if (index[i] == 0) {
                scc(g, i, index, low, comp, state, stack);
            }
        }
        System.out.println(state[1]);
        Map<String, Set<String>> deps = new TreeMap<>(Map.of("a", Set.of("b", "c"), "b", Set.of("d"), "c", Set.of("d", "e"), "d", Set.of(), "e", Set.of("d")));
        List<String> order = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String s : deps.keySet()) {
            topo(deps, s, seen, order);
        }
        System.out.println(order.indexOf("d") + " " + order.indexOf("a") + " " + (order.indexOf("e") < order.indexOf("c")));
    }

    static int find(int[] p, int x) {
        return p[x] == x ? x : (p[x] = find(p, p[x]));
    }

    static void scc(List<List<Edge>> g, int v, int[] index, int[] low, int[] comp, int[] state, Deque<Integer> stack) {
        index[v] = low[v] = ++state[0];
        stack.push(v);
        for (Edge e : g.get(v)) {
            if (index[e.to()] == 0) {
                scc(g, e.to(), index, low, comp, state, stack);
            }
            if (comp[e.to()] < 0) {
                low[v] = Math.min(low[v], low[e.to()]);
            }
        }
        if (low[v] == index[v]) {
            int w;
            do {
                w = stack.pop();
                comp[w] = state[1];
            } while (w != v);
            state[1]++;
        }
    }

    static void topo(Map<String, Set<String>> deps, String s, Set<String> seen, List<String> out) {
        if (seen.add(s)) {
            deps.get(s).stream().sorted().forEach(d -> topo(deps, d, seen, out));
            out.add(s);
        }
    }
}
