// Object serialization: graphs, cycles, transient, inheritance, Externalizable, replacement, enums, records, errors.
import java.io.*;
import java.util.*;

public class Serialization {
    static class Node implements Serializable {
        private static final long serialVersionUID = 5;
        String name;
        Node next;
        transient int skipped = 9;
        List<Object> list = new ArrayList<>();
        int[] numbers = {1, 2, 3};

        Node(String name) {
            this.name = name;
        }
    }

    static class Base {
        int base = 1;

        Base() {
            base = 100;
            System.out.println("Base()");
        }
    }

    static class Derived extends Base implements Serializable {
        private static final long serialVersionUID = 1;
        int derived = 2;

        Derived() {
            derived = 200;
        }
    }

    static class Custom implements Serializable {
        private static final long serialVersionUID = 1;
        transient String secret = "s";
        int x = 3;

        private void writeObject(ObjectOutputStream o) throws IOException {
            o.defaultWriteObject();
            o.writeUTF(secret + "!");
        }

        private void readObject(ObjectInputStream i) throws IOException, ClassNotFoundException {
            i.defaultReadObject();
            secret = i.readUTF();
        }
    }

    public static class Ext implements Externalizable {
        int v;

        public Ext() {
            System.out.println("Ext()");
        }

        public void writeExternal(ObjectOutput o) throws IOException {
            o.writeInt(v * 2);
        }

        public void readExternal(ObjectInput i) throws IOException {
            v = i.readInt();
        }
    }

    static class Single implements Serializable {
        private static final long serialVersionUID = 1;
        static final Single ONLY = new Single();

        private Object readResolve() {
            return ONLY;
        }
    }

    static class Replaced implements Serializable {
        private static final long serialVersionUID = 1;

        private Object writeReplace() {
            return "replacement";
        }
    }

    record Rec(int a, String b) implements Serializable {
        Rec {
            System.out.println("Rec " + a);
        }
    }

    enum Color { RED, GREEN { @Override public String toString() { return "g"; } } }

    static class NotSer {
    }

    static class Holds implements Serializable {
        Object o = new NotSer();
    }

    static byte[] write(Object o) throws IOException {
        ByteArrayOutputStream b = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(b)) {
            out.writeObject(o);
        }
        return b.toByteArray();
    }

    @SuppressWarnings("unchecked")
    static <T> T copy(T t) throws Exception {
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(write(t)))) {
            return (T) in.readObject();
        }
    }

    public static void main(String[] args) throws Exception {
        Node a = new Node("a"), b = new Node("b");
        a.next = b;
        b.next = a;
        a.list.add(b);
        a.list.add(5);
        a.list.add(List.of("x"));
        a.list.add(Map.of("k", 1.5));
        Node c = copy(a);
        System.out.println(c.name + c.next.name + (c.next.next == c) + (c.list.get(0) == c.next) + c.list.subList(1, 4) + c.skipped + c.numbers.length);
        Derived d = new Derived();
        d.base = 7;
        d.derived = 8;
        Derived e = copy(d);
        System.out.println(e.base + " " + e.derived);
        System.out.println(copy(new Custom()).secret);
        Ext x = new Ext();
        x.v = 21;
        System.out.println(copy(x).v + " " + (copy(Single.ONLY) == Single.ONLY) + " " + copy((Object) new Replaced()) + " " + copy(new Rec(4, "b")) + " " + (copy(Color.GREEN) == Color.GREEN));
        System.out.println(copy(new Date(0)).getTime() + " " + copy(new int[][] {{1}, {2}})[1][0] + copy("str") + copy(new TreeMap<>(Map.of(2, "b", 1, "a"))) + copy(Integer.class) + copy(new java.math.BigDecimal("1.50")) + copy(new ArrayDeque<>(List.of(1, 2))) + copy(new BitSet()));
        System.out.println(Arrays.hashCode(write("text")) + " " + write(a).length);
        try {
            write(new Holds());
        } catch (NotSerializableException n) {
            System.out.println(n.getMessage());
        }
        byte[] bytes = write(new Custom());
        for (int cut : new int[] {0, 3, 10, bytes.length - 1}) {
            try {
                new ObjectInputStream(new ByteArrayInputStream(bytes, 0, cut)).readObject();
            } catch (IOException n) {
                System.out.println(n.getClass().getSimpleName());
            }
        }
        bytes[1] = 0;
        try {
            new ObjectInputStream(new ByteArrayInputStream(bytes));
        } catch (StreamCorruptedException n) {
            System.out.println(n.getMessage());
        }
        System.out.println(ObjectStreamClass.lookup(Node.class) + " " + ObjectStreamClass.lookup(Color.class).getSerialVersionUID() + " " + Arrays.toString(ObjectStreamClass.lookup(Custom.class).getFields()));
        System.out.println(ObjectStreamClass.lookup(Throwable.class).getSerialVersionUID() + " " + copy(new IllegalStateException("m", new Error("c"))).getCause().getMessage());
    }
}
