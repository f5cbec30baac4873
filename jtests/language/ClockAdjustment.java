// How far from now the clock's nanoseconds can be asked for.
// javac: --add-exports java.base/jdk.internal.misc=ALL-UNNAMED
// flags: --add-exports java.base/jdk.internal.misc=ALL-UNNAMED
import jdk.internal.misc.VM;

public class ClockAdjustment {
    static final long LIMIT = 1L << 32;

    /** Asks again when the second changes in between. */
    static boolean isTooFar(long distance) {
        while (true) {
            long before = System.currentTimeMillis() / 1000;
            boolean tooFar = VM.getNanoTimeAdjustment(before - distance) == -1;
            if (System.currentTimeMillis() / 1000 == before) {
                return tooFar;
            }
        }
    }

    public static void main(String[] args) {
        for (long distance : new long[] {0, 1024, LIMIT - 1, LIMIT, LIMIT + 1, Long.MAX_VALUE / 2}) {
            System.out.println(distance + " " + isTooFar(distance) + " " + isTooFar(-distance));
        }
    }
}
