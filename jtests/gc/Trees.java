// Binary trees of several depths: allocation, long-lived and short-lived data.
public class Trees {
    static final class T {
        final T l, r;

        T(T l, T r) {
            this.l = l;
            this.r = r;
        }

        int check() {
            return l == null ? 1 : 1 + l.check() + r.check();
        }
    }

    static T make(int d) {
        return d == 0 ? new T(null, null) : new T(make(d - 1), make(d - 1));
    }

    public static void main(String[] args) {
        T longLived = make(14);
        int total = 0;
        for (int d = 4; d <= 12; d += 4) {
            int n = 1 << 14 - d;
            int sum = 0;
            for (int i = 0; i < n; i++) {
                sum += make(d).check();
            }
            System.out.println(n + " " + d + " " + sum);
            total += sum;
        }
        System.out.println(longLived.check() + " " + total);
    }
}
