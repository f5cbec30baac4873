// A module layer made at run time from modules defined in memory.
import jasm.*;
import static jasm.Op.*;
import java.io.*;
import java.lang.module.*;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.*;
import java.util.stream.Stream;

public class Layers {
    static ModuleReference reference(ModuleDescriptor d, Map<String, byte[]> files) {
        return new ModuleReference(d, null) {
            @Override
            public ModuleReader open() {
                return new ModuleReader() {
                    @Override
                    public Optional<URI> find(String name) {
                        return files.containsKey(name) ? Optional.of(URI.create("mem:" + name)) : Optional.empty();
                    }

                    @Override
                    public Optional<InputStream> open(String name) {
                        return Optional.ofNullable(files.get(name)).map(ByteArrayInputStream::new);
                    }

                    @Override
                    public Stream<String> list() {
                        return files.keySet().stream();
                    }

                    @Override
                    public void close() {
                    }
                };
            }
        };
    }

    static Asm simple(String name, String text) {
        Asm a = new Asm(name).constructor();
        a.method(Asm.PUBLIC | Asm.STATIC, "m", "()Ljava/lang/String;").ldc(text).op(ARETURN);
        return a;
    }

    public static void main(String[] args) throws Throwable {
        Asm user = new Asm("user/Main").constructor();
        user.method(Asm.PUBLIC | Asm.STATIC, "open", "()Ljava/lang/String;").invokestatic("lib/open/Api", "m", "()Ljava/lang/String;").op(ARETURN);
        user.method(Asm.PUBLIC | Asm.STATIC, "closed", "()Ljava/lang/String;").invokestatic("lib/closed/Impl", "m", "()Ljava/lang/String;").op(ARETURN);
        user.method(Asm.PUBLIC | Asm.STATIC, "unread", "()V").type(NEW, "java/sql/Date").op(POP, RETURN);
        ModuleReference lib = reference(ModuleDescriptor.newModule("m.lib").requires("java.base").packages(Set.of("lib.open", "lib.closed")).exports("lib.open").build(),
                Map.of("lib/open/Api.class", simple("lib/open/Api", "api").toBytes(), "lib/closed/Impl.class", simple("lib/closed/Impl", "impl").toBytes()));
        ModuleReference app = reference(ModuleDescriptor.newModule("m.app").requires("java.base").requires("m.lib").packages(Set.of("user")).exports("user").build(),
                Map.of("user/Main.class", user.toBytes()));
        ModuleFinder finder = new ModuleFinder() {
            @Override
            public Optional<ModuleReference> find(String name) {
                return name.equals("m.lib") ? Optional.of(lib) : name.equals("m.app") ? Optional.of(app) : Optional.empty();
            }

            @Override
            public Set<ModuleReference> findAll() {
                return Set.of(lib, app);
            }
        };
        Configuration c = ModuleLayer.boot().configuration().resolve(finder, ModuleFinder.of(), Set.of("m.app"));
        ModuleLayer one = ModuleLayer.boot().defineModulesWithOneLoader(c, ClassLoader.getSystemClassLoader());
        ModuleLayer many = ModuleLayer.boot().defineModulesWithManyLoaders(c, ClassLoader.getSystemClassLoader());
        for (ModuleLayer l : new ModuleLayer[] {one, many}) {
            Class<?> k = l.findLoader("m.app").loadClass("user.Main");
            System.out.println(k + " " + k.getModule() + " " + (k.getClassLoader() == l.findLoader("m.lib")) + " " + new TreeSet<>(l.modules().stream().map(Module::getName).toList()));
            for (String m : new String[] {"open", "closed", "unread"}) {
                Try.run(m, () -> Try.call(k, m));
            }
        }
    }
}
