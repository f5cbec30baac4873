// Object.clone of instances and arrays, shallow copies, CloneNotSupportedException, arraycopy of overlapping parts.
import java.util.*;

public class CloneAndCopy implements Cloneable {
    int x = 1;
    Object o = new ArrayList<>(List.of("shared"));
    int[] a = {1, 2};

    @Override
    protected CloneAndCopy clone() throws CloneNotSupportedException {
        return (CloneAndCopy) super.clone();
    }

    static class Not {
        Object tryClone() throws CloneNotSupportedException {
            return clone();
        }
    }

    static class Sub extends CloneAndCopy {
        long y = 5;
        byte z = 6;
    }

    public static void main(String[] args) throws Exception {
        Sub s = new Sub();
        s.x = 9;
        s.y = Long.MIN_VALUE;
        int h = s.hashCode();
        Sub c = (Sub) s.clone();
        System.out.println(c.x + " " + c.y + " " + c.z + " " + (c.o == s.o) + (c.a == s.a) + (c != s) + c.getClass() + " " + (h == s.hashCode()) + (h == c.hashCode()));
        try {
            new Not().tryClone();
        } catch (CloneNotSupportedException e) {
            System.out.println(e.getMessage());
        }
        int[][] m = {{1}, {2}};
        int[][] k = m.clone();
        k[0] = new int[] {7};
        k[1][0] = 8;
        System.out.println(m[0][0] + " " + m[1][0] + " " + new boolean[] {true}.clone()[0] + new String[0].clone().length);
        int[] a = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
        System.arraycopy(a, 0, a, 2, 6);
        System.out.println(Arrays.toString(a));
        System.arraycopy(a, 4, a, 3, 6);
        System.out.println(Arrays.toString(a));
        Object[] o = {"a", "b", "c", null, 5};
        System.arraycopy(o, 1, o, 0, 4);
        System.out.println(Arrays.toString(o));
        Comparable<?>[] cs = new Comparable<?>[3];
        System.arraycopy(o, 0, cs, 0, 3);
        System.out.println(Arrays.toString(cs));
        System.arraycopy(o, 5, o, 5, 0);
        long[] l = new long[100];
        Arrays.setAll(l, i -> i);
        for (int i = 0; i < 50; i++) {
            System.arraycopy(l, i, l, 50 - i, 50);
        }
        System.out.println(Arrays.hashCode(l));
        byte[] b = "the quick brown fox".getBytes();
        System.arraycopy(b, 4, b, 0, 5);
        System.out.println(new String(b));
    }
}
