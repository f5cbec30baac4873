import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Runs the JDK's javap on each class file of a list alone, in one process, which stays warm.
 *
 * <p>The first argument is a file with a class file in each line; each other argument is a set of
 * options. For each set and class file a line is printed: the exit status, the SHA-256 digest of
 * the output and that of the error output.
 */
public class Javap {
    private static final ByteArrayOutputStream OUT = new ByteArrayOutputStream();
    private static final ByteArrayOutputStream ERR = new ByteArrayOutputStream();

    public static void main(String[] args) throws Exception {
        Class<?> task = Class.forName("com.sun.tools.javap.JavapTask");
        Method run = task.getDeclaredMethod("run", String[].class);
        run.setAccessible(true);
        Constructor<?> make = task.getConstructor();
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        List<String> files = Files.readAllLines(Path.of(args[0]));
        PrintStream result = System.out;
        for (int set = 1; set < args.length; set++) {
            List<String> options = List.of(args[set].strip().split("\\s+"));
            StringBuilder lines = new StringBuilder();
            for (String file : files) {
                List<String> line = new ArrayList<>(options);
                line.add(file);
                lines.append(status(run, make.newInstance(), line.toArray(String[]::new)));
                for (ByteArrayOutputStream stream : List.of(OUT, ERR)) {
                    byte[] found = digest.digest(stream.toByteArray());
                    lines.append(' ').append(HexFormat.of().formatHex(found));
                }
                lines.append('\n');
            }
            result.print(lines);
            result.flush();
        }
    }

    private static Object status(Method run, Object task, String[] line) throws Exception {
        OUT.reset();
        ERR.reset();
        try (PrintStream out = new PrintStream(OUT, false, StandardCharsets.UTF_8);
                PrintStream err = new PrintStream(ERR, false, StandardCharsets.UTF_8)) {
            System.setOut(out);
            System.setErr(err);
            return run.invoke(task, (Object) line);
        }
    }
}
