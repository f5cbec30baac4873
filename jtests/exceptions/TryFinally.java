// try, catch, finally: order, overriding results, nested, in loops, with returns, breaks and continues.
public class TryFinally {
    @SuppressWarnings("finally")
    static int overriding() {
        try {
            return 1;
        } finally {
            return 2;
        }
    }

    static int saved() {
        int x = 1;
        try {
            return x;
        } finally {
            x = 5;
        }
    }

    @SuppressWarnings("finally")
    static int swallowing() {
        for (int i = 0; ; i++) {
            try {
                throw new IllegalStateException();
            } finally {
                if (i < 3) {
                    continue;
                }
                break;
            }
        }
        return 9;
    }

    static String nested(int k) {
        StringBuilder s = new StringBuilder();
        try {
            s.append("1");
            try {
                s.append("2");
                if (k == 1) {
                    throw new IllegalArgumentException("a");
                }
                if (k == 2) {
                    throw new IllegalStateException("b");
                }
                if (k == 3) {
                    return s.append("r").toString();
                }
                s.append("3");
            } catch (IllegalArgumentException e) {
                s.append("c").append(e.getMessage());
                throw new RuntimeException("from catch");
            } finally {
                s.append("f");
            }
            s.append("4");
        } catch (IllegalStateException e) {
            s.append("s").append(e.getMessage());
        } catch (RuntimeException e) {
            s.append("r").append(e.getMessage());
        } finally {
            s.append("F");
        }
        return s.toString();
    }

    static long wide(double d) {
        try {
            return (long) (d * 2);
        } finally {
            d = -1;
            System.out.print("w ");
        }
    }

    static void rethrow(Exception e) throws Exception {
        try {
            throw e;
        } catch (IllegalStateException | IllegalArgumentException x) {
            System.out.println("multi " + x.getMessage());
        } catch (final Exception x) {
            System.out.println("again " + x.getMessage());
            throw x;
        } finally {
            System.out.println("finally");
        }
    }

    public static void main(String[] args) {
        System.out.println(overriding() + " " + saved() + " " + swallowing() + " " + wide(2.5));
        for (int k = 0; k < 4; k++) {
            System.out.println(nested(k));
        }
        for (Exception e : new Exception[] {new IllegalStateException("1"), new IllegalArgumentException("2"), new Exception("3")}) {
            try {
                rethrow(e);
            } catch (Exception x) {
                System.out.println("out " + (x == e));
            }
        }
        int n = 0;
        outer:
        while (true) {
            try {
                try {
                    n++;
                    if (n == 3) {
                        break outer;
                    }
                    continue outer;
                } finally {
                    n += 10;
                }
            } finally {
                System.out.println("n " + n);
                if (n > 30) {
                    break;
                }
            }
        }
    }
}
