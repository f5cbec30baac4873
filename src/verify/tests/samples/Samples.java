import java.util.ArrayList;
import java.util.List;

/** Code of many shapes, to be damaged and verified. */
public class Samples {
    protected int count;
    static final long LONG = 1L << 40;
    static final String TEXT = "text";
    volatile double ratio = 0.5;
    private Object[] cells = new Object[4];
    byte[][] grid = new byte[3][2];

    Samples() {
        this(1);
    }

    Samples(int count) {
        this.count = count;
        ratio = count * 2.5;
    }

    static int sum(int[] numbers) {
        int total = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] % 2 == 0) {
                continue;
            }
            total += numbers[i];
        }
        return total;
    }

    static long mix(long a, double b, float c, boolean d) {
        long shifted = a << 3 | a >>> 5;
        double scaled = d ? b / c : b * c;
        return shifted + (long) scaled + (int) c;
    }

    String choose(int key, String name) {
        switch (key) {
            case 1: return "one";
            case 2: return "two";
            case 3: name = name.trim();
            case 1000: return name;
            case -5: break;
            default: name = null;
        }
        switch (String.valueOf(name)) {
            case "a": return "A";
            case "bb": return "B";
            default: return TEXT + name + key;
        }
    }

    int guarded(List<String> list) {
        int result = 0;
        try {
            for (String text : list) {
                result += Integer.parseInt(text);
            }
        } catch (NumberFormatException | NullPointerException e) {
            result = -1;
        } finally {
            count++;
        }
        synchronized (this) {
            cells[result & 3] = list;
        }
        return result;
    }

    Object make(boolean big) {
        Object made = big ? new ArrayList<Object>(count > 3 ? 10 : 20) : new int[][] {{1}, {2, 3}};
        if (made instanceof int[][]) {
            ((int[][]) made)[0][0]++;
        }
        char c = 'x';
        short s = (short) (c + 1);
        grid[1][0] = (byte) s;
        return made == null ? this : made.equals(c) ? (Object) Character.valueOf(c) : grid.clone();
    }

    static class Inner extends Samples implements Comparable<Inner> {
        final Inner next;

        Inner(Inner next, int count) {
            super(next == null ? count : next.count + 1);
            this.next = next;
        }

        @Override
        public int compareTo(Inner other) {
            return Double.compare(ratio, other.ratio) + super.guarded(null);
        }

        @Override
        protected Object clone() throws CloneNotSupportedException {
            int[] numbers = {1, 2, 3};
            return numbers.clone().length > 2 ? super.clone() : null;
        }
    }

    enum Color {
        RED, GREEN { @Override int rank() { return 7; } };

        int rank() {
            return ordinal();
        }
    }
}
