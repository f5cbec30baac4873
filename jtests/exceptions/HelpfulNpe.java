// Helpful messages of NullPointerException (JEP 358): what was attempted.
public class HelpfulNpe {
    static class Node {
        Node next;
        int value;
        long wide;
        Object[] array;
        int[][] grid;
        static Node head;
        String name;

        Node next() {
            return next;
        }

        Node with(int a, String b, long[] c) {
            return null;
        }

        static Node make(double d) {
            return null;
        }
    }

    interface Action {
        Object run() throws Throwable;
    }

    static void run(Action a) {
        try {
            System.out.println("no exception: " + a.run());
        } catch (NullPointerException e) {
            System.out.println(e.getMessage());
        } catch (Throwable t) {
            System.out.println(t);
        }
    }

    static int param(Node p, int[] q, Object lock) {
        if (lock == null) {
            synchronized (lock) {
                return 1;
            }
        }
        return q == null ? q[0] : p.value;
    }

    int field(Node p) {
        return p.next.value;
    }

    public static void main(String[] args) {
        Node n = new Node();
        Node nothing = null;
        int i = 3;
        run(() -> nothing.value);
        run(() -> nothing.wide = 1);
        run(() -> n.next.value);
        run(() -> n.next.value = 5);
        run(() -> n.next().value);
        run(() -> n.next().next().next);
        run(() -> Node.head.value);
        run(() -> Node.head.next());
        run(() -> n.with(1, "", null).next);
        run(() -> Node.make(1.5).toString());
        run(() -> n.array[0]);
        run(() -> n.array[i] = "x");
        run(() -> n.array.length);
        run(() -> n.grid[1][2]);
        run(() -> { n.grid = new int[2][]; return n.grid[1][2]; });
        run(() -> n.grid[i - 2][i] = 7);
        run(() -> n.grid[1].length);
        run(() -> { throw null; });
        run(() -> { synchronized (n.next) { return 1; } });
        run(() -> { Integer boxed = null; return boxed + 1; });
        run(() -> { Boolean boxed = null; return boxed ? 1 : 2; });
        run(() -> n.name.length());
        run(() -> n.name.substring(1, 2));
        run(() -> { switch (n.name) { case "a": return 1; default: return 2; } });
        run(() -> { for (Object o : n.array) { return o; } return 0; });
        run(() -> param(null, new int[0], ""));
        run(() -> param(n, null, ""));
        run(() -> param(n, null, null));
        run(() -> new HelpfulNpe().field(n));
        run(() -> new HelpfulNpe().field(null));
        run(() -> { byte[] b = null; return b[0]; });
        run(() -> { char[] b = null; b[1] = 'x'; return 0; });
        run(() -> { short[] b = null; return b[1]++; });
        run(() -> { long[] b = null; return b[i]; });
        run(() -> { float[] b = null; return b[i + 1]; });
        run(() -> { double[] b = null; return b[i] = 1; });
        run(() -> { boolean[] b = null; return b[0]; });
        run(() -> { Object[][] a = new Object[1][]; return a[0][i * 2]; });
        run(() -> ((String) (Object) nothing).length());
        run(() -> ((Runnable) null).getClass());
        run(() -> (i > 2 ? nothing : n).value);
        run(() -> { throw new NullPointerException(); });
        run(() -> { throw new NullPointerException("own"); });
        run(() -> { java.util.List<String> l = new java.util.ArrayList<>(); l.add(null); return l.get(0).length(); });
        run(() -> { Thread.State s = null; switch (s) { case NEW: return 1; default: return 2; } });
        run(() -> { HelpfulNpe h = null; return h.new Inner(); });
    }

    class Inner { }
}
