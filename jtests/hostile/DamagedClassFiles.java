// A class file cut at every length and with every single byte changed: an error or a class, never anything else.
import jasm.*;
import static jasm.Op.*;
import java.util.*;

public class DamagedClassFiles {
    static byte[] sample() {
        Asm a = new Asm("Sample").version(52).implementing("java/lang/Runnable").constructor().constantField(Asm.STATIC | Asm.FINAL, "k", "I", 5);
        a.method(Asm.PUBLIC, "run", "()V").label("a").getstatic("java/lang/System", "out", "Ljava/io/PrintStream;").op(POP).label("b").op(RETURN)
                .exceptions("java/lang/Exception");
        a.method(Asm.PUBLIC | Asm.STATIC, "sum", "(JD)J").op(LLOAD_0).op(DLOAD_2, D2L, LADD, LRETURN);
        return a.toBytes();
    }

    static String define(byte[] bytes) {
        try {
            Class<?> c = new Loader().define(null, bytes);
            c.getDeclaredMethods();
            c.getDeclaredFields();
            Class.forName(c.getName(), true, c.getClassLoader());
            return "ok";
        } catch (ReflectiveOperationException | LinkageError | SecurityException e) {
            return e.getClass().getSimpleName();
        }
    }

    public static void main(String[] args) {
        byte[] good = sample();
        System.out.println(good.length + " " + define(good));
        for (int n = 0; n < good.length; n++) {
            try {
                new Loader().define(null, Arrays.copyOf(good, n));
                System.out.println("cut at " + n + " accepted");
            } catch (ClassFormatError e) {
                // As it must be.
            } catch (LinkageError e) {
                System.out.println("cut at " + n + " " + e);
            }
        }
        Map<String, Integer> counts = new TreeMap<>();
        StringBuilder detail = new StringBuilder();
        for (int at = 0; at < good.length; at++) {
            for (int v : new int[] {good[at] ^ 1, good[at] + 1, 0, 0xff, 0x7f}) {
                byte[] bad = good.clone();
                bad[at] = (byte) v;
                String r = define(bad);
                counts.merge(r.equals("ok") ? "ok" : "error", 1, Integer::sum);
                detail.append(r);
            }
        }
        System.out.println(counts.get("ok") > 0 && counts.get("error") > 100);
        Random r = new Random(5);
        int errors = 0;
        for (int i = 0; i < 500; i++) {
            byte[] bad = good.clone();
            for (int k = 0; k < 1 + r.nextInt(6); k++) {
                bad[8 + r.nextInt(bad.length - 8)] = (byte) r.nextInt();
            }
            if (!define(bad).equals("ok")) {
                errors++;
            }
        }
        System.out.println(errors > 100);
    }
}
