public class Main {
    static class Both implements A, B { }
    static class OnlyA implements A { }
    static class Over implements A, B { public String both() { return "Over"; } }
    static class Parent { public String fromClass() { return "Parent"; } }
    static class Child extends Parent implements A { }
    static class ViaSub implements SubA { }
    static class Removed implements A { }

    interface Action { Object run() throws Throwable; }

    static void run(String label, Action a) {
        for (int i = 0; i < 2; i++) {
            try {
                System.out.println(label + ": " + a.run());
            } catch (Throwable t) {
                System.out.println(label + ": " + t);
            }
        }
    }

    public static void main(String[] args) {
        Both b = new Both();
        run("conflict by class", () -> b.both());
        run("conflict by A", () -> ((A) b).both());
        run("overridden", () -> new Over().both());
        run("no conflict", () -> new OnlyA().both());
        run("class wins", () -> new Child().fromClass());
        run("class wins by interface", () -> ((A) new Child()).fromClass());
        run("re-abstracted", () -> new ViaSub().sub());
        run("re-abstracted by A", () -> ((A) new ViaSub()).sub());
        run("removed", () -> new Removed().removed());
        run("removed by interface", () -> ((A) new Removed()).removed());
        run("static became default", () -> A.stat());
        run("made private", () -> new OnlyA().madePrivate());
        run("by reflection", () -> Both.class.getMethod("both").getDeclaringClass());
        run("methods", () -> Both.class.getMethods().length);
    }
}
