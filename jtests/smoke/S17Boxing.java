// Boxing and generics.
import java.util.ArrayList;

public class S17Boxing {
    public static void main(String[] args) {
        ArrayList<Integer> list = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            list.add(i * 100);
        }
        int sum = 0;
        for (int x : list) {
            sum += x;
        }
        System.out.println(sum);
        System.out.println(list.size());
        System.out.println(list);
        Integer a = 127, b = 127;
        System.out.println(a == b);
        Object o = 5L;
        System.out.println(o.equals(5L));
        System.out.println(o.equals(5));
    }
}
