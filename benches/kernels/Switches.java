/** A bytecode-like interpreter loop: dense and sparse switches. */
public class Switches {
    public static void main(String[] args) {
        byte[] code = new byte[1024];
        for (int i = 0; i < code.length; i++) code[i] = (byte) (i * 7 % 11);
        long acc = 1;
        for (int round = 0; round < 20_000; round++)
            for (byte op : code) {
                switch (op) {
                    case 0 -> acc += 3;
                    case 1 -> acc ^= round;
                    case 2 -> acc <<= 1;
                    case 3 -> acc -= 7;
                    case 4 -> acc |= 1;
                    case 5 -> acc += op;
                    case 6 -> acc *= 3;
                    default -> {
                        switch ((int) (acc & 0xfff)) {
                            case 5: acc++; break;
                            case 700: acc += 2; break;
                            case 4000: acc--; break;
                            default: acc += 5;
                        }
                    }
                }
            }
        System.out.println(acc);
    }
}
