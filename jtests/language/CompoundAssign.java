// JLS 15.26, 15.14, 15.15: compound assignment and increments of every type: the hidden cast, strings, boxes, array elements, statics.
import jasm.Try;
import java.util.*;

public class CompoundAssign {
    byte b = 127; short s = -32768; char c = 65535; int i = Integer.MAX_VALUE; long l = Long.MIN_VALUE; float f = 1e38f; double d = 1e308;
    static byte sb = -128; static char sc; static long sl = 1;
    Integer boxed = 127; Character letter = 'y'; Long big = 1L; Double real = 0.1; Object any = "o"; String text; CharSequence seq = "q";

    public static void main(String[] args) {
        CompoundAssign o = new CompoundAssign();
        byte b = 10; b += 300; System.out.println(b); b -= 3.99; System.out.println(b); b *= 50; System.out.println(b); b /= 0.5f; System.out.println(b); b >>= 1; System.out.println(b); b >>>= 1; System.out.println(b); b <<= 35; System.out.println(b); b ^= 0xfff; b |= 1L; b &= 0x7f; b %= 7; System.out.println(b);
        short s = 1; s <<= 15; System.out.println(s); s >>>= 4; System.out.println(s); s += 1e9; System.out.println(s); s -= 'a'; System.out.println(s); s++; ++s; System.out.println(s-- + --s);
        char c = 'a'; c += 1; System.out.println(c); c *= 1.01; System.out.println((int) c); c -= 200; System.out.println((int) c); c >>= 8; System.out.println((int) c); c++; System.out.println((int) c); c = 0; c--; System.out.println((int) c); c += 1.0 / 0; System.out.println((int) c); c += -1f / 0; System.out.println((int) c); c = 65535; c++; System.out.println((int) c);
        int i = 7; i += 3.7; System.out.println(i); i *= 1e10; System.out.println(i); i -= 1L << 40; System.out.println(i); i <<= 33; System.out.println(i); i >>>= -1; System.out.println(i); i += 0f / 0; System.out.println(i); i = 'a'; i /= 2L; System.out.println(i); i ^= -1L; System.out.println(i);
        long l = 1; l <<= 65; System.out.println(l); l += 1e30; System.out.println(l); l -= 0.5f; System.out.println(l); l >>>= 63L; System.out.println(l); l = -5; l %= 3; System.out.println(l); l >>= 100; System.out.println(l);
        float f = 16777216; f += 1; System.out.println(f); f += 1.5; System.out.println(f); f *= 1e300; System.out.println(f); f %= 3; System.out.println(f); f = 5.5f; f %= -2; System.out.println(f); f++; System.out.println(f--); System.out.println(f);
        double d = 0.1; d += 0.2; System.out.println(d); d -= 0.3f; System.out.println(d); d++; System.out.println(d); d %= 0.3; System.out.println(d); d /= 0; System.out.println(d); d = Long.MAX_VALUE; d++; System.out.println(d);
        boolean z = true; z &= false | true; z ^= true; z |= 3 > 2; System.out.println(z);
        o.b++; o.s--; o.c++; o.i++; o.l--; o.f *= 10; o.d *= -10; System.out.println(o.b + " " + o.s + " " + (int) o.c + " " + o.i + " " + o.l + " " + o.f + " " + o.d);
        sb--; sc--; sl <<= sl << 2; System.out.println(sb + " " + (int) sc + " " + sl + " " + sb++ + ++sc + sl--);
        Integer old = o.boxed; o.boxed++; System.out.println(old + " " + o.boxed + " " + (o.boxed++ == 128) + ++o.boxed); o.boxed <<= 3; o.boxed /= 7; System.out.println(o.boxed);
        o.letter++; System.out.println(o.letter++ + "" + o.letter); o.big += 1; o.big *= 3; o.real += 1; o.real %= 0.5; System.out.println(o.big + " " + o.real);
        o.text += null; o.text += 'c'; o.text += 1 + 2; o.text += 1.0f; o.text += new char[0].length; System.out.println(o.text);
        o.any += "x"; o.seq += "y"; System.out.println(o.any + " " + o.seq + " " + o.any.getClass());
        Object[] strings = {"a", null}; strings[0] += "b"; strings[1] += "" + strings[0]; System.out.println(Arrays.toString(strings));
        byte[] ba = {127}; ba[0]++; ba[0] += ba[0]--; System.out.println(ba[0]);
        char[] ca = {'a', 'b'}; int k = 0; ca[k++] += k; ca[k] ^= 3; System.out.println(ca);
        long[] la = {1, 2}; la[la[0]++ > 0 ? 0 : 1] <<= la[0]; System.out.println(Arrays.toString(la));
        Integer[] ia = {1, null}; ia[0] += ia[0]++ + ++ia[0]; System.out.println(ia[0]);
        Try.run("null box", () -> ia[1]++);
        Try.run("null box sum", () -> ia[1] += 1);
        Try.run("null box result unused", () -> { o.boxed = null; o.boxed--; return 1; });
        Try.run("zero", () -> { int q = 1; q /= 0; return q; });
        Try.run("zero remainder", () -> { long q = 1; q %= 0; return q; });
        Try.run("overflow division", () -> { int q = Integer.MIN_VALUE; q /= -1; long r = Long.MIN_VALUE; r /= -1; return q + " " + r + " " + Integer.MIN_VALUE % -1 + " " + Long.MIN_VALUE % -1L; });
        Try.run("array store", () -> { Object[] q = new Integer[] {1}; q[0] += "s"; return q; });
        final int[] calls = {0};
        Try.run("index once", () -> { int[] q = {1, 2, 3}; q[calls[0]++] += 10; q[calls[0]++]++; --q[calls[0]++]; return Arrays.toString(q) + calls[0]; });
        int x = 5; x ^= x << 3; x |= x >>> 1; x &= ~x << 1; System.out.println(x);
        int y = 1; y += y += y++ + y--; System.out.println(y); y -= y -= 3; System.out.println(y);
        int p = 1, q = 2; p ^= q ^= p ^= q; System.out.println(p + " " + q);
        short t = (short) 40000; t /= 2; t >>>= 20; System.out.println(t); t = -1; t >>>= 10; System.out.println(t);
    }
}
