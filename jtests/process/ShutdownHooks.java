// The end of a program: hooks and their order, exits from everywhere, uncaught exceptions, daemons, signals.
import java.util.*;
import java.util.concurrent.CountDownLatch;

public class ShutdownHooks {
    static final CountDownLatch FIRST = new CountDownLatch(1);

    static void first() {
        try {
            FIRST.await();
        } catch (InterruptedException e) {
            System.out.println(e);
        }
    }

    static String run(String mode) throws Exception {
        String java = ProcessHandle.current().info().command().get();
        Process process = new ProcessBuilder(java, "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"), "ShutdownHooks", mode).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes()).trim().replace("\n", "|");
        return out + " -> " + process.waitFor();
    }

    static void hook(String text, Runnable more) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            System.out.println(text);
            more.run();
        }));
    }

    public static void main(String[] args) throws Exception {
        if (args.length == 0) {
            for (String mode : new String[] {"exit", "thrown", "thrown elsewhere", "exit in hook", "halt in hook", "hook throws", "late hook", "daemon", "user thread", "removed", "exit twice", "stack overflow", "handler", "term", "hup", "signal handler", "error stream"}) {
                System.out.println(mode + ": " + run(mode));
            }
            return;
        }
        // Hooks run side by side: those below wait for this one.
        hook("hook", FIRST::countDown);
        switch (args[0]) {
            case "exit" -> System.exit(5);
            case "thrown" -> throw new IllegalStateException("main");
            case "thrown elsewhere" -> {
                Thread thread = new Thread(() -> {
                    throw new IllegalStateException("thread");
                }, "other");
                thread.start();
                thread.join();
            }
            case "exit in hook" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    first();
                    Runtime.getRuntime().halt(8);
                }));
                System.exit(7);
            }
            case "halt in hook" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    first();
                    Runtime.getRuntime().halt(9);
                }));
            }
            case "hook throws" -> Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                first();
                throw new IllegalStateException("in the hook");
            }, "hook thread"));
            case "late hook" -> {
                Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                    first();
                    try {
                        Runtime.getRuntime().addShutdownHook(new Thread());
                    } catch (IllegalStateException e) {
                        System.out.println(e);
                    }
                    try {
                        Runtime.getRuntime().removeShutdownHook(new Thread());
                    } catch (IllegalStateException e) {
                        System.out.println(e);
                    }
                }));
                System.exit(0);
            }
            case "daemon" -> {
                Thread thread = new Thread(() -> {
                    while (true) {
                        Thread.onSpinWait();
                    }
                });
                thread.setDaemon(true);
                thread.start();
            }
            case "user thread" -> new Thread(() -> {
                try {
                    Thread.sleep(100);
                } catch (InterruptedException e) {
                    System.out.println(e);
                }
                System.out.println("user thread ends");
            }).start();
            case "removed" -> {
                Thread hook = new Thread(() -> System.out.println("never"));
                Runtime.getRuntime().addShutdownHook(hook);
                System.out.println(Runtime.getRuntime().removeShutdownHook(hook) + " " + Runtime.getRuntime().removeShutdownHook(hook));
                try {
                    Runtime.getRuntime().addShutdownHook(hook);
                    Runtime.getRuntime().addShutdownHook(hook);
                } catch (IllegalArgumentException e) {
                    System.out.println(e);
                }
                Runtime.getRuntime().removeShutdownHook(hook);
                try {
                    Runtime.getRuntime().addShutdownHook(Thread.currentThread());
                } catch (IllegalArgumentException e) {
                    System.out.println(e);
                }
            }
            case "exit twice" -> {
                Thread[] threads = new Thread[3];
                for (int i = 0; i < 3; i++) {
                    threads[i] = new Thread(() -> System.exit(6));
                }
                for (Thread thread : threads) {
                    thread.start();
                }
                for (Thread thread : threads) {
                    thread.join();
                }
                System.out.println("never");
            }
            case "stack overflow" -> {
                try {
                    deep(1);
                } catch (StackOverflowError e) {
                    System.exit(3);
                }
            }
            case "handler" -> {
                Thread.setDefaultUncaughtExceptionHandler((thread, e) -> {
                    System.out.println(thread.getName() + " " + e);
                    throw new IllegalStateException("from the handler");
                });
                throw new RuntimeException("handled");
            }
            case "term", "int", "hup" -> {
                new ProcessBuilder("kill", "-" + args[0].toUpperCase(), "" + ProcessHandle.current().pid()).start().waitFor();
                Thread.sleep(60_000);
            }
            case "signal handler" -> {
                Object lock = new Object();
                boolean[] seen = new boolean[1];
                sun.misc.Signal.handle(new sun.misc.Signal("USR2"), signal -> {
                    synchronized (lock) {
                        System.out.println(signal + " " + signal.getNumber());
                        seen[0] = true;
                        lock.notifyAll();
                    }
                });
                sun.misc.Signal.handle(new sun.misc.Signal("TERM"), sun.misc.SignalHandler.SIG_IGN);
                new ProcessBuilder("kill", "-TERM", "" + ProcessHandle.current().pid()).start().waitFor();
                new ProcessBuilder("kill", "-USR2", "" + ProcessHandle.current().pid()).start().waitFor();
                synchronized (lock) {
                    while (!seen[0]) {
                        lock.wait();
                    }
                }
                for (String name : new String[] {"KILL", "SEGV", "NONE", "QUIT"}) {
                    try {
                        sun.misc.Signal.handle(new sun.misc.Signal(name), signal -> {
                        });
                        System.out.println(name);
                    } catch (IllegalArgumentException e) {
                        System.out.println(e.getMessage());
                    }
                }
            }
            case "finally" -> {
                try {
                    System.exit(2);
                } finally {
                    System.out.println("never");
                }
            }
            case "error stream" -> {
                System.setErr(new java.io.PrintStream(new java.io.ByteArrayOutputStream()));
                throw new Error("nobody reads it");
            }
            default -> System.out.println("returns");
        }
    }

    static int deep(int n) {
        return deep(n + 1) + 1;
    }
}
