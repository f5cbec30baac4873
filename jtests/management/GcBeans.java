// What the beans of memory tell of collections: the last one, notifications,
// thresholds, peaks.
// flags: -XX:+UseSerialGC
import com.sun.management.GarbageCollectionNotificationInfo;
import com.sun.management.GcInfo;
import java.lang.management.*;
import java.util.*;
import java.util.concurrent.*;
import javax.management.*;
import javax.management.openmbean.CompositeData;

public class GcBeans {
    static MemoryPoolMXBean pool(String name) {
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getName().equals(name)) {
                return pool;
            }
        }
        throw new AssertionError(name);
    }

    static void lastCollection() throws Exception {
        for (GarbageCollectorMXBean g : ManagementFactory.getGarbageCollectorMXBeans()) {
            System.out.println(g.getName() + " " + new TreeSet<>(Arrays.asList(g.getMemoryPoolNames())) + " " + g.getObjectName());
        }
        System.gc();
        var full = (com.sun.management.GarbageCollectorMXBean) ManagementFactory.getGarbageCollectorMXBeans().get(1);
        GcInfo info = full.getLastGcInfo();
        System.out.println((info.getId() > 0 && info.getId() <= full.getCollectionCount()) + " " + (info.getStartTime() <= info.getEndTime()) + " " + (info.getDuration() == info.getEndTime() - info.getStartTime()));
        for (String name : List.of("Eden Space", "Survivor Space", "Tenured Gen")) {
            System.out.println(name + " " + (info.getMemoryUsageBeforeGc().get(name).getUsed() >= 0) + " " + info.getMemoryUsageAfterGc().containsKey(name));
        }
        System.out.println("eden is empty: " + info.getMemoryUsageAfterGc().get("Eden Space").getUsed());
        CompositeData data = (CompositeData) ManagementFactory.getPlatformMBeanServer().getAttribute(full.getObjectName(), "LastGcInfo");
        System.out.println(new TreeSet<>(data.getCompositeType().keySet()) + " " + data.get("GcThreadCount").getClass());
    }

    static void notifications() throws Exception {
        var told = new LinkedBlockingQueue<Notification>();
        NotificationListener listener = (n, back) -> told.add(n);
        NotificationEmitter full = (NotificationEmitter) ManagementFactory.getGarbageCollectorMXBeans().get(1);
        full.addNotificationListener(listener, null, null);
        System.gc();
        Notification n = told.poll(20, TimeUnit.SECONDS);
        var info = GarbageCollectionNotificationInfo.from((CompositeData) n.getUserData());
        System.out.println(n.getType() + " " + info.getGcName() + ", " + info.getGcAction() + ", " + info.getGcCause() + " " + (info.getGcInfo().getId() > 0));
        full.removeNotificationListener(listener);
        System.gc();
        System.out.println(told.poll(100, TimeUnit.MILLISECONDS));
    }

    static void thresholds() throws Exception {
        for (String name : List.of("Eden Space", "Survivor Space", "Tenured Gen", "Metaspace")) {
            MemoryPoolMXBean pool = pool(name);
            System.out.println(name + " " + pool.getType() + " " + pool.isUsageThresholdSupported() + " " + pool.isCollectionUsageThresholdSupported() + " " + (pool.getCollectionUsage() != null));
        }
        var told = new LinkedBlockingQueue<Notification>();
        var memory = (NotificationEmitter) ManagementFactory.getMemoryMXBean();
        memory.addNotificationListener((n, back) -> told.add(n), null, null);
        MemoryPoolMXBean old = pool("Tenured Gen");
        System.out.println(old.getUsageThreshold() + " " + old.isUsageThresholdExceeded());
        try {
            old.setUsageThreshold(-1);
        } catch (IllegalArgumentException e) {
            System.out.println("negative");
        }
        try {
            pool("Eden Space").setUsageThreshold(1);
        } catch (UnsupportedOperationException e) {
            System.out.println("not for eden");
        }
        old.setUsageThreshold(old.getUsage().getUsed() + (4 << 20));
        old.setCollectionUsageThreshold(1);
        byte[][] kept = new byte[16][];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new byte[1 << 20];
        }
        System.gc();
        Set<String> types = new TreeSet<>();
        for (int i = 0; i < 2; i++) {
            Notification n = told.poll(20, TimeUnit.SECONDS);
            MemoryNotificationInfo info = MemoryNotificationInfo.from((CompositeData) n.getUserData());
            types.add(n.getType() + " " + info.getPoolName() + " " + (info.getUsage().getUsed() > 1 << 20));
        }
        types.forEach(System.out::println);
        System.out.println(old.isUsageThresholdExceeded() + " " + (old.getUsageThresholdCount() >= 1) + " " + old.isCollectionUsageThresholdExceeded() + " " + (old.getCollectionUsageThresholdCount() >= 1) + " " + kept.length);
        old.setUsageThreshold(0);
        old.setCollectionUsageThreshold(0);
    }

    static void peaks() {
        MemoryPoolMXBean old = pool("Tenured Gen");
        byte[][] kept = new byte[8][];
        for (int i = 0; i < kept.length; i++) {
            kept[i] = new byte[2 << 20];
        }
        System.gc();
        long high = old.getUsage().getUsed();
        kept = null;
        System.gc();
        System.out.println((old.getPeakUsage().getUsed() >= high) + " " + (old.getUsage().getUsed() < high - (8 << 20)));
        old.resetPeakUsage();
        System.out.println(old.getPeakUsage().getUsed() < high - (8 << 20));
    }

    public static void main(String[] args) throws Exception {
        lastCollection();
        notifications();
        thresholds();
        peaks();
    }
}
