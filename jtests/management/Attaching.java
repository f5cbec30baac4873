// The protocol by which jcmd, jstack and jmap reach a running VM, spoken by the program itself.
// stderr: ignore
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

public class Attaching {
    static final long PID = ProcessHandle.current().pid();
    static final Path SOCKET = Path.of("/tmp/.java_pid" + PID);

    static void attach() throws Exception {
        Path wish = Files.createFile(Path.of(".attach_pid" + PID));
        try {
            new ProcessBuilder("kill", "-QUIT", Long.toString(PID)).start().waitFor();
            while (!Files.exists(SOCKET)) {
                Thread.sleep(5);
            }
        } finally {
            Files.delete(wish);
        }
    }

    /** Code and text of the answer. */
    static String[] ask(String... parts) throws IOException {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(SOCKET));
            StringBuilder request = new StringBuilder();
            for (int i = 0; i < 5; i++) {
                request.append(i < parts.length ? parts[i] : "").append('\0');
            }
            channel.write(ByteBuffer.wrap(request.toString().getBytes(StandardCharsets.UTF_8)));
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            ByteBuffer buffer = ByteBuffer.allocate(4096);
            while (channel.read(buffer) >= 0) {
                all.write(buffer.array(), 0, buffer.position());
                buffer.clear();
            }
            return all.toString(StandardCharsets.ISO_8859_1).split("\n", 2);
        }
    }

    static void show(String... parts) throws IOException {
        String[] answer = ask(parts);
        System.out.println(String.join(" ", parts) + ": " + answer[0] + " " + answer[1].strip());
    }

    static void check(String text, String... parts) throws IOException {
        String[] answer = ask(parts);
        System.out.println(String.join(" ", parts) + ": " + answer[0] + " " + answer[1].contains(text));
    }

    public static void main(String[] args) throws Exception {
        attach();
        System.out.println(Files.getPosixFilePermissions(SOCKET));
        show("1", "jcmd", "GC.run");
        show("1", "jcmd", "GC.run_finalization");
        show("1", "jcmd", "nonsense");
        show("1", "jcmd", "GC.class_histogram -foo");
        show("1", "jcmd", "GC.heap_dump");
        show("1", "jcmd", "help GC.run");
        show("1", "jcmd", "help nonsense");
        check("GC.class_histogram\n", "1", "jcmd", "help");
        check("java_command: Attaching", "1", "jcmd", "VM.command_line");
        check("JDK ", "1", "jcmd", "VM.version");
        check(" s\n", "1", "jcmd", "VM.uptime");
        check("-XX:", "1", "jcmd", "VM.flags");
        check("java.specification.name=Java Platform", "1", "jcmd", "VM.system_properties");
        check("\"main\" #1", "1", "jcmd", "Thread.print");
        check(" total ", "1", "jcmd", "GC.heap_info");
        check("java.lang.String (java.base@", "1", "jcmd", "GC.class_histogram");
        check("\"Attach Listener\"", "1", "threaddump");
        check("java.lang.Object (java.base@", "1", "inspectheap", "-live");
        check("java.vm.specification.version=", "1", "properties");
        show("1", "printflag", "DisableAttachMechanism");
        String[] dump = ask("1", "dumpheap", Path.of("own.hprof").toAbsolutePath().toString(), "-live");
        System.out.println("dumpheap: " + dump[0] + " " + (Files.size(Path.of("own.hprof")) > 100_000));
        Files.delete(Path.of("own.hprof"));
        show("1", "jcmd", "VM.uptime -x");
        System.out.println(ask("2", "jcmd", "help")[0]);
        System.out.println(ask("1", "nonsense")[0]);
    }
}
