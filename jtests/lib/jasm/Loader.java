package jasm;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A class loader over byte arrays, which come before what the parent has. */
public class Loader extends ClassLoader {
    private final Map<String, byte[]> classes = new LinkedHashMap<>();
    private final String label;
    /** Names that this loader was asked for, in order, when {@link #trace} is set. */
    public final List<String> asked = new ArrayList<>();
    public boolean trace;

    public Loader() {
        this("loader", Loader.class.getClassLoader());
    }

    public Loader(String label, ClassLoader parent) {
        super(parent);
        this.label = label;
    }

    public Loader add(Asm asm) {
        return add(asm.name.replace('/', '.'), asm.toBytes());
    }

    public Loader add(String name, byte[] bytes) {
        classes.put(name, bytes);
        return this;
    }

    /** Hands the class file that {@code like}'s loader would find to this loader, so that it defines its own copy. */
    public Loader copy(Class<?> like) {
        String resource = like.getName().replace('.', '/') + ".class";
        try (java.io.InputStream in = like.getClassLoader().getResourceAsStream(resource)) {
            return add(like.getName(), in.readAllBytes());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    public Class<?> define(String name, byte[] bytes) {
        return defineClass(name, bytes, 0, bytes.length);
    }

    public Class<?> load(String name) {
        try {
            return loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            if (trace) {
                asked.add(name);
            }
            Class<?> c = findLoadedClass(name);
            if (c != null) {
                return c;
            }
            byte[] bytes = classes.get(name);
            return bytes != null ? define(name, bytes) : super.loadClass(name, resolve);
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
