// The lookupswitch, no cases, one case, extreme keys, thousands of keys.
import jasm.*;
import static jasm.Op.*;

public class LookupSwitch {
    static String sparse(int x) {
        switch (x) {
            case Integer.MIN_VALUE: return "min";
            case -1: return "-1";
            case 0: return "0";
            case 1000: return "1000";
            case Integer.MAX_VALUE: return "max";
            default: return "none";
        }
    }

    public static void main(String[] args) throws Throwable {
        for (int x : new int[] {Integer.MIN_VALUE, -2, -1, 0, 1, 999, 1000, 1001, Integer.MAX_VALUE}) {
            System.out.println(sparse(x));
        }
        Asm asm = new Asm("L");
        asm.method(Asm.STATIC, "none", "(I)I").op(ILOAD_0).lookupswitch("d", new int[0]).label("d").iconst(5).op(IRETURN);
        asm.method(Asm.STATIC, "one", "(I)I").op(NOP, ILOAD_0).lookupswitch("d", new int[] {7}, "s").label("d").iconst(5)
                .op(IRETURN).label("s").iconst(6).op(IRETURN);
        int n = 4000;
        int[] keys = new int[n];
        String[] targets = new String[n];
        for (int i = 0; i < n; i++) {
            keys[i] = (i - n / 2) * 1000003 / 2;
            targets[i] = "t" + i % 7;
        }
        java.util.Arrays.sort(keys);
        Code big = asm.method(Asm.STATIC, "big", "(I)I").op(NOP, NOP, ILOAD_0).lookupswitch("d", keys, targets);
        for (int i = 0; i < 7; i++) {
            big.label("t" + i).iconst(i).op(IRETURN);
        }
        big.label("d").iconst(-1).op(IRETURN);
        Class<?> c = asm.load();
        System.out.println(Try.call(c, "none", 3));
        System.out.println(Try.call(c, "one", 6) + " " + Try.call(c, "one", 7) + " " + Try.call(c, "one", 8));
        int hash = 0;
        for (int i = 0; i < n; i++) {
            hash = hash * 31 + (Integer) Try.call(c, "big", keys[i]) + (Integer) Try.call(c, "big", keys[i] + 1);
        }
        System.out.println(hash);
    }
}
