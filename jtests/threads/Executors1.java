// ExecutorService, Future, ScheduledExecutor, ForkJoin, invokeAll, invokeAny, rejection, cancellation.
import java.util.*;
import java.util.concurrent.*;

public class Executors1 {
    static class Fib extends RecursiveTask<Integer> {
        final int n;

        Fib(int n) {
            this.n = n;
        }

        @Override
        protected Integer compute() {
            if (n < 10) {
                return n < 2 ? n : new Fib(n - 1).compute() + new Fib(n - 2).compute();
            }
            Fib f = new Fib(n - 1);
            f.fork();
            return new Fib(n - 2).compute() + f.join();
        }
    }

    public static void main(String[] args) throws Exception {
        ExecutorService e = Executors.newFixedThreadPool(3);
        List<Callable<Integer>> tasks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            int k = i;
            tasks.add(() -> k * k);
        }
        int sum = 0;
        for (Future<Integer> f : e.invokeAll(tasks)) {
            sum += f.get();
        }
        System.out.println(sum + " " + e.invokeAny(List.of(() -> "only")));
        Future<Integer> bad = e.submit(() -> {
            throw new IllegalStateException("task");
        });
        try {
            bad.get();
        } catch (ExecutionException x) {
            System.out.println(x.getMessage() + " " + x.getCause() + " " + bad.isDone());
        }
        CountDownLatch started = new CountDownLatch(1), over = new CountDownLatch(1);
        Future<?> slow = e.submit(() -> {
            started.countDown();
            try {
                Thread.sleep(100000);
            } catch (InterruptedException x) {
                System.out.println("cancelled");
                over.countDown();
            }
        });
        started.await();
        try {
            slow.get(5, TimeUnit.MILLISECONDS);
        } catch (TimeoutException x) {
            System.out.println("timeout");
        }
        boolean cancelled = slow.cancel(true);
        over.await();
        System.out.println(cancelled + " " + slow.isCancelled());
        try {
            slow.get();
        } catch (CancellationException x) {
            System.out.println("CancellationException");
        }
        e.shutdown();
        System.out.println(e.awaitTermination(5, TimeUnit.SECONDS) + " " + e.isTerminated());
        try {
            e.submit(() -> 1);
        } catch (RejectedExecutionException x) {
            System.out.println("rejected");
        }
        ScheduledExecutorService s = Executors.newScheduledThreadPool(1);
        CountDownLatch three = new CountDownLatch(3);
        ScheduledFuture<?> rep = s.scheduleAtFixedRate(three::countDown, 0, 2, TimeUnit.MILLISECONDS);
        three.await();
        rep.cancel(false);
        System.out.println(s.schedule(() -> "later", 3, TimeUnit.MILLISECONDS).get() + " " + s.shutdownNow().size());
        System.out.println(new ForkJoinPool(2).invoke(new Fib(20)) + " " + ForkJoinPool.commonPool().submit(() -> 5).get());
        ExecutorService single = Executors.newSingleThreadExecutor(r -> {
            Thread t = new Thread(r, "factory-made");
            t.setDaemon(true);
            return t;
        });
        System.out.println(single.submit(() -> Thread.currentThread().getName()).get());
        CompletionService<Integer> cs = new ExecutorCompletionService<>(single);
        for (int i = 0; i < 3; i++) {
            int k = i;
            cs.submit(() -> k);
        }
        System.out.println(cs.take().get() + cs.take().get() + cs.take().get());
        Timer timer = new Timer(true);
        CountDownLatch tick = new CountDownLatch(2);
        timer.schedule(new TimerTask() {
            public void run() {
                tick.countDown();
            }
        }, 1, 1);
        tick.await();
        timer.cancel();
        System.out.println("end");
    }
}
