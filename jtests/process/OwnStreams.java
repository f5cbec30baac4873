// The virtual machine as a child: closed pipes, exit codes, hooks, files at their limit, properties of the locale.
import java.io.*;
import java.net.*;
import java.nio.channels.*;
import java.nio.file.*;
import java.util.*;

public class OwnStreams {
    static ProcessBuilder self(String shell, String flags, String mode) {
        String java = ProcessHandle.current().info().command().get();
        String call = java + " -XX:-UsePerfData " + flags + " -cp " + System.getProperty("java.class.path") + " OwnStreams " + mode;
        return new ProcessBuilder("sh", "-c", shell.replace("@", call));
    }

    static void show(String what, ProcessBuilder builder) throws Exception {
        Process process = builder.redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes()).trim().replace("\n", "|");
        System.out.println(what + ": " + out + " " + process.waitFor());
    }

    public static void main(String[] args) throws Exception {
        if (args.length > 0) {
            child(args[0]);
            return;
        }
        show("broken pipe", self("@ | head -1", "", "print"));
        show("broken error", self("(@ 2>&1 >&3 | head -1) 3>&1", "", "error"));
        show("no streams", self("@ <&- >&- 2>&-; echo $?", "", "quiet"));
        show("full", self("@ > /dev/full; echo $?", "", "state"));
        show("exit", self("@; echo $?", "", "exit"));
        show("halt", self("@; echo $?", "", "halt"));
        show("few descriptors", self("ulimit -n 60; @", "", "open"));
        show("file size", self("trap '' XFSZ; ulimit -f 8; @", "", "size"));
        show("terminated", self("@ & sleep 0.01; wait $!; echo $?", "", "term"));
        for (String setting : new String[] {"LANG=C", "LANG=de_AT.UTF-8", "LC_ALL=fr_FR LANG=C.UTF-8", "LC_ALL=POSIX", "LC_CTYPE=ja_JP.eucJP", "LANG=no_NO.ISO8859-15@nynorsk"}) {
            show(setting, self("env " + setting + " @", "", "locale"));
        }
        show("flags", self("@", "-Duser.language=pt -Duser.country=BR -Dfile.encoding=ISO-8859-1 -Duser.timezone=Asia/Tokyo", "locale"));
    }

    static void child(String mode) throws Exception {
        switch (mode) {
            case "print", "error" -> {
                PrintStream out = mode.equals("print") ? System.out : System.err;
                for (int i = 0; i < 3000; i++) {
                    out.println("line " + i);
                }
                (mode.equals("print") ? System.err : System.out).println(out.checkError());
            }
            case "state" -> {
                System.out.println("text");
                System.out.flush();
                System.err.println(System.out.checkError());
                try {
                    new FileOutputStream(FileDescriptor.out).write(65);
                } catch (IOException e) {
                    System.err.println(e);
                }
            }
            case "quiet" -> {
                System.out.println("nobody hears");
                System.err.println("nobody hears");
                Files.writeString(Path.of("witness"), "x");
                System.exit(Files.size(Path.of("witness")) == 1 ? 11 : 12);
            }
            case "exit" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
                System.exit(300);
            }
            case "halt" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
                Runtime.getRuntime().halt(-1);
            }
            case "open" -> {
                Class.forName("java.net.Socket");
                new ServerSocket(0).close();
                SocketChannel.open().close();
                Pipe.open();
                List<Closeable> open = new ArrayList<>();
                try {
                    while (true) {
                        open.add(new FileInputStream("/dev/null"));
                    }
                } catch (IOException e) {
                    System.out.println(e);
                }
                String[] names = {"FileOutputStream", "RandomAccessFile", "newInputStream", "Files.list", "Socket", "ServerSocket", "SocketChannel", "DatagramChannel", "Selector", "Pipe", "File.list", "exec", "Watch"};
                for (int i = 0; i < names.length; i++) {
                    try {
                        Object result = switch (i) {
                            case 0 -> new FileOutputStream("/dev/null");
                            case 1 -> new RandomAccessFile("/dev/null", "rw");
                            case 2 -> Files.newInputStream(Path.of("/dev/null"));
                            case 3 -> Files.list(Path.of("/"));
                            case 4 -> new Socket("127.0.0.1", 9);
                            case 5 -> new ServerSocket(0);
                            case 6 -> SocketChannel.open();
                            case 7 -> DatagramChannel.open();
                            case 8 -> Selector.open();
                            case 9 -> Pipe.open();
                            case 10 -> Arrays.toString(new File("/").list());
                            case 11 -> Runtime.getRuntime().exec("true");
                            default -> FileSystems.getDefault().newWatchService();
                        };
                        System.out.println(names[i] + " " + result);
                    } catch (IOException e) {
                        System.out.println(names[i] + " " + e);
                    }
                }
            }
            case "size" -> {
                try (FileOutputStream out = new FileOutputStream("large")) {
                    out.write(new byte[10_000]);
                } catch (IOException e) {
                    System.out.println(e);
                }
                try (RandomAccessFile file = new RandomAccessFile("large", "rw")) {
                    System.out.println(file.length());
                    file.setLength(1 << 20);
                } catch (IOException e) {
                    System.out.println(e);
                }
                try (FileChannel channel = FileChannel.open(Path.of("large"), StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                    channel.map(FileChannel.MapMode.READ_WRITE, 0, 1 << 20);
                } catch (IOException e) {
                    System.out.println(e);
                }
                new File("large").delete();
            }
            case "term" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("terminated")));
                new ProcessBuilder("kill", "" + ProcessHandle.current().pid()).start().waitFor();
                Thread.sleep(60_000);
            }
            default -> {
                for (String name : "user.language user.country user.variant user.script file.encoding native.encoding sun.jnu.encoding user.timezone".split(" ")) {
                    System.out.print(System.getProperty(name) + " ");
                }
                System.out.println(Locale.getDefault() + " " + Locale.getDefault(Locale.Category.FORMAT) + " " + java.nio.charset.Charset.defaultCharset() + " " + TimeZone.getDefault().getID() + " " + String.format("%,.2f", 1234.5));
            }
        }
    }
}
