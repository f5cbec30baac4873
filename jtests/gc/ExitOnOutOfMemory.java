// -XX:+ExitOnOutOfMemoryError: status 3, no handler runs.
// flags: -Xmx16m -XX:+ExitOnOutOfMemoryError

import java.util.ArrayList;
import java.util.List;

public class ExitOnOutOfMemory {
    public static void main(String[] args) {
        List<byte[]> all = new ArrayList<>();
        try {
            while (true) {
                all.add(new byte[1 << 20]);
            }
        } catch (OutOfMemoryError e) {
            System.out.println("not reached: " + e);
        }
    }
}
