// What the collector tells: the last collection, listeners, peaks, usage after collections, limits that are not supported.
import com.sun.management.*;
import java.lang.management.*;
import java.lang.management.GarbageCollectorMXBean;
import java.util.*;
import java.util.concurrent.*;
import javax.management.*;
import javax.management.openmbean.*;

public class CollectorNotes {
    static volatile Object sink;

    static String problem(GcInfo info, long before) {
        Map<String, MemoryUsage> from = info.getMemoryUsageBeforeGc(), to = info.getMemoryUsageAfterGc();
        if (!from.keySet().equals(to.keySet()) || from.isEmpty()) {
            return "pools " + from.keySet() + " " + to.keySet();
        }
        if (info.getStartTime() > info.getEndTime() || info.getDuration() != info.getEndTime() - info.getStartTime() || info.getId() <= before) {
            return "times " + info.getStartTime() + " " + info.getEndTime() + " " + info.getId();
        }
        long used = from.values().stream().mapToLong(MemoryUsage::getUsed).sum(), left = to.values().stream().mapToLong(MemoryUsage::getUsed).sum();
        return used > 0 && left > 0 ? "none" : "sizes " + used + " " + left;
    }

    public static void main(String[] args) throws Exception {
        BlockingQueue<Notification> notes = new LinkedBlockingQueue<>();
        NotificationListener listener = (note, handback) -> notes.add(note);
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) bean).addNotificationListener(listener, null, "handback");
        }
        System.gc();
        Notification note = notes.poll(20, TimeUnit.SECONDS);
        System.out.println(note.getType() + " " + ((ObjectName) note.getSource()).getKeyProperty("type") + " " + (Math.abs(note.getTimeStamp() - System.currentTimeMillis()) < 60_000));
        GarbageCollectionNotificationInfo info = GarbageCollectionNotificationInfo.from((CompositeData) note.getUserData());
        System.out.println(info.getGcAction() + " | " + info.getGcCause() + " | " + problem(info.getGcInfo(), 0));
        System.out.println(ManagementFactory.getGarbageCollectorMXBeans().stream().anyMatch(bean -> bean.getName().equals(info.getGcName())));
        CompositeType type = info.getGcInfo().getCompositeType();
        System.out.println(new TreeSet<>(type.keySet()) + " " + info.getGcInfo().get("GcThreadCount").getClass().getSimpleName() + " " + info.getGcInfo().containsKey("id") + " " + info.getGcInfo().values().size());
        boolean seen = false, fine = true;
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            GcInfo last = ((com.sun.management.GarbageCollectorMXBean) bean).getLastGcInfo();
            if (last != null) {
                seen = true;
                fine &= problem(last, 0).equals("none") && bean.getCollectionCount() >= last.getId();
            }
            ((NotificationEmitter) bean).removeNotificationListener(listener);
        }
        System.out.println(seen + " " + fine);
        notes.clear();
        System.gc();
        System.out.println(notes.poll(100, TimeUnit.MILLISECONDS));
        // Many small collections.
        for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) bean).addNotificationListener(listener, null, null);
        }
        for (int i = 0; i < 30_000; i++) {
            sink = new byte[10_000];
        }
        Notification young = notes.poll(20, TimeUnit.SECONDS);
        GarbageCollectionNotificationInfo small = GarbageCollectionNotificationInfo.from((CompositeData) young.getUserData());
        System.out.println(small.getGcAction() + " | " + problem(small.getGcInfo(), 0) + " " + (young.getSequenceNumber() > note.getSequenceNumber()));
        // Peaks, and what collections leave.
        boolean peaks = true, after = false;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage usage = pool.getUsage(), peak = pool.getPeakUsage(), collected = pool.getCollectionUsage();
            peaks &= peak.getUsed() >= 0 && peak.getUsed() <= peak.getCommitted();
            after |= collected != null && collected.getUsed() > 0;
            pool.resetPeakUsage();
            peaks &= pool.getPeakUsage().getUsed() >= 0 && pool.getType() != null && usage != null;
            if (!pool.isUsageThresholdSupported()) {
                try {
                    pool.setUsageThreshold(1000);
                    System.out.println("set");
                } catch (UnsupportedOperationException e) {
                    peaks &= e.getMessage().equals("Usage threshold is not supported");
                }
            }
        }
        System.out.println(peaks + " " + after);
        try {
            ((NotificationEmitter) ManagementFactory.getGarbageCollectorMXBeans().get(0)).removeNotificationListener((n, h) -> {
            });
        } catch (ListenerNotFoundException e) {
            System.out.println(e);
        }
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = ManagementFactory.getGarbageCollectorMXBeans().get(0).getObjectName();
        System.out.println(server.getMBeanInfo(name).getNotifications().length + " " + server.isInstanceOf(name, "com.sun.management.GarbageCollectorMXBean"));
    }
}
