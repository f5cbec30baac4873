// CompletableFuture: chains, combination, exceptions, time-outs.
import java.util.concurrent.*;
import java.util.stream.*;

public class Futures {
    public static void main(String[] args) throws Exception {
        CompletableFuture<Integer> a = CompletableFuture.supplyAsync(() -> 20), b = CompletableFuture.supplyAsync(() -> 22);
        System.out.println(a.thenCombine(b, Integer::sum).thenApply(x -> "sum " + x).get());
        System.out.println(a.thenCompose(x -> CompletableFuture.supplyAsync(() -> x * 2)).join());
        CompletableFuture<String> f = CompletableFuture.supplyAsync(() -> {
            throw new IllegalStateException("async");
        });
        System.out.println(f.exceptionally(t -> "recovered " + t).join());
        System.out.println(f.handle((v, t) -> v + "/" + t.getClass().getSimpleName()).join());
        try {
            f.join();
        } catch (CompletionException e) {
            System.out.println(e.getMessage());
        }
        try {
            f.get();
        } catch (ExecutionException e) {
            System.out.println(e.getMessage());
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(a, b);
        all.join();
        System.out.println(all.isDone() + " " + CompletableFuture.anyOf(CompletableFuture.completedFuture("any")).join());
        CompletableFuture<String> manual = new CompletableFuture<>();
        System.out.println(manual.getNow("not yet") + " " + manual.complete("done") + manual.complete("again") + manual.join() + manual.isCompletedExceptionally());
        CompletableFuture<String> never = new CompletableFuture<String>().completeOnTimeout("late", 5, TimeUnit.MILLISECONDS);
        System.out.println(never.join());
        try {
            new CompletableFuture<String>().orTimeout(5, TimeUnit.MILLISECONDS).join();
        } catch (CompletionException e) {
            System.out.println(e.getCause().getClass().getSimpleName());
        }
        System.out.println(IntStream.range(0, 20).mapToObj(i -> CompletableFuture.supplyAsync(() -> i * i)).map(CompletableFuture::join).collect(Collectors.summingInt(x -> x)));
        StringBuffer log = new StringBuffer();
        a.thenAccept(x -> log.append("accept")).thenRun(() -> log.append(" run")).whenComplete((v, t) -> log.append(" when ").append(t)).join();
        System.out.println(log);
        CompletableFuture<String> c = new CompletableFuture<>();
        c.cancel(true);
        System.out.println(c.isCancelled() + " " + CompletableFuture.failedFuture(new Error("x")).isCompletedExceptionally());
        Phaser ph = new Phaser(1);
        Exchanger<String> ex = new Exchanger<>();
        Thread t = new Thread(() -> {
            try {
                System.out.println(ex.exchange("from t"));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        });
        t.start();
        String got = ex.exchange("from main");
        t.join();
        System.out.println(got + " " + ph.arrive() + ph.getPhase());
    }
}
