// Inner, local, anonymous and nested classes; captured variables; outer instances; shadowing.
public class InnerClasses {
    int x = 1;
    static int counter;

    class Inner {
        int x = 2;

        class Deeper {
            int x = 3;

            String show() {
                return InnerClasses.this.x + "" + Inner.this.x + this.x + x;
            }
        }
    }

    static class Nested {
        private int secret = 42;
    }

    private int priv(int k) {
        return x * k;
    }

    interface Counter {
        int next();
    }

    Counter counter(int start) {
        int[] box = {start};
        class Local implements Counter {
            final int step = 2;

            public int next() {
                x++;
                return box[0] += step + priv(0);
            }
        }
        return new Local();
    }

    static class Base {
        Base() {
            init();
        }

        void init() {
        }
    }

    String anonymous(String captured) {
        StringBuilder log = new StringBuilder();
        new Base() {
            int y = 5;

            @Override
            void init() {
                log.append(captured).append(y).append(x);
            }
        };
        return log.toString();
    }

    class SubInner extends Inner {
        int get() {
            return super.x + InnerClasses.this.x;
        }
    }

    static class FarSub extends Inner {
        FarSub(InnerClasses outer) {
            outer.super();
        }
    }

    public static void main(String[] args) {
        InnerClasses o = new InnerClasses();
        InnerClasses.Inner i = o.new Inner();
        InnerClasses.Inner.Deeper d = i.new Deeper();
        System.out.println(d.show());
        System.out.println(new Nested().secret);
        Counter c = o.counter(10);
        System.out.println(c.next() + " " + c.next() + " " + o.x);
        System.out.println(o.anonymous("cap"));
        System.out.println(o.new SubInner().get() + " " + new FarSub(o).x);
        Runnable r = new Runnable() {
            int n;

            public void run() {
                n++;
                counter += n;
            }
        };
        r.run();
        r.run();
        System.out.println(counter + " " + r.getClass().getName() + " " + r.getClass().isAnonymousClass() + " "
                + c.getClass().isLocalClass() + " " + c.getClass().getSimpleName() + " " + d.getClass().getName()
                + " " + d.getClass().getEnclosingClass().getSimpleName() + " " + c.getClass().getEnclosingMethod());
        var v = new Object() {
            int hidden = 7;
        };
        System.out.println(v.hidden++ + v.hidden);
        for (Class<?> k : InnerClasses.class.getDeclaredClasses()) {
            counter += k.getSimpleName().length();
        }
        System.out.println(counter);
    }
}
