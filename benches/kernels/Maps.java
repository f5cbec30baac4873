import java.util.HashMap;

/** The class library's hash map with boxed keys. */
public class Maps {
    public static void main(String[] args) {
        HashMap<Integer, Integer> map = new HashMap<>();
        for (int i = 0; i < 600_000; i++) map.merge(i * 7919 % 20011, 1, Integer::sum);
        long sum = 0;
        for (var e : map.entrySet()) sum += (long) e.getKey() * e.getValue();
        System.out.println(sum);
    }
}
