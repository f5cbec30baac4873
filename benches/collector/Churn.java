/** Small objects that die at once, and a few that live a little. */
public class Churn {
    static final class Node {
        Node next;
        int value;

        Node(Node next, int value) {
            this.next = next;
            this.value = value;
        }
    }

    public static void main(String[] args) {
        Node[] recent = new Node[4096];
        long sum = 0;
        for (int i = 0; i < 40_000_000; i++) {
            Node node = new Node(null, i);
            if ((i & 15) == 0) {
                int at = (i >> 4) & (recent.length - 1);
                node.next = recent[at];
                if (node.next != null) {
                    node.next.next = null;
                }
                recent[at] = node;
            }
            sum += node.value;
        }
        System.out.println(sum);
    }
}
