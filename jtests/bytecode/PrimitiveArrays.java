// newarray, loads and stores of each primitive array type, bounds, null, length, negative sizes.
// javac: -XDstringConcat=inline
public class PrimitiveArrays {
    static void fails(String label, Runnable r) {
        try {
            r.run();
            System.out.println(label + " worked");
        } catch (RuntimeException e) {
            System.out.println(label + " " + e.getClass().getName() + ": " + e.getMessage());
        }
    }

    public static void main(String[] args) {
        final boolean[] z = new boolean[3];
        final byte[] b = new byte[3];
        final char[] c = new char[3];
        final short[] s = new short[3];
        final int[] i = new int[3];
        final long[] l = new long[3];
        final float[] f = new float[3];
        final double[] d = new double[3];
        z[1] = true;
        b[1] = (byte) 0x80;
        c[1] = (char) 0xffff;
        s[1] = (short) 0x8000;
        i[1] = 0x80000000;
        l[1] = Long.MIN_VALUE;
        f[1] = Float.MIN_VALUE;
        d[1] = Double.MIN_VALUE;
        for (int k = 0; k < 3; k++) {
            System.out.println(z[k] + " " + b[k] + " " + (int) c[k] + " " + s[k] + " " + i[k] + " " + l[k] + " " + f[k] + " "
                    + d[k]);
        }
        b[2] += 127;
        b[2]++;
        c[0]--;
        s[2] |= 0x7f00;
        l[0] = l[1]++ - 1;
        System.out.println(b[2] + " " + (int) c[0] + " " + s[2] + " " + l[0] + " " + l[1]);
        final int[] n = args.length == 0 ? null : i;
        final int minus = args.length - 1;
        fails("-1", new Runnable() { public void run() { i[minus] = 1; } });
        fails("3", new Runnable() { public void run() { d[3] = 1; } });
        fails("max", new Runnable() { public void run() { l[Integer.MAX_VALUE]++; } });
        fails("min", new Runnable() { public void run() { z[Integer.MIN_VALUE] = z[0]; } });
        fails("bytes", new Runnable() { public void run() { b[4] = b[5]; } });
        fails("chars", new Runnable() { public void run() { c[minus] = 'x'; } });
        fails("size", new Runnable() { public void run() { System.out.println(new long[minus].length); } });
        fails("size min", new Runnable() { public void run() { System.out.println(new byte[Integer.MIN_VALUE].length); } });
        fails("null length", new Runnable() { public void run() { System.out.println(n.length); } });
        fails("null load", new Runnable() { public void run() { System.out.println(n[0]); } });
        fails("null store", new Runnable() { public void run() { n[0] = 1; } });
        System.out.println(new double[0].length + " " + i.getClass() + " " + z.getClass() + l.getClass() + f.getClass().getName());
        System.out.println(i.clone()[1] + " " + (i.clone() == i) + " " + (i instanceof Object));
    }
}
