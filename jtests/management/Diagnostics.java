// The flags and options of the VM as beans show them.
// flags: -Xmx128m -Dsome.property=1 -ea:some.Class -XX:+UseG1GC
import com.sun.management.*;
import jasm.Try;
import java.lang.management.ManagementFactory;
import java.util.*;

public class Diagnostics {
    public static void main(String[] args) throws Exception {
        HotSpotDiagnosticMXBean bean = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        VMOption max = bean.getVMOption("MaxHeapSize");
        System.out.println(max.getName() + " " + max.getValue() + " " + max.getOrigin() + " " + max.isWriteable());
        VMOption gc = bean.getVMOption("DisableExplicitGC");
        System.out.println(gc.getName() + " " + gc.getValue() + " " + gc.getOrigin());
        Try.run("none", () -> bean.getVMOption("NoSuchOption"));
        Try.run("null", () -> bean.getVMOption(null));
        Try.run("set none", () -> { bean.setVMOption("NoSuchOption", "1"); return null; });
        Try.run("set fixed", () -> { bean.setVMOption("DisableExplicitGC", "true"); return null; });
        List<String> given = new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
        System.out.println(given.containsAll(List.of("-Xmx128m", "-Dsome.property=1", "-ea:some.Class", "-XX:+UseG1GC")));
        given.removeIf(option -> !option.startsWith("-D"));
        System.out.println(given);
        System.out.println(ManagementFactory.getPlatformMBeanServer().getAttribute(new javax.management.ObjectName("java.lang:type=Runtime"), "InputArguments").getClass().isArray());
    }
}
