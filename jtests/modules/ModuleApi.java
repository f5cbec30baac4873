// java.lang.Module at run time: descriptors, exports, opens, reads, layers, resources.
import java.lang.module.*;
import java.util.*;

public class ModuleApi {
    public static void main(String[] args) throws Exception {
        Module base = Object.class.getModule(), own = ModuleApi.class.getModule(), sql = ModuleLayer.boot().findModule("java.sql").get();
        System.out.println(base + " " + own.isNamed() + " " + own.getName() + " " + own.getDescriptor() + " " + own.getLayer() + " " + (base.getLayer() == ModuleLayer.boot()));
        System.out.println(base.isExported("java.lang") + " " + base.isExported("jdk.internal.misc") + " " + base.isOpen("java.lang") + " " + base.isOpen("java.lang", own) + " " + base.isExported("sun.nio.ch", ModuleLayer.boot().findModule("java.management").get()));
        System.out.println(own.canRead(sql) + " " + base.canRead(sql) + " " + sql.canRead(base) + " " + sql.getDescriptor().requires().stream().map(r -> r.name() + r.modifiers()).sorted().toList());
        System.out.println(base.getPackages().contains("java.util") + " " + (ModuleLayer.boot().modules().size() > 20) + " " + ModuleLayer.boot().parents().size() + " " + ModuleLayer.boot().findLoader("java.base") + " " + ModuleLayer.boot().configuration().findModule("java.xml").isPresent());
        ModuleDescriptor d = base.getDescriptor();
        System.out.println(d.name() + " " + d.isOpen() + d.isAutomatic() + " " + d.uses().contains("java.nio.file.spi.FileSystemProvider") + " " + d.exports().stream().filter(e -> e.source().equals("java.lang")).findFirst().get());
        try (var in = base.getResourceAsStream("java/lang/Object.class")) {
            System.out.println(in.read());
        }
        try {
            base.addReads(own);
            System.out.println("added");
        } catch (RuntimeException e) {
            System.out.println(e.toString().replaceAll("@[0-9a-f]+", "@#"));
        }
        try {
            base.addOpens("java.lang", own);
        } catch (RuntimeException e) {
            System.out.println(e.toString().replaceAll("@[0-9a-f]+", "@#"));
        }
        ModuleDescriptor made = ModuleDescriptor.newModule("made").requires("java.base").packages(Set.of("p.q")).exports("p.q").version("1.2").build();
        System.out.println(made + " " + made.toNameAndVersion() + " " + ModuleDescriptor.Version.parse("1.10").compareTo(ModuleDescriptor.Version.parse("1.9")));
        System.out.println(ModuleFinder.ofSystem().find("java.base").get().location().get() + " " + ModuleFinder.of().findAll());
        try {
            Configuration.resolve(ModuleFinder.of(), List.of(ModuleLayer.boot().configuration()), ModuleFinder.of(), Set.of("no.such"));
        } catch (FindException e) {
            System.out.println(e.getMessage());
        }
        System.out.println(Class.forName(base, "java.lang.String") + " " + Class.forName(base, "no.Such") + " " + Class.forName(own, "ModuleApi"));
        System.out.println(int[].class.getModule() + " " + (ModuleApi[].class.getModule() == own) + " " + ClassLoader.getSystemClassLoader().getUnnamedModule().equals(own));
    }
}
