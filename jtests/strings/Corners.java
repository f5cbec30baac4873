// The corners of the methods that everything rests on: empty, null and foreign arguments, ranges outside, both encodings, with
// the stack traces of what they throw.
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

public class Corners {
    interface Action {
        Object run() throws Throwable;
    }

    static void check(String name, Action action) {
        Object result;
        try {
            result = action.run();
        } catch (Throwable e) {
            StringBuilder text = new StringBuilder(e.toString());
            for (StackTraceElement element : e.getStackTrace()) {
                if (element.getClassName().startsWith("Corners")) {
                    break;
                }
                text.append(" < ").append(element.getClassName()).append('.').append(element.getMethodName()).append(':')
                        .append(element.getLineNumber());
            }
            result = text;
        }
        System.out.println(name + ": " + result);
    }

    static final String[] TEXTS = {"", "a", "b", "abc", "abd", "abcabcabd", "\u00e9", "\u00ff\u0080", "\u0100", "a\u0100", "\u0100a",
        "\ud83d\ude00", "x\ud83d\ude00y", "\uffff", "a".repeat(63) + "b", "a".repeat(64) + "b", "\u1234".repeat(33)};

    static void strings() {
        StringBuilder table = new StringBuilder();
        int hash = 0;
        for (String a : TEXTS) {
            for (String b : TEXTS) {
                String copy = new String(b.toCharArray());
                table.append(a.equals(copy) ? '=' : a.compareTo(copy) < 0 ? '<' : '>');
                hash = hash * 31 + a.compareTo(copy) + a.indexOf(copy) * 7 + a.lastIndexOf(copy) + a.indexOf(copy, 2) * 3
                        + a.compareToIgnoreCase(copy) + (a.contains(copy) ? 1 : 0) + (a.contentEquals(copy) ? 2 : 0);
                for (int from = -1; from < 5; from++) {
                    for (int i = 0; i < b.length(); i++) {
                        hash = hash * 31 + a.indexOf(b.charAt(i), from) + a.lastIndexOf(b.codePointAt(i), from);
                    }
                }
            }
            table.append('\n');
            hash = hash * 31 + a.hashCode() + Arrays.hashCode(a.getBytes(StandardCharsets.ISO_8859_1))
                    + Arrays.hashCode(a.getBytes(StandardCharsets.US_ASCII)) + Arrays.hashCode(a.getBytes(StandardCharsets.UTF_8))
                    + Arrays.hashCode((a + "\u1234").toCharArray()) + new StringBuilder(a).append("\u1234").append(a).toString().hashCode()
                    + new StringBuilder("\u1234" + a).deleteCharAt(0).toString().hashCode() + (a + "\u0100").substring(0, a.length()).hashCode();
        }
        System.out.print(table);
        System.out.println(hash);
        for (String text : new String[] {"", "latin", "\u1234wide"}) {
            for (int index : new int[] {-1, 0, text.length(), Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                check("charAt " + text.length() + " " + index, () -> (int) text.charAt(index));
            }
            check("equals null", () -> text.equals(null));
            check("equals object", () -> text.equals(new Object()));
            check("equals builder", () -> text.equals(new StringBuilder(text)));
            check("compareTo null", () -> text.compareTo(null));
            check("indexOf null", () -> text.indexOf((String) null));
            check("substring", () -> text.substring(2, 1));
            check("getChars", () -> {
                text.getChars(0, text.length(), new char[2], 1);
                return "fits";
            });
        }
        check("null receiver", () -> ((String) null).length());
        check("bytes out of range", () -> new String(new byte[4], 2, 3, StandardCharsets.ISO_8859_1));
    }

    static void arrays() {
        check("hash null", () -> Arrays.hashCode((int[]) null) + Arrays.hashCode((byte[]) null) + Arrays.hashCode((char[]) null)
                + Arrays.hashCode((short[]) null) + Arrays.hashCode((long[]) null));
        check("hashes", () -> Arrays.hashCode(new byte[] {-1, 2, -128}) + " " + Arrays.hashCode(new char[] {'\uffff', 1}) + " "
                + Arrays.hashCode(new short[] {-1, 7}) + " " + Arrays.hashCode(new int[] {-1, Integer.MIN_VALUE}) + " "
                + Arrays.hashCode(new long[] {-1, Long.MIN_VALUE, 1L << 33}) + " " + Arrays.hashCode(new int[0]));
        check("fill null ints", () -> {
            Arrays.fill((int[]) null, 1);
            return "filled";
        });
        check("fill null bytes", () -> {
            Arrays.fill((byte[]) null, 0, 0, (byte) 1);
            return "filled";
        });
        for (int[] range : new int[][] {{0, 0}, {0, 10}, {3, 7}, {10, 10}, {-1, 3}, {5, 4}, {0, 11}, {11, 12}}) {
            check("fill " + range[0] + " " + range[1], () -> {
                byte[] bytes = new byte[10];
                char[] chars = new char[10];
                int[] ints = new int[10];
                Arrays.fill(bytes, range[0], range[1], (byte) -3);
                Arrays.fill(chars, range[0], range[1], 'x');
                Arrays.fill(ints, range[0], range[1], -70_000);
                return Arrays.hashCode(bytes) + " " + Arrays.hashCode(chars) + " " + Arrays.toString(ints);
            });
        }
        boolean[] booleans = new boolean[5];
        long[] longs = new long[5];
        double[] doubles = new double[5];
        Arrays.fill(booleans, true);
        Arrays.fill(longs, -1L << 40);
        Arrays.fill(doubles, -0.0);
        System.out.println(Arrays.toString(booleans) + Arrays.toString(longs) + Arrays.toString(doubles));
        int differences = 0;
        for (int length : new int[] {0, 1, 7, 8, 9, 31, 64, 65, 200}) {
            for (int at = 0; at < length; at++) {
                byte[] a = new byte[length];
                long[] b = new long[length];
                float[] c = new float[length];
                byte[] a2 = a.clone();
                long[] b2 = b.clone();
                float[] c2 = c.clone();
                a2[at] = 1;
                b2[at] = 1L << 40;
                c2[at] = at % 2 == 0 ? -0.0f : 1;
                differences += Arrays.mismatch(a, a2) * 3 + Arrays.mismatch(b, b2) * 5 + Arrays.mismatch(c, c2) * 7
                        + Arrays.compare(a, a2) + Arrays.compare(b, b2) + (Arrays.equals(a, a2) ? 1000 : 0)
                        + (Arrays.equals(a, 0, at, a2, 0, at) ? 1 : 1000) + Arrays.mismatch(a, at, length, a2, at, length);
            }
        }
        float[] nan = {Float.intBitsToFloat(0x7fc00001), 1};
        System.out.println(differences + " " + Arrays.mismatch(nan, new float[] {Float.NaN, 1}) + " " + Arrays.equals(nan, new float[] {Float.NaN, 1}));
    }

    public static void main(String[] args) {
        // Twice: what was declined once is not lost.
        for (int round = 0; round < 2; round++) {
            strings();
            arrays();
        }
    }
}
