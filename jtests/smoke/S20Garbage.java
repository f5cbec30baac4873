// Enough garbage for some collections; what is reachable survives.
public class S20Garbage {
    static class Node {
        Node next;
        int value;
        byte[] payload = new byte[100];
    }

    public static void main(String[] args) {
        Node keep = null;
        int sum = 0;
        for (int i = 0; i < 300000; i++) {
            Node node = new Node();
            node.value = i;
            if (i % 1000 == 0) {
                node.next = keep;
                keep = node;
            }
        }
        for (Node node = keep; node != null; node = node.next) {
            sum += node.value + node.payload.length;
        }
        System.out.println(sum);
    }
}
