// Diagnostic commands as operations of a bean.
// flags: -XX:+UseSerialGC

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import javax.management.*;

public class DiagnosticCommands {
    static final String[] WORDS = {String[].class.getName()};
    static MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    static ObjectName bean;

    static String run(String operation, String... words) {
        try {
            Object[] arguments = words.length == 0 ? null : new Object[] {words};
            return (String) server.invoke(bean, operation, arguments, words.length == 0 ? null : WORDS);
        } catch (Exception e) {
            StringBuilder text = new StringBuilder();
            for (Throwable t = e; t != null; t = t.getCause()) {
                text.append(t.getClass().getName()).append(": ").append(t.getMessage()).append('\n');
            }
            return text.toString();
        }
    }

    static String first(String text) {
        return text.lines().findFirst().orElse("nothing");
    }

    public static void main(String[] args) throws Exception {
        bean = new ObjectName("com.sun.management:type=DiagnosticCommand");
        MBeanInfo info = server.getMBeanInfo(bean);
        Set<String> wanted = new TreeSet<>(Set.of("gcRun", "gcRunFinalization", "gcClassHistogram", "threadPrint", "vmCommandLine", "vmSystemProperties", "vmUptime", "vmVersion", "help"));
        for (MBeanOperationInfo operation : info.getOperations()) {
            Descriptor d = operation.getDescriptor();
            if (wanted.remove(operation.getName())) {
                System.out.println(operation.getName() + " " + operation.getReturnType() + " " + d.getFieldValue("dcmd.name") + " " + d.getFieldValue("dcmd.enabled"));
            }
        }
        System.out.println(wanted);
        System.out.println(first(run("gcRun")));
        System.out.println(run("vmVersion").contains("JDK "));
        System.out.println(first(run("gcClassHistogram", "-all")).strip());
        System.out.println(run("threadPrint", "-l").contains("DiagnosticCommands.main"));
        System.out.println(run("vmSystemProperties").contains("java.specification.version=" + System.getProperty("java.specification.version")));
        System.out.print(run("gcClassHistogram", "-nonsense"));
        System.out.println(first(run("noSuchOperation")));
        System.out.println(Arrays.asList(info.getNotifications()).size());
    }
}
