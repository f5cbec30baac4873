// The frames that a toString called by string concatenation and by records sees, by shape.
// javac: --release 17
import java.util.concurrent.Callable;

public class ConcatFrames {
    static class Bad {
        public String toString() {
            throw new RuntimeException("x");
        }
    }

    record R1(Object a) {}
    record R2(Object a, Object b) {}
    record R3(int a, Object b) {}
    record R12(int a, int b, int c, int d, int e, int f, int g, int h, int i, int j, int k, Object z) {}

    static void frames(String name, Callable<String> call) {
        try {
            System.out.println(call.call());
        } catch (Exception e) {
            System.out.print(name + ":");
            for (var frame : e.getStackTrace()) {
                if (frame.getMethodName().startsWith("lambda$main")) {
                    break;
                }
                System.out.print(" " + frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber());
            }
            System.out.println();
        }
    }

    public static void main(String[] a) {
        Object o = new Bad();
        Bad b = new Bad();
        String s = "s" + a.length;
        int i = a.length;
        frames("o+c", () -> o + "c");
        frames("c+o", () -> "c" + o);
        frames("c+o+c", () -> "c" + o + "c");
        frames("o+s", () -> o + s);
        frames("s+o", () -> s + o);
        frames("empty+o", () -> "" + o);
        frames("o+i", () -> "" + o + i);
        frames("b+i+c", () -> "" + b + i + "c");
        frames("s+s+o", () -> s + s + o);
        frames("many", () -> s + i + s + i + s + i + s + i + s + i + s + i + o + "end" + o);
        frames("r1", () -> new R1(o).toString());
        frames("r2", () -> new R2(1, o).toString());
        frames("r3", () -> new R3(1, o).toString());
        frames("r12", () -> new R12(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, o).toString());
    }
}
