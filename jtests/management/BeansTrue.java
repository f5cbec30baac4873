// The beans say what is true: memory grows and shrinks, threads start and end, classes load, time passes, descriptors open.
import java.io.*;
import java.lang.management.*;
import java.util.*;
import javax.management.*;
import javax.management.openmbean.*;

public class BeansTrue {
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

    static Object kept;

    public static void main(String[] args) throws Exception {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        MemoryUsage heap = memory.getHeapMemoryUsage();
        System.out.println((heap.getUsed() <= heap.getCommitted()) + " " + (heap.getCommitted() <= heap.getMax()) + " " + (heap.getMax() == Runtime.getRuntime().maxMemory()) + " " + (memory.getNonHeapMemoryUsage().getUsed() > 0) + " " + memory.isVerbose());
        System.gc();
        long before = memory.getHeapMemoryUsage().getUsed();
        byte[][] blocks = new byte[20][];
        for (int i = 0; i < 20; i++) {
            blocks[i] = new byte[1 << 20];
        }
        kept = blocks;
        System.out.println(memory.getHeapMemoryUsage().getUsed() - before > 10L << 20);
        kept = null;
        blocks = null;
        memory.gc();
        System.out.println(memory.getHeapMemoryUsage().getUsed() - before < 10L << 20);
        long collections = 0;
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            collections += bean.getCollectionCount();
            System.out.println(bean.isValid() + " " + (bean.getCollectionTime() >= 0) + " " + (bean.getMemoryPoolNames().length > 0) + " " + bean.getObjectName().getKeyProperty("type"));
            break;
        }
        System.out.println(collections > 0 || ManagementFactory.getGarbageCollectorMXBeans().size() > 1);
        boolean poolsTrue = true;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage usage = pool.getUsage();
            poolsTrue &= pool.isValid() && usage.getUsed() >= 0 && usage.getUsed() <= usage.getCommitted() && pool.getPeakUsage().getUsed() >= 0 && pool.getMemoryManagerNames().length > 0;
            pool.resetPeakUsage();
        }
        System.out.println(poolsTrue);
        BufferPoolMXBean direct = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream().filter(bean -> bean.getName().equals("direct")).findFirst().get();
        long count = direct.getCount(), used = direct.getMemoryUsed();
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.allocateDirect(100_000);
        System.out.println((direct.getCount() - count) + " " + (direct.getMemoryUsed() - used) + " " + (direct.getTotalCapacity() >= 100_000) + " " + buffer.capacity());
        // Threads.
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        int live = threads.getThreadCount();
        long started = threads.getTotalStartedThreadCount();
        Object lock = new Object();
        Thread[] sleepers = new Thread[5];
        for (int i = 0; i < 5; i++) {
            sleepers[i] = new Thread(() -> {
                synchronized (lock) {
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        // Ends.
                    }
                }
            }, "sleeper " + i);
            sleepers[i].setDaemon(i % 2 == 0);
            sleepers[i].start();
        }
        for (Thread sleeper : sleepers) {
            while (sleeper.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
        }
        System.out.println((threads.getThreadCount() - live) + " " + (threads.getTotalStartedThreadCount() - started) + " " + (threads.getPeakThreadCount() >= live + 5) + " " + (threads.getDaemonThreadCount() >= 3));
        ThreadInfo info = threads.getThreadInfo(sleepers[1].getId(), 10);
        System.out.println(info.getThreadName() + " " + info.getThreadState() + " " + info.getLockInfo().getClassName() + " " + info.getStackTrace()[0].getMethodName() + " " + info.getLockOwnerId() + " " + (info.getWaitedCount() > 0) + " " + info.isInNative() + info.isSuspended() + info.isDaemon() + info.getPriority());
        for (Thread sleeper : sleepers) {
            sleeper.interrupt();
            sleeper.join();
        }
        System.out.println(threads.getThreadInfo(sleepers[1].getId()) + " " + threads.getThreadCpuTime(sleepers[1].getId()) + " " + (threads.getThreadCount() - live));
        threads.resetPeakThreadCount();
        long cpu = threads.getCurrentThreadCpuTime();
        double work = 0;
        while (threads.getCurrentThreadCpuTime() - cpu < 5_000_000) {
            work += Math.sqrt(work + 1);
        }
        System.out.println((threads.getCurrentThreadUserTime() >= 0) + " " + threads.isThreadCpuTimeSupported() + threads.isCurrentThreadCpuTimeSupported() + threads.isThreadCpuTimeEnabled() + threads.isObjectMonitorUsageSupported() + threads.isSynchronizerUsageSupported() + " " + Arrays.toString(threads.findDeadlockedThreads()));
        attempt("thread 0", () -> threads.getThreadInfo(0));
        attempt("depth", () -> threads.getThreadInfo(1, -1));
        com.sun.management.ThreadMXBean more = (com.sun.management.ThreadMXBean) threads;
        long allocated = more.getThreadAllocatedBytes(Thread.currentThread().getId());
        kept = new byte[1_000_000];
        System.out.println(more.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated >= 1_000_000);
        // Classes, compilation, the runtime, the system.
        ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
        long loaded = classes.getTotalLoadedClassCount();
        Class.forName("java.util.concurrent.Phaser");
        System.out.println((classes.getTotalLoadedClassCount() > loaded) + " " + (classes.getLoadedClassCount() <= classes.getTotalLoadedClassCount()) + " " + (classes.getUnloadedClassCount() >= 0));
        RuntimeMXBean runtime = ManagementFactory.getRuntimeMXBean();
        System.out.println(runtime.getName().startsWith(runtime.getPid() + "@") + " " + (runtime.getPid() == ProcessHandle.current().pid()) + " " + runtime.getSpecVersion() + " " + runtime.getClassPath().equals(System.getProperty("java.class.path")) + " " + runtime.isBootClassPathSupported() + " " + (Math.abs(runtime.getStartTime() - System.currentTimeMillis()) < 60_000) + " " + (runtime.getUptime() > 0) + " " + runtime.getManagementSpecVersion() + " " + runtime.getSystemProperties().get("java.version").equals(System.getProperty("java.version")) + " " + runtime.getLibraryPath().equals(System.getProperty("java.library.path")));
        attempt("boot class path", runtime::getBootClassPath);
        com.sun.management.UnixOperatingSystemMXBean system = (com.sun.management.UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long open = system.getOpenFileDescriptorCount();
        FileInputStream[] files = new FileInputStream[7];
        for (int i = 0; i < 7; i++) {
            files[i] = new FileInputStream("/dev/null");
        }
        System.out.println((system.getOpenFileDescriptorCount() - open) + " " + (system.getMaxFileDescriptorCount() >= open) + " " + system.getName() + " " + system.getArch().equals(System.getProperty("os.arch")) + " " + (system.getAvailableProcessors() == Runtime.getRuntime().availableProcessors()) + " " + (system.getTotalMemorySize() > system.getFreeMemorySize()) + " " + (system.getProcessCpuTime() > 0) + " " + (system.getCommittedVirtualMemorySize() > 0) + " " + (system.getSystemLoadAverage() >= 0) + " " + (system.getTotalSwapSpaceSize() >= system.getFreeSwapSpaceSize()) + " " + (system.getCpuLoad() <= 1) + " " + (system.getProcessCpuLoad() <= 1));
        for (FileInputStream file : files) {
            file.close();
        }
        System.out.println(system.getOpenFileDescriptorCount() - open);
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        for (String name : new TreeSet<>(List.of("Memory", "Threading", "Runtime", "OperatingSystem", "ClassLoading"))) {
            MBeanInfo bean = server.getMBeanInfo(new ObjectName("java.lang:type=" + name));
            TreeSet<String> attributes = new TreeSet<>();
            for (MBeanAttributeInfo attribute : bean.getAttributes()) {
                attributes.add(attribute.getName() + (attribute.isWritable() ? "!" : ""));
            }
            System.out.println(name + " " + attributes + " " + bean.getOperations().length + " " + bean.getNotifications().length);
        }
        CompositeData usage = (CompositeData) server.getAttribute(new ObjectName("java.lang:type=Memory"), "HeapMemoryUsage");
        System.out.println(new TreeSet<>(usage.getCompositeType().keySet()) + " " + (MemoryUsage.from(usage).getUsed() > 0));
        MemoryMXBean proxy = ManagementFactory.newPlatformMXBeanProxy(server, "java.lang:type=Memory", MemoryMXBean.class);
        System.out.println((proxy.getHeapMemoryUsage().getMax() == heap.getMax()) + " " + proxy.getObjectName());
        attempt("no bean", () -> ManagementFactory.newPlatformMXBeanProxy(server, "java.lang:type=Tea", MemoryMXBean.class));
        attempt("no attribute", () -> server.getAttribute(new ObjectName("java.lang:type=Memory"), "Tea"));
        attempt("read-only", () -> {
            server.setAttribute(new ObjectName("java.lang:type=Memory"), new Attribute("HeapMemoryUsage", 1));
            return "";
        });
        attempt("usage", () -> new MemoryUsage(5, 10, 3, 20));
    }
}
