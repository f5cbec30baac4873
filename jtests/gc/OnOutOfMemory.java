// -XX:OnOutOfMemoryError runs its commands once; a dump that cannot be written
// is no fault of the program.
// flags: -Xmx16m "-XX:OnOutOfMemoryError=echo one;echo two" -XX:+HeapDumpOnOutOfMemoryError -XX:HeapDumpPath=none/x.hprof

import java.util.ArrayList;
import java.util.List;

public class OnOutOfMemory {
    public static void main(String[] args) {
        for (int round = 0; round < 2; round++) {
            List<byte[]> all = new ArrayList<>();
            try {
                while (true) {
                    all.add(new byte[1 << 20]);
                }
            } catch (OutOfMemoryError e) {
                all = null;
                System.out.println(round + " " + e);
            }
        }
        try {
            System.out.println(new long[Integer.MAX_VALUE].length);
        } catch (OutOfMemoryError e) {
            System.out.println(e);
        }
    }
}
