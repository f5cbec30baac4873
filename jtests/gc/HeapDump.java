// HotSpotDiagnosticMXBean.dumpHeap: a heap dump that a reader written from the
// description of the format understands, with the objects that are there.
// flags: -Xmx64m

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

public class HeapDump {
    static class Base {
        long wide = 0x0123456789abcdefL;
        Object link;
    }

    static class Node extends Base {
        static int count = 42;
        static String label = "static label";
        boolean flag = true;
        byte small = -5;
        short middle = -1234;
        char letter = '\u20ac';
        int number = 123456789;
        float real = 1.5f;
        double precise = -2.25;
        Node next;
    }

    static final Map<Long, String> STRINGS = new HashMap<>();
    static final Map<Long, String> CLASSES = new HashMap<>();
    static final Map<String, List<String>> FIELDS = new TreeMap<>();
    static final Map<Long, Long> SUPER = new HashMap<>();
    static final Map<String, Integer> INSTANCES = new TreeMap<>();
    static final Map<String, Integer> ARRAYS = new TreeMap<>();
    static final List<String> NODES = new ArrayList<>();
    static final List<String> FRAMES = new ArrayList<>();

    public static void main(String[] args) throws Exception {
        Node[] nodes = new Node[3];
        for (int i = 0; i < nodes.length; i++) {
            nodes[i] = new Node();
            nodes[i].next = i > 0 ? nodes[i - 1] : null;
            nodes[i].number += i;
        }
        new Node(); // garbage: not among the live objects
        long[] longs = {1, -1};
        byte[] large = new byte[300_000];
        large[299_999] = 77;
        HotSpotDiagnosticMXBean bean =
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        bean.dumpHeap("live.hprof", true);
        read("live.hprof");
        System.out.println(INSTANCES.get("HeapDump$Node") + " nodes");
        NODES.stream().sorted().forEach(System.out::println);
        System.out.println(FIELDS.get("HeapDump$Node"));
        System.out.println(FIELDS.get("HeapDump$Base"));
        System.out.println(ARRAYS.get("HeapDump$Node[3]") + " " + ARRAYS.get("8[300000]:77"));
        System.out.println(FRAMES.contains("HeapDump.main([Ljava/lang/String;)V HeapDump.java"));
        for (String wrong : new String[] {"live.hprof", "dump.txt", "none/x.hprof"}) {
            try {
                bean.dumpHeap(wrong, false);
                System.out.println("no exception");
            } catch (IOException | IllegalArgumentException e) {
                System.out.println(e);
            }
        }
        System.out.println(nodes.length + longs.length + large.length);
        System.out.println(new File("live.hprof").delete());
    }

    static void read(String name) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(new FileInputStream(name)))) {
            StringBuilder version = new StringBuilder();
            for (int c; (c = in.read()) != 0; ) {
                version.append((char) c);
            }
            System.out.println(version + ", identifiers of " + in.readInt() + " bytes");
            in.readLong();
            boolean ended = false;
            for (int tag; (tag = in.read()) >= 0; ) {
                in.readInt();
                long length = in.readInt() & 0xffffffffL;
                switch (tag) {
                    case 0x01 -> STRINGS.put(in.readLong(),
                        new String(in.readNBytes((int) length - 8), StandardCharsets.UTF_8));
                    case 0x02 -> {
                        in.readInt();
                        long id = in.readLong();
                        in.readInt();
                        CLASSES.put(id, STRINGS.get(in.readLong()));
                    }
                    case 0x04 -> frame(in);
                    case 0x0c, 0x1c -> segment(in, length);
                    case 0x2c -> ended = true;
                    default -> in.skipNBytes(length);
                }
            }
            System.out.println("ended " + ended);
        }
    }

    static void frame(DataInputStream in) throws IOException {
        in.readLong();
        String method = STRINGS.get(in.readLong()) + STRINGS.get(in.readLong());
        String source = STRINGS.get(in.readLong());
        in.readInt();
        in.readInt();
        FRAMES.add(source.replace(".java", ".") + method + " " + source);
    }

    static void segment(DataInputStream in, long length) throws IOException {
        for (long left = length; left > 0; ) {
            int tag = in.read();
            left -= 1 + switch (tag) {
                case 0xff, 0x05, 0x07 -> skip(in, 8);
                case 0x01 -> skip(in, 16);
                case 0x02, 0x03, 0x08 -> skip(in, 16);
                case 0x04, 0x06 -> skip(in, 12);
                case 0x20 -> classDump(in);
                case 0x21 -> instance(in);
                case 0x22 -> {
                    in.skipNBytes(12);
                    int count = in.readInt();
                    count(ARRAYS, CLASSES.get(in.readLong()), count, "");
                    in.skipNBytes(8L * count);
                    yield 24 + 8L * count;
                }
                case 0x23 -> {
                    in.skipNBytes(12);
                    int count = in.readInt();
                    int type = in.read();
                    byte[] bytes = in.readNBytes(count * size(type));
                    String last = bytes.length == 300_000 ? ":" + bytes[299_999] : "";
                    ARRAYS.merge(type + "[" + count + "]" + last, 1, Integer::sum);
                    yield 17L + bytes.length;
                }
                default -> throw new IOException("sub-record " + tag);
            };
        }
    }

    static void count(Map<String, Integer> map, String type, int length, String rest) {
        String element = type.replaceAll("^\\[L|;$", "");
        map.merge(element + "[" + length + "]" + rest, 1, Integer::sum);
    }

    static long skip(DataInputStream in, int bytes) throws IOException {
        in.skipNBytes(bytes);
        return bytes;
    }

    static int size(int type) {
        return switch (type) {
            case 2, 7, 11 -> 8;
            case 5, 9 -> 2;
            case 6, 10 -> 4;
            default -> 1;
        };
    }

    static long classDump(DataInputStream in) throws IOException {
        long id = in.readLong();
        in.readInt();
        SUPER.put(id, in.readLong());
        in.skipNBytes(40 + 4);
        long bytes = 8 + 4 + 8 + 40 + 4 + 2 + 2 + 2;
        if (in.readUnsignedShort() != 0) {
            throw new IOException("constants");
        }
        List<String> fields = new ArrayList<>();
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            String name = STRINGS.get(in.readLong());
            int type = in.read();
            bytes += 9 + size(type);
            if (type == 10) {
                fields.add("static " + name + ":" + type + "=" + in.readInt());
            } else {
                in.skipNBytes(size(type));
                if (!name.startsWith("<")) {
                    fields.add("static " + name + ":" + type);
                }
            }
        }
        for (int i = in.readUnsignedShort(); i > 0; i--) {
            fields.add(STRINGS.get(in.readLong()) + ":" + in.read());
            bytes += 9;
        }
        fields.sort(null);
        FIELDS.put(CLASSES.get(id), fields);
        return bytes;
    }

    static long instance(DataInputStream in) throws IOException {
        in.skipNBytes(12);
        long id = in.readLong();
        int length = in.readInt();
        byte[] bytes = in.readNBytes(length);
        String name = CLASSES.get(id);
        INSTANCES.merge(name, 1, Integer::sum);
        if (name.equals("HeapDump$Node")) {
            // The values of Base come last, whatever the order within a class.
            long wide = 0;
            for (int at = bytes.length - 16; at < bytes.length; at++) {
                wide = bytes[at] == 0x01 && bytes[at + 1] == 0x23 ? at : wide;
            }
            NODES.add(name + " " + length + " bytes, wide in the last part: " + (wide > 0)
                + ", super " + CLASSES.get(SUPER.get(id)));
        }
        return 24 + length;
    }
}
