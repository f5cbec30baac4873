// The beans of java.lang.management: what is the same for every VM.
import java.lang.management.*;
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.locks.*;
import javax.management.*;

public class Beans {
    public interface CounterMBean {
        int getCount();
        void setCount(int count);
        int add(int more);
    }

    public static class Counter implements CounterMBean {
        int count = 5;
        public int getCount() {
            return count;
        }
        public void setCount(int c) {
            count = c;
        }
        public int add(int more) {
            return count += more;
        }
    }

    public static void main(String[] args) throws Exception {
        RuntimeMXBean r = ManagementFactory.getRuntimeMXBean();
        System.out.println((r.getPid() == ProcessHandle.current().pid()) + " " + (r.getUptime() >= 0) + " " + r.getName().startsWith(r.getPid() + "@") + " " + r.getSpecVersion() + " " + r.getManagementSpecVersion());
        System.out.println(Math.abs(r.getStartTime() + r.getUptime() - System.currentTimeMillis()) < 5000);
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        System.out.println((heap.getUsed() >= 0) + " " + (heap.getUsed() <= heap.getCommitted()) + " " + (heap.getCommitted() <= heap.getMax()));
        for (MemoryPoolMXBean p : ManagementFactory.getMemoryPoolMXBeans()) {
            if (p.getUsage().getUsed() < 0 || p.getMemoryManagerNames().length == 0) {
                System.out.println(p.getName());
            }
        }
        long before = 0, after = 0;
        for (GarbageCollectorMXBean g : ManagementFactory.getGarbageCollectorMXBeans()) {
            before += g.getCollectionCount();
        }
        System.gc();
        for (GarbageCollectorMXBean g : ManagementFactory.getGarbageCollectorMXBeans()) {
            after += g.getCollectionCount();
        }
        System.out.println(after > before);
        ThreadMXBean t = ManagementFactory.getThreadMXBean();
        Lock lock = new ReentrantLock();
        lock.lock();
        CountDownLatch ready = new CountDownLatch(1);
        Thread waiting = new Thread(() -> {
            ready.countDown();
            lock.lock();
        }, "waiting one");
        waiting.setDaemon(true);
        waiting.start();
        ready.await();
        while (waiting.getState() != Thread.State.WAITING) {
            Thread.sleep(1);
        }
        ThreadInfo info = t.getThreadInfo(waiting.getId(), 100);
        System.out.println(info.getThreadName() + " " + info.getThreadState() + " " + info.getLockName().replaceAll("@.*", "") + " " + info.getLockOwnerName() + " " + info.getStackTrace()[0]);
        System.out.println(t.getThreadInfo(987654321L) + " " + (t.getThreadCount() >= 2) + " " + (t.getCurrentThreadCpuTime() > 0) + " " + (t.dumpAllThreads(false, false).length >= 2));
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("test:type=Counter");
        server.registerMBean(new Counter(), name);
        server.setAttribute(name, new Attribute("Count", 7));
        System.out.println(server.invoke(name, "add", new Object[] {3}, new String[] {"int"}) + " " + server.getAttribute(name, "Count"));
        System.out.println(server.getAttribute(new ObjectName("java.lang:type=Runtime"), "SpecName"));
        com.sun.management.OperatingSystemMXBean os = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        System.out.println(os.getName() + " " + os.getArch() + " " + os.getAvailableProcessors() + " " + os.getTotalMemorySize() + " " + (os.getProcessCpuTime() > 0) + " " + (os.getCpuLoad() <= 1));
        System.out.println(ManagementFactory.getClassLoadingMXBean().getLoadedClassCount() > 400);
    }
}
