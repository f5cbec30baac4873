// Standard streams: large output, interleaving with System.err through one stream, reading by bytes and lines.
// stdin: line one\nline two\nrest
import java.io.*;

public class Console1 {
    public static void main(String[] args) throws IOException {
        System.out.println((char) System.in.read());
        BufferedReader r = new BufferedReader(new InputStreamReader(System.in));
        System.out.println(r.readLine() + "|" + r.readLine() + "|" + r.readLine() + "|" + r.readLine());
        System.out.println(System.in.read() + " " + System.console());
        StringBuilder b = new StringBuilder();
        for (int i = 0; i < 20000; i++) {
            System.out.print(i % 10);
        }
        System.out.println();
        for (int i = 0; i < 3000; i++) {
            System.out.println("line " + i);
        }
        System.err.println("err " + System.out.checkError());
        System.out.write('x');
        System.out.write(new byte[] {'y', '\n'});
        System.out.printf("%s %d%n", "end", 1);
        System.out.append("appended\n").flush();
    }
}
