// Labelled statements, do, for without parts, nested switch, unreachable defaults, local scope.
public class Labels {
    public static void main(String[] args) {
        block: {
            if (args.length == 0) {
                System.out.println("leave");
                break block;
            }
            System.out.println("never");
        }
        int n = 0;
        outer:
        for (int i = 0; i < 9; i++) {
            inner:
            do {
                n++;
                switch (n % 5) {
                    case 0:
                        continue outer;
                    case 1:
                        break inner;
                    case 2:
                        continue inner;
                    case 3:
                        break;
                    default:
                        if (i > 6) {
                            break outer;
                        }
                }
                n += 3;
            } while (n < 60);
            System.out.print(i + ":" + n + " ");
        }
        System.out.println(n);
        for (int i = 0, j = 10; i < j; i += 2, j--) {
            System.out.print(i * j + " ");
        }
        System.out.println();
        for (char c = 'a'; c <= 'e'; c++) {
            System.out.print(c);
        }
        System.out.println();
        int x = 3;
        switch (x) {
            default:
                System.out.println("default");
            case 1:
                System.out.println("one");
            case 2:
                System.out.println("two");
                break;
            case 4:
                System.out.println("four");
        }
        while (true) {
            if (x-- < 0) {
                break;
            }
            if ((x & 1) == 0) {
                continue;
            }
            System.out.println("x" + x);
        }
        ;;
        if (x < 0) ; else System.out.println("no");
        synchronized (Labels.class) {
            out: while (true) {
                synchronized (args) {
                    break out;
                }
            }
        }
        System.out.println(Thread.holdsLock(args));
    }
}
