// Arithmetic on char, byte and short; compound assignment and implicit narrowing; unsigned tricks.
public class CharsAndBytes {
    public static void main(String[] args) {
        char c = 'a';
        c++;
        c += 1;
        c = (char) (c * 2);
        System.out.println(c + " " + (int) c + " " + (c + 1) + " " + (char) (c + 1));
        byte b = (byte) 200;
        System.out.println(b + " " + (b & 0xff) + " " + (b >> 1) + " " + (b >>> 1) + " " + (byte) (b >>> 1) + " " + (b << 1) + " " + (byte) ~b + " " + -b);
        b = -128;
        b--;
        System.out.println(b + " " + (byte) -(byte) -128 + " " + (byte) 128 / -1);
        short s = Short.MAX_VALUE;
        s++;
        System.out.println(s + " " + (s ^ 0xffff) + " " + (short) (s - 1) + " " + (s & 0xffff));
        char[] cs = {'x', 'y'};
        cs[0]++;
        cs[1] += 'a' - 'A';
        System.out.println(cs[0] + " " + (int) cs[1] + " " + (cs[0] == 'y') + " " + (cs[0] > 120) + " " + (char) 65 + (char) 0x20ac);
        byte[] bs = {1, 2, 3};
        bs[0] -= 2;
        bs[1] <<= 7;
        bs[2] *= 100;
        System.out.println(bs[0] + " " + bs[1] + " " + bs[2] + " " + (bs[0] + bs[1] + bs[2]));
        int i = 'a' + 'b';
        long l = b + c;
        float f = c;
        double d = b;
        System.out.println(i + " " + l + " " + f + " " + d + " " + (c > b) + " " + (b == (byte) 0x7f));
        StringBuilder sb = new StringBuilder();
        for (char k = 'z'; k >= 'a'; k -= 5) {
            sb.append(k);
        }
        System.out.println(sb.append((char) 48).append((int) '0').append('0' + 1).append((char) ('0' + 1)));
        switch (c) {
            case 198: System.out.println("198"); break;
            case 'b': System.out.println("b"); break;
            default: System.out.println("other");
        }
        int packed = (b & 0xff) << 24 | (bs[0] & 0xff) << 16 | (bs[1] & 0xff) << 8 | bs[2] & 0xff;
        System.out.println(Integer.toHexString(packed) + " " + (packed >>> 24) + " " + (byte) packed + " " + (short) packed + " " + (int) (char) packed);
        System.out.println((char) -1 + 0 + " " + (short) (char) -1 + " " + (byte) '\u00ff' + " " + (int) (char) (byte) -1 + " " + (long) (char) -1);
    }
}
