// Serialization: records, enums, proxies, lambdas, Externalizable, replacement, computed version identifiers, stream descriptors.
import java.io.*;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.*;
import java.util.*;
import java.util.function.*;

public class SerialForms {
    static byte[] write(Object o) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) { out.writeObject(o); }
        return bytes.toByteArray();
    }
    @SuppressWarnings("unchecked")
    static <T> T read(byte[] bytes) throws Exception {
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) { return (T) in.readObject(); }
    }
    static <T> T copy(T o) throws Exception { return read(write(o)); }
    interface Body { void run() throws Exception; }
    static void check(String name, Body b) {
        try { b.run(); } catch (Throwable e) { System.out.println(name + ": " + e + (e.getCause() == null ? "" : " <- " + e.getCause())); }
    }

    record Point(int x, int y) implements Serializable {
        Point { System.out.println("canonical " + x + "," + y); if (x > 100) throw new IllegalArgumentException("x " + x); }
    }
    record Gen<T>(T value, List<? extends T> more, int[] numbers, long l, double d, float f, byte b, short s, char c, boolean z) implements Serializable {}
    record Bad(Object o) implements Serializable {}
    record Empty() implements Serializable {}
    enum Color { RED, GREEN { String low() { return "g"; } }; String low() { return "r"; } private Object readResolve() { System.out.println("never"); return RED; } }
    static class Parent { int p = 1; Parent() { System.out.println("Parent()"); p = 2; } }
    static class Child extends Parent implements Serializable {
        int c = 3; transient int t = 4; static int s = 5; Child() { System.out.println("Child()"); p = 7; }
    }
    static class NoDefault { NoDefault(int i) {} }
    static class NeedsDefault extends NoDefault implements Serializable { NeedsDefault() { super(1); } }
    static class PrivateCtor { private PrivateCtor() { System.out.println("PrivateCtor()"); } PrivateCtor(int i) {} }
    static class NeedsPrivate extends PrivateCtor implements Serializable { NeedsPrivate() { super(1); } }
    static class Custom implements Serializable {
        private static final long serialVersionUID = 42; int a = 1; transient String extra = "e";
        private void writeObject(ObjectOutputStream out) throws IOException { System.out.println("writeObject"); out.defaultWriteObject(); out.writeInt(9); out.writeUTF(extra); out.writeObject(new int[] {1, 2}); }
        private void readObject(ObjectInputStream in) throws Exception { in.defaultReadObject(); System.out.println("readObject " + in.readInt() + in.available()); extra = in.readUTF(); System.out.println(((int[]) in.readObject()).length); in.registerValidation(() -> System.out.println("validated " + extra), 3); in.registerValidation(() -> System.out.println("first"), 10); }
    }
    static class Derived extends Custom { String d = "d"; private void readObjectNoData() { System.out.println("noData"); } }
    static class Ext implements Externalizable {
        int v; public Ext() { System.out.println("Ext()"); } Ext(int v) { this.v = v; }
        public void writeExternal(ObjectOutput out) throws IOException { out.writeInt(v); out.writeObject("x" + v); }
        public void readExternal(ObjectInput in) throws IOException, ClassNotFoundException { v = in.readInt() + 1; System.out.println(in.readObject()); }
    }
    static class HiddenExt implements Externalizable {
        HiddenExt() {} public void writeExternal(ObjectOutput out) {} public void readExternal(ObjectInput in) {}
    }
    static class Replaced implements Serializable { final String s; Replaced(String s) { this.s = s; } private Object writeReplace() { return new Proxied(s + "!"); } }
    static class Proxied implements Serializable { final String s; Proxied(String s) { this.s = s; } protected Object readResolve() throws ObjectStreamException { return new Replaced(s + "?"); } }
    static class Thrower implements Serializable { private void readObject(ObjectInputStream in) throws IOException { throw new InvalidObjectException("no"); } }
    static class Fields implements Serializable {
        private static final ObjectStreamField[] serialPersistentFields = {new ObjectStreamField("one", int.class), new ObjectStreamField("two", String.class), new ObjectStreamField("three", Object[].class)};
        transient int x = 5; transient String y = "why";
        private void writeObject(ObjectOutputStream out) throws IOException { var f = out.putFields(); f.put("one", x); f.put("two", y); out.writeFields(); }
        private void readObject(ObjectInputStream in) throws Exception { var f = in.readFields(); x = f.get("one", 0) + 1; y = (String) f.get("two", null); System.out.println(f.defaulted("three") + " " + f.get("three", null)); try { f.get("four", 1); } catch (IllegalArgumentException e) { System.out.println(e.getMessage()); } }
    }
    static class Node implements Serializable { Node next; List<Node> all = new ArrayList<>(); Object self = this; }
    static class Holder implements Serializable { Object o; Holder(Object o) { this.o = o; } }
    interface SerRun extends Runnable, Serializable {}
    interface SerFun<A, B> extends Function<A, B>, Serializable {}
    interface Named { String name(); }
    static class Handler implements InvocationHandler, Serializable { public Object invoke(Object p, Method m, Object[] a) { return m.getName() + (a == null ? "" : Arrays.toString(a)); } }
    int field = 6;

    static void describe(Class<?> c) {
        ObjectStreamClass d = ObjectStreamClass.lookup(c), any = ObjectStreamClass.lookupAny(c);
        System.out.println(c.getSimpleName() + " " + (d == null ? "null" : d.toString()) + " " + any.getSerialVersionUID() + " " + Arrays.toString(any.getFields()));
        for (ObjectStreamField f : any.getFields()) System.out.print(f.getName() + "/" + f.getTypeCode() + "/" + f.getTypeString() + "/" + f.isPrimitive() + "/" + f.getOffset() + "/" + f.isUnshared() + " ");
        System.out.println();
    }

    public static void main(String[] args) throws Exception {
        System.out.println(copy(new Point(3, 4)) + " " + copy(new Empty()));
        byte[] big = write(new Point(7, 8));
        for (int i = big.length - 8; i < big.length; i++) if (big[i] == 7) big[i - 1] = 1;
        check("canonical", () -> System.out.println(SerialForms.<Object>read(big)));
        Gen<Object> g = copy(new Gen<>("v", List.of(1, 2.5), new int[] {1, 2}, 5L, 1.5, 2.5f, (byte) 1, (short) 2, 'c', true));
        System.out.println(g.value() + " " + g.more() + " " + g.numbers().length + g.l() + g.d() + g.f() + g.b() + g.s() + g.c() + g.z());
        check("bad", () -> write(new Bad(new Object())));
        check("bad nested", () -> write(new Holder(List.of(new Holder(new SerialForms())))));
        for (Color c : Color.values()) System.out.println(copy(c) == c);
        System.out.println(copy(Color.GREEN).low() + copy(new EnumMap<>(Map.of(Color.RED, 1))) + copy(EnumSet.allOf(Color.class)));
        Child child = copy(new Child());
        System.out.println(child.p + " " + child.c + " " + child.t);
        check("no default", () -> copy(new NeedsDefault()));
        check("private", () -> copy(new NeedsPrivate()));
        Custom custom = new Custom(); custom.extra = "more"; custom.a = 10;
        custom = copy(custom);
        System.out.println(custom.a + custom.extra);
        System.out.println(copy(new Derived()).d);
        System.out.println(copy(new Ext(4)).v);
        check("hidden ext", () -> copy(new HiddenExt()));
        check("replaced", () -> System.out.println(copy(new Replaced("r")).s));
        check("thrower", () -> copy(new Thrower()));
        System.out.println(copy(new Fields()).y + copy(new Fields()).x);
        Node n = new Node(); n.next = new Node(); n.next.next = n; n.all.add(n); n.all.add(n.next);
        Node m = copy(n);
        System.out.println((m.next.next == m) + " " + (m.all.get(0) == m) + " " + (m.self == m) + (m.next.self == m.next));
        int[][] arrays = copy(new int[][] {{1}, null, {2, 3}});
        System.out.println(Arrays.deepToString(arrays) + Arrays.toString(copy(new Object[] {"a", 1, 'c', 2L, null, int.class, Map.Entry.class, Color.class})));
        int k = 5; String t = "cap";
        SerRun r = () -> System.out.println("lambda " + k + t);
        copy(r).run();
        SerFun<String, Integer> len = String::length;
        System.out.println(copy(len).apply("four"));
        SerFun<Integer, int[]> maker = int[]::new;
        System.out.println(copy(maker).apply(3).length);
        Supplier<Point> sp = (Supplier<Point> & Serializable) () -> new Point(1, 2);
        System.out.println(copy(sp).get());
        check("plain lambda", () -> { try { write((Runnable) () -> {}); } catch (NotSerializableException e) { System.out.println(e.getMessage().startsWith("SerialForms$$Lambda")); } });
        check("captures bad", () -> { Object bad = new Object(); write((SerRun) () -> bad.hashCode()); });
        Method replace = r.getClass().getDeclaredMethod("writeReplace");
        replace.setAccessible(true);
        SerializedLambda sl = (SerializedLambda) replace.invoke(r);
        System.out.println(sl.getCapturingClass() + " " + sl.getFunctionalInterfaceClass() + " " + sl.getFunctionalInterfaceMethodName() + sl.getFunctionalInterfaceMethodSignature() + " " + sl.getImplClass() + "." + sl.getImplMethodSignature() + " " + sl.getImplMethodKind() + " " + sl.getInstantiatedMethodType() + " " + sl.getCapturedArgCount() + sl.getCapturedArg(0) + sl.getCapturedArg(1));
        System.out.println(Modifier.toString(replace.getModifiers()) + " " + r.getClass().getDeclaredMethods().length);
        Named p = (Named) Proxy.newProxyInstance(SerialForms.class.getClassLoader(), new Class<?>[] {Named.class, Serializable.class}, new Handler());
        System.out.println(copy(p).name() + Proxy.isProxyClass(copy(p).getClass()) + (copy(p).getClass() == p.getClass()));
        check("proxy bad", () -> write(Proxy.newProxyInstance(SerialForms.class.getClassLoader(), new Class<?>[] {Named.class}, new InvocationHandler() { public Object invoke(Object x, Method y, Object[] z) { return null; } })));
        for (Class<?> c : List.of(Point.class, Empty.class, Color.class, Child.class, Parent.class, Custom.class, Derived.class, Ext.class, Fields.class, String.class, ArrayList.class, int[].class, Holder.class, Node.class, Throwable.class, Class.class)) describe(c);
        check("not serializable", () -> write(new SerialForms()));
        check("truncated", () -> read(Arrays.copyOf(write("abcdef"), 8)));
        check("magic", () -> read(new byte[] {1, 2, 3, 4}));
        check("empty", () -> read(new byte[0]));
        byte[] c0 = write(new Custom()); String name = new String(c0, "ISO-8859-1");
        check("uid", () -> { byte[] x = name.replace("\0\0\0\0\0\0\0*", "\0\0\0\0\0\0\0+").getBytes("ISO-8859-1"); read(x); });
        check("class", () -> { byte[] x = name.replace("$Custom", "$Costum").getBytes("ISO-8859-1"); read(x); });
        check("filter", () -> { var in = new ObjectInputStream(new ByteArrayInputStream(write(new ArrayList<>(List.of(1, 2))))); in.setObjectInputFilter(f -> { System.out.println(f.serialClass() + " " + f.arrayLength() + " " + f.depth() + " " + f.references()); return f.serialClass() == Integer.class ? ObjectInputFilter.Status.REJECTED : ObjectInputFilter.Status.UNDECIDED; }); in.readObject(); });
        var f = ObjectInputFilter.Config.createFilter("maxdepth=3;java.util.*;!java.lang.Integer;!*");
        System.out.println(f);
        check("pattern", () -> { var in = new ObjectInputStream(new ByteArrayInputStream(write(new ArrayList<>(List.of(1))))); in.setObjectInputFilter(f); in.readObject(); });
        var out = new ByteArrayOutputStream(); var oos = new ObjectOutputStream(out) { { enableReplaceObject(true); } protected Object replaceObject(Object o) { return o instanceof Integer i ? i + 1 : o; } protected void annotateClass(Class<?> c) throws IOException { writeUTF(c.getSimpleName()); } };
        Holder shared = new Holder(41); oos.writeObject(shared); oos.writeUnshared(shared); oos.reset(); oos.writeObject(shared); oos.writeObject(shared); oos.writeInt(3); oos.writeBytes("xy"); oos.writeChars("z"); oos.close();
        var ois = new ObjectInputStream(new ByteArrayInputStream(out.toByteArray())) { protected Class<?> resolveClass(ObjectStreamClass d) throws IOException, ClassNotFoundException { System.out.println("resolve " + d.getName() + readUTF()); return super.resolveClass(d); } };
        Holder h1 = (Holder) ois.readObject(), h2 = (Holder) ois.readObject(), h3 = (Holder) ois.readObject(), h4 = (Holder) ois.readObject();
        System.out.println(h1.o + " " + (h1 == h2) + (h3 == h4) + ois.readInt() + (char) ois.readByte() + (char) ois.readByte() + ois.readChar());
        check("eof", ois::readObject);
        check("optional", () -> { var o2 = new ByteArrayOutputStream(); try (var s = new ObjectOutputStream(o2)) { s.writeInt(5); } try (var in = new ObjectInputStream(new ByteArrayInputStream(o2.toByteArray()))) { in.readObject(); } catch (OptionalDataException e) { System.out.println(e.length + " " + e.eof); } });
        Throwable th = copy(new IllegalStateException("m", new Error("c"))); th.addSuppressed(new Exception()); th = copy(th);
        System.out.println(th + " " + th.getCause() + th.getSuppressed().length + " " + th.getStackTrace()[0].getMethodName());
        class Local implements Serializable { int q = k; }
        check("local", () -> System.out.println(copy(new Local()).q));
        check("anonymous", () -> { Object o = new Serializable() { }; System.out.println(o.getClass() == copy(o).getClass()); });
    }
}
