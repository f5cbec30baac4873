// java.util.prefs: nodes, values of each type, listeners, removal, flush to files, export and import, limits.
// flags: -Djava.util.prefs.userRoot=. -Djava.util.prefs.systemRoot=.
import java.io.*;
import java.nio.file.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.prefs.*;

public class Prefs {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e);
        }
    }

    public static void main(String[] args) throws Exception {
        java.util.logging.Logger.getLogger("java.util.prefs").setLevel(java.util.logging.Level.OFF);
        Preferences root = Preferences.userRoot(), node = root.node("tea/green");
        System.out.println(node + " " + node.absolutePath() + " " + node.name() + " " + node.isUserNode() + " " + node.parent() + " " + root.nodeExists("tea") + root.nodeExists("coffee") + " " + Preferences.userNodeForPackage(Map.class).absolutePath());
        node.put("text", "gr\u00fcn & <b>");
        node.putInt("int", -5);
        node.putLong("long", 1L << 40);
        node.putBoolean("boolean", true);
        node.putDouble("double", 1.5);
        node.putFloat("float", Float.NaN);
        node.putByteArray("bytes", new byte[] {0, 1, -1});
        System.out.println(node.get("text", "?") + " " + node.getInt("int", 0) + " " + node.getLong("long", 0) + " " + node.getBoolean("boolean", false) + " " + node.getDouble("double", 0) + " " + node.getFloat("float", 0) + " " + Arrays.toString(node.getByteArray("bytes", null)) + " " + node.get("none", "default") + " " + node.getInt("text", 77) + " " + node.getBoolean("int", true) + " " + new TreeSet<>(Arrays.asList(node.keys())));
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        node.addPreferenceChangeListener(event -> events.add(event.getKey() + "=" + event.getNewValue()));
        root.addNodeChangeListener(new NodeChangeListener() {
            public void childAdded(NodeChangeEvent event) {
                events.add("added " + event.getChild().name());
            }

            public void childRemoved(NodeChangeEvent event) {
                events.add("removed " + event.getChild().name());
            }
        });
        node.put("a", "b");
        node.remove("a");
        Preferences other = root.node("other");
        other.removeNode();
        for (int i = 0; i < 4; i++) {
            System.out.println(events.poll(20, TimeUnit.SECONDS));
        }
        attempt("removed node", () -> other.get("a", "b"));
        attempt("removed exists", () -> other.nodeExists("") + " " + root.nodeExists("other"));
        attempt("root removal", () -> {
            root.removeNode();
            return "";
        });
        attempt("null key", () -> node.get(null, ""));
        attempt("null value", () -> {
            node.put("x", null);
            return "";
        });
        attempt("long key", () -> {
            node.put("k".repeat(81), "");
            return "";
        });
        attempt("long value", () -> {
            node.put("k", "v".repeat(8193));
            return "";
        });
        attempt("zero", () -> {
            node.put("k", "a\0b");
            return "";
        });
        attempt("long name", () -> root.node("n".repeat(81)));
        attempt("trailing slash", () -> root.node("a/"));
        attempt("double slash", () -> root.node("a//b"));
        System.out.println(root.node("/tea").childrenNames().length + " " + node.node("/tea/green").equals(node) + " " + (node.node("") == node));
        node.flush();
        node.sync();
        try (var files = Files.walk(Path.of(".java"))) {
            System.out.println(files.map(Path::toString).filter(name -> !name.contains("lock") && !name.contains(".userRootModFile")).sorted().toList());
        }
        System.out.println(Files.readString(Path.of(".java/.userPrefs/tea/green/prefs.xml")).replaceAll("\\R", "|").replaceAll("<!DOCTYPE[^>]*>", ""));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        root.node("tea").exportSubtree(out);
        String xml = out.toString("UTF-8");
        System.out.println(xml.length() + " " + xml.contains("<node name=\"green\">"));
        ByteArrayOutputStream single = new ByteArrayOutputStream();
        root.node("tea").exportNode(single);
        System.out.println(single.size() < out.size());
        Preferences.importPreferences(new ByteArrayInputStream(xml.replace("\"tea\"", "\"copy\"").getBytes("UTF-8")));
        System.out.println(root.node("copy/green").get("text", "?") + " " + root.node("copy").childrenNames()[0]);
        attempt("bad import", () -> {
            Preferences.importPreferences(new ByteArrayInputStream("<tea/>".getBytes()));
            return "";
        });
        attempt("no XML", () -> {
            Preferences.importPreferences(new ByteArrayInputStream("text".getBytes()));
            return "";
        });
        Preferences odd = root.node("odd name_\u00fc!.x");
        odd.putInt("n", 1);
        odd.flush();
        try (var files = Files.list(Path.of(".java/.userPrefs"))) {
            System.out.println(files.map(path -> path.getFileName().toString()).filter(name -> !name.startsWith(".")).sorted().toList());
        }
        node.clear();
        System.out.println(node.keys().length);
        root.node("tea").removeNode();
        root.node("copy").removeNode();
        odd.removeNode();
        root.flush();
        System.out.println(Files.exists(Path.of(".java/.userPrefs/tea")) + " " + root.childrenNames().length);
        try (var files = Files.walk(Path.of(".java"))) {
            files.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().deleteOnExit());
        }
    }
}
