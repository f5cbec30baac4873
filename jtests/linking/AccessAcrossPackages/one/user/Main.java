package user;

import lib.*;

public class Main {
    static class Impl implements Inter {
        public int one() {
            return 1;
        }
    }

    static class Sub extends Base {
        int callProt() {
            return prot();
        }

        @Override
        public int pubMethod() {
            return super.pubMethod() + 100;
        }
    }

    static class MImpl implements BecomesClass {
        public int m() {
            return 1;
        }
    }

    static int color(Color c) {
        switch (c) {
            case RED: return 1;
            case GREEN: return 2;
            case BLUE: return 3;
            default: return 4;
        }
    }

    interface Action {
        Object run() throws Throwable;
    }

    static void run(String label, Action a) {
        try {
            System.out.println(label + ": " + a.run());
        } catch (Throwable e) {
            System.out.println(label + ": " + e);
        }
    }

    public static void main(String[] args) {
        Base b = new Base();
        run("pub", () -> b.pub);
        run("stat", () -> Base.stat);
        run("gone", () -> b.gone);
        run("gone store", () -> b.gone = 5);
        run("inlined", () -> Base.INLINED);
        run("plain", () -> b.plain);
        run("type", () -> b.type);
        run("pubMethod", () -> b.pubMethod());
        run("statMethod", () -> Base.statMethod());
        run("goneMethod", () -> b.goneMethod());
        run("becomesPrivate", () -> b.becomesPrivate());
        run("becomesStatic", () -> b.becomesStatic());
        run("becomesInstance", () -> Base.becomesInstance());
        run("changesReturn", () -> b.changesReturn());
        run("constructor", () -> new Base(1).pub);
        run("sub", () -> new Sub().callProt());
        run("sub override", () -> new Sub().pubMethod());
        Impl impl = new Impl();
        run("one", () -> impl.one());
        run("def", () -> impl.def());
        run("added abstract", () -> Inter.class.getMethod("added").invoke(impl));
        run("added default", () -> Inter.class.getMethod("addedDefault").invoke(impl));
        run("interface static", () -> BecomesInterface.s());
        run("interface new", () -> new BecomesInterface().v());
        run("class implemented", () -> new MImpl().m());
        for (String c : new String[] {"RED", "GREEN", "BLUE", "BLACK"}) {
            run("color " + c, () -> color(Color.valueOf(c)));
        }
        run("hidden", () -> Hidden.x);
        run("abstract", () -> b.becomesAbstract());
    }
}
