// MBean servers: standard, dynamic, open and MX beans, queries, notifications, proxies, relations of names, remote over RMI.
import java.lang.management.ManagementFactory;
import java.rmi.registry.*;
import java.util.*;
import java.util.concurrent.*;
import javax.management.*;
import javax.management.openmbean.*;
import javax.management.remote.*;

public class Servers {
    interface Action {
        Object run() throws Throwable;
    }

    static void attempt(String what, Action action) {
        try {
            System.out.println(what + ": " + action.run());
        } catch (Throwable e) {
            System.out.println(what + ": " + e + (e.getCause() == null ? "" : " / " + e.getCause()));
        }
    }

    public interface PotMBean {
        int getLevel();

        void setLevel(int level);

        boolean isHot();

        String pour(int cups, String what);

        void spill() throws Exception;
    }

    public static class Pot extends NotificationBroadcasterSupport implements PotMBean {
        private int level = 3;
        private long number;

        public Pot() {
            super(new MBeanNotificationInfo(new String[] {AttributeChangeNotification.ATTRIBUTE_CHANGE}, AttributeChangeNotification.class.getName(), "level"));
        }

        public int getLevel() {
            return level;
        }

        public void setLevel(int level) {
            if (level < 0) {
                throw new IllegalArgumentException("negative");
            }
            sendNotification(new AttributeChangeNotification(this, ++number, 0, "changed", "Level", "int", this.level, level));
            this.level = level;
        }

        public boolean isHot() {
            return level > 5;
        }

        public String pour(int cups, String what) {
            level -= cups;
            return cups + " of " + what;
        }

        public void spill() throws Exception {
            throw new java.io.IOException("wet");
        }
    }

    public record Cup(String name, int size) {
    }

    public static class Size {
        private final int width;
        private final List<String> tags;

        @java.beans.ConstructorProperties({"width", "tags"})
        public Size(int width, List<String> tags) {
            this.width = width;
            this.tags = tags;
        }

        public int getWidth() {
            return width;
        }

        public List<String> getTags() {
            return tags;
        }
    }

    public interface ShelfMXBean {
        Map<String, Integer> getCups();

        Size getSize();

        void setSize(Size size);

        TimeUnit getUnit();

        long[][] getTable();
    }

    public static class Shelf implements ShelfMXBean {
        Size size = new Size(7, List.of("a", "b"));

        public Map<String, Integer> getCups() {
            return new TreeMap<>(Map.of("small", 1, "large", 2));
        }

        public Size getSize() {
            return size;
        }

        public void setSize(Size size) {
            this.size = size;
        }

        public TimeUnit getUnit() {
            return TimeUnit.DAYS;
        }

        public long[][] getTable() {
            return new long[][] {{1, 2}, {3}};
        }
    }

    static void use(MBeanServerConnection server, ObjectName pot, ObjectName shelf) throws Exception {
        attempt("get", () -> server.getAttribute(pot, "Level") + " " + server.getAttribute(pot, "Hot"));
        attempt("set", () -> {
            server.setAttribute(pot, new Attribute("Level", 9));
            return server.getAttributes(pot, new String[] {"Level", "Hot", "None"});
        });
        attempt("invoke", () -> server.invoke(pot, "pour", new Object[] {2, "tea"}, new String[] {"int", "java.lang.String"}));
        attempt("exception", () -> server.invoke(pot, "spill", null, null));
        attempt("runtime exception", () -> {
            server.setAttribute(pot, new Attribute("Level", -1));
            return "";
        });
        attempt("wrong type", () -> {
            server.setAttribute(pot, new Attribute("Level", "x"));
            return "";
        });
        attempt("no operation", () -> server.invoke(pot, "brew", null, null));
        attempt("no attribute", () -> server.getAttribute(pot, "Color"));
        attempt("no bean", () -> server.getAttribute(new ObjectName("a:b=c"), "x"));
        attempt("open data", () -> {
            CompositeData size = (CompositeData) server.getAttribute(shelf, "Size");
            TabularData cups = (TabularData) server.getAttribute(shelf, "Cups");
            return size.get("width") + Arrays.toString((String[]) size.get("tags")) + " " + cups.size() + cups.get(new Object[] {"large"}).get("value") + " " + server.getAttribute(shelf, "Unit") + " " + Arrays.deepToString((Long[][]) null == null ? (long[][]) server.getAttribute(shelf, "Table") : null);
        });
        attempt("proxy", () -> {
            ShelfMXBean proxy = JMX.newMXBeanProxy(server, shelf, ShelfMXBean.class);
            proxy.setSize(new Size(11, List.of("z")));
            PotMBean other = JMX.newMBeanProxy(server, pot, PotMBean.class);
            return proxy.getSize().getWidth() + " " + proxy.getSize().getTags() + " " + proxy.getCups() + " " + proxy.getUnit() + " " + other.pour(1, "milk") + " " + other.isHot();
        });
        attempt("info", () -> {
            MBeanInfo info = server.getMBeanInfo(pot);
            TreeSet<String> names = new TreeSet<>();
            for (MBeanOperationInfo operation : info.getOperations()) {
                names.add(operation.getName() + operation.getSignature().length + operation.getReturnType());
            }
            return info.getClassName() + " " + names + " " + info.getConstructors().length + " " + server.isInstanceOf(pot, NotificationEmitter.class.getName()) + " " + server.getObjectInstance(shelf).getClassName();
        });
        attempt("queries", () -> new TreeSet<>(server.queryNames(new ObjectName("test:*"), null)) + " " + server.queryNames(new ObjectName("test:type=P?t,*"), Query.gt(Query.attr("Level"), Query.value(2))).size() + " " + server.queryNames(null, Query.and(Query.isInstanceOf(Query.value(Pot.class.getName())), Query.not(Query.eq(Query.attr("Hot"), Query.value(true))))).size());
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        NotificationListener listener = (notification, handback) -> events.add(notification.getType() + " " + notification.getMessage() + " " + ((AttributeChangeNotification) notification).getNewValue() + " " + handback + " " + notification.getSequenceNumber());
        server.addNotificationListener(pot, listener, notification -> notification.getSequenceNumber() % 2 == 0, "back");
        for (int i = 0; i < 4; i++) {
            server.setAttribute(pot, new Attribute("Level", i));
        }
        System.out.println(events.poll(20, TimeUnit.SECONDS) + " " + events.poll(20, TimeUnit.SECONDS));
        server.removeNotificationListener(pot, listener);
        attempt("not listening", () -> {
            server.removeNotificationListener(pot, listener);
            return "";
        });
        attempt("create", () -> server.createMBean(Pot.class.getName(), new ObjectName("test:type=Created")).getObjectName());
        attempt("create twice", () -> server.createMBean(Pot.class.getName(), new ObjectName("test:type=Created")));
        attempt("create nothing", () -> server.createMBean("no.such.Class", new ObjectName("test:type=X")));
        attempt("not a bean", () -> server.createMBean("java.lang.Object", new ObjectName("test:type=X")));
        attempt("unregister", () -> {
            server.unregisterMBean(new ObjectName("test:type=Created"));
            return server.isRegistered(new ObjectName("test:type=Created"));
        });
        attempt("domains", () -> new TreeSet<>(Arrays.asList(server.getDomains())).contains("test") + " " + server.getDefaultDomain() + " " + (server.getMBeanCount() >= 3));
    }

    public static void main(String[] args) throws Exception {
        System.setProperty("java.rmi.server.hostname", "127.0.0.1");
        MBeanServer server = MBeanServerFactory.createMBeanServer("own");
        ObjectName pot = new ObjectName("test:type=Pot,name=first"), shelf = new ObjectName("test:type=Shelf");
        Pot bean = new Pot();
        server.registerMBean(bean, pot);
        server.registerMBean(new Shelf(), shelf);
        use(server, pot, shelf);
        for (String name : new String[] {"a:b=c", "a:b=c,d=e", "a:d=e,b=c", "a", "a:", "a:b", ":b=c", "a:b=c,b=d", "a:b=*", "a*:b=c,*", "a:b=\"x,y\"", "a:b=x\ny", "*:*", "a:b="}) {
            attempt("name " + name, () -> {
                ObjectName object = new ObjectName(name);
                return object.getCanonicalName() + " " + object.getKeyPropertyListString() + " " + object.isPattern() + object.isPropertyPattern() + " " + object.apply(new ObjectName("a:b=c"));
            });
        }
        System.out.println(ObjectName.quote("a\"b*?\n") + " " + ObjectName.unquote("\"a\\*\""));
        attempt("register twice", () -> server.registerMBean(bean, pot));
        attempt("no name", () -> server.registerMBean(bean, null));
        attempt("pattern", () -> server.registerMBean(bean, new ObjectName("a:*")));
        attempt("not compliant", () -> server.registerMBean(new Object(), new ObjectName("a:b=c")));
        attempt("record", () -> JMX.isMXBeanInterface(ShelfMXBean.class) + " " + JMX.isMXBeanInterface(PotMBean.class));
        CompositeType type = new CompositeType("T", "d", new String[] {"x", "y"}, new String[] {"dx", "dy"}, new OpenType[] {SimpleType.INTEGER, new ArrayType<>(1, SimpleType.STRING)});
        attempt("composite", () -> {
            CompositeData data = new CompositeDataSupport(type, Map.of("x", 1, "y", new String[] {"a"}));
            TabularDataSupport table = new TabularDataSupport(new TabularType("TT", "d", type, new String[] {"x"}));
            table.put(data);
            return data.get("x") + " " + table.containsKey(new Object[] {1}) + " " + type.getTypeName() + " " + data.equals(new CompositeDataSupport(type, new String[] {"x", "y"}, new Object[] {1, new String[] {"a"}}));
        });
        attempt("wrong composite", () -> new CompositeDataSupport(type, Map.of("x", "one", "y", new String[0])));
        attempt("missing item", () -> new CompositeDataSupport(type, Map.of("x", 1)));
        // The same over RMI.
        JMXConnectorServer remote = JMXConnectorServerFactory.newJMXConnectorServer(new JMXServiceURL("service:jmx:rmi://127.0.0.1"), Map.of(), server);
        remote.start();
        bean.setLevel(3);
        try (JMXConnector connector = JMXConnectorFactory.connect(remote.getAddress())) {
            bean.number = 0;
            use(connector.getMBeanServerConnection(), pot, shelf);
            System.out.println(connector.getConnectionId().startsWith("rmi://") + " " + remote.getConnectionIds().length + " " + remote.isActive());
        }
        remote.stop();
        attempt("stopped", () -> JMXConnectorFactory.connect(remote.getAddress()));
        attempt("bad URL", () -> new JMXServiceURL("http://x"));
        attempt("bad protocol", () -> JMXConnectorFactory.connect(new JMXServiceURL("service:jmx:tea://x")));
        MBeanServerFactory.releaseMBeanServer(server);
        System.exit(0);
    }
}
