// Structures that are deep for a recursive marker: long lists, deep nesting, wide arrays.
public class DeepStructures {
    static final class Node {
        Node next;
        Object[] wide;
    }

    public static void main(String[] args) {
        Node head = null;
        for (int i = 0; i < 500000; i++) {
            Node n = new Node();
            n.next = head;
            head = n;
        }
        Object[] nested = {};
        for (int i = 0; i < 300000; i++) {
            nested = new Object[] {nested};
        }
        head.wide = new Object[100000];
        for (int i = 0; i < head.wide.length; i++) {
            head.wide[i] = new Node();
        }
        System.gc();
        System.gc();
        int n = 0;
        for (Node k = head; k != null; k = k.next) {
            n++;
        }
        int d = 0;
        while (nested.length > 0) {
            nested = (Object[]) nested[0];
            d++;
        }
        System.out.println(n + " " + d + " " + (head.wide[99999] != null));
    }
}
