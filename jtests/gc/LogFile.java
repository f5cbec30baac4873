// -Xlog into a file: selections, decorations in their fixed order, lines of a
// full collection.
// flags: -XX:+UseSerialGC -Xmx64m -Xlog:gc*=info,gc+phases*=off,gc+metaspace=off:file=gc.log:level,tags

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

public class LogFile {
    public static void main(String[] args) throws Exception {
        System.gc();
        List<String> lines = Files.readAllLines(Path.of("gc.log"));
        boolean full = false;
        for (String line : lines) {
            full |= line.contains("Pause Full (System.gc())");
            if (!full || line.contains("[gc,task")) {
                continue;
            }
            // Sizes and times differ, and so does the width of the tags.
            System.out.println(line.replaceAll("\\d+", "N").replaceAll(" +\\]", "]"));
        }
        System.out.println(lines.stream().limit(2).anyMatch(line -> line.contains("Using Serial")));
    }
}
