/** Allocation and pointer chasing: linked lists built, walked and dropped. */
public class Lists {
    static final class Node {
        final int value;
        final Node next;

        Node(int value, Node next) {
            this.value = value;
            this.next = next;
        }
    }

    public static void main(String[] args) {
        long total = 0;
        for (int round = 0; round < 200; round++) {
            Node head = null;
            for (int i = 0; i < 10_000; i++) head = new Node(i, head);
            for (int pass = 0; pass < 10; pass++)
                for (Node n = head; n != null; n = n.next) total += n.value;
        }
        System.out.println(total);
    }
}
