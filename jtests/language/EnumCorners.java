// JLS 8.9: enum constants with bodies, initialisation order, valueOf errors, reflection that is refused, maps and sets, switches, serial form.
import jasm.Try;
import java.io.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.stream.*;

public class EnumCorners {
    enum Level { LOW(1), MID(LOW.weight + 4), HIGH { @Override int score() { return 100; } @Override public String toString() { return "high!"; } }; final int weight; static int count; static { count = values().length; System.out.println("Level ready " + count); } Level() { this(-1); } Level(int w) { weight = w; System.out.println("making " + name() + ordinal() + w); } int score() { return weight * 2; } }
    enum Visit { A, B; static final Map<String, Visit> BY = new HashMap<>(); static { for (Visit v : values()) BY.put(v.name(), v); } Visit() { Try.run("static map in constructor", () -> look()); } static Object look() { return BY == null ? "still null" : BY; } }
    interface Op { int apply(int a, int b); }
    enum Ops implements Op { ADD { public int apply(int a, int b) { return a + b; } }, SUB { public int apply(int a, int b) { return a - b; } }, VIA { final Op inner = (x, y) -> x * y; public int apply(int a, int b) { return inner.apply(a, b) + SUB.apply(a, b); } } }
    enum Empty { ; static String s() { return "empty " + values().length; } }
    enum Single { INSTANCE; int calls; synchronized int next() { return ++calls; } }
    enum Failing { X; static { if (true) throw new IllegalStateException("in enum"); } }
    enum Cyclic { P, Q; Cyclic other; static { P.other = Q; Q.other = P; } Cyclic other() { return switch (this) { case P -> Q.other; case Q -> P.other; }; } }
    enum Flags { F0, F1, F2, F3, F4, F5, F6, F7, F8, F9 }
    enum Big { B00, B01, B02, B03, B04, B05, B06, B07, B08, B09, B10, B11, B12, B13, B14, B15, B16, B17, B18, B19, B20, B21, B22, B23, B24, B25, B26, B27, B28, B29, B30, B31, B32, B33, B34, B35, B36, B37, B38, B39, B40, B41, B42, B43, B44, B45, B46, B47, B48, B49, B50, B51, B52, B53, B54, B55, B56, B57, B58, B59, B60, B61, B62, B63, B64, B65, B66 }

    public static void main(String[] args) throws Exception {
        System.out.println("start"); System.out.println(Level.valueOf("HIGH") + " " + Level.HIGH.score() + " " + Level.MID.score() + " " + Level.HIGH.getClass() + " " + Level.HIGH.getDeclaringClass() + " " + Level.LOW.getClass().isEnum() + Level.HIGH.getClass().isEnum() + " " + Level.HIGH.getClass().getSuperclass());
        System.out.println(Visit.BY.size() + " " + Visit.look());
        for (Ops o : Ops.values()) System.out.print(o + "=" + o.apply(7, 3) + " "); System.out.println(Empty.s() + Single.INSTANCE.next() + Single.valueOf("INSTANCE").next() + Cyclic.P.other() + Cyclic.Q.other());
        Try.run("failing", () -> Failing.X); Try.run("failing again", () -> Failing.valueOf("X"));
        Try.run("no constant", () -> Level.valueOf("NONE")); Try.run("case", () -> Level.valueOf("low")); Try.run("null", () -> Level.valueOf(null)); Try.run("by class", () -> Enum.valueOf(Flags.class, "F10")); Try.run("class null", () -> Enum.valueOf((Class<Flags>) null, "F1"));
        Class raw = String.class; Try.run("not an enum", () -> Enum.valueOf(raw, "x")); Class body = Level.HIGH.getClass(); Try.run("class of a body", () -> Enum.valueOf(body, "HIGH")); Try.run("constants of a body", () -> body.getEnumConstants()); Try.run("constants", () -> Arrays.toString(Level.class.getEnumConstants()));
        Try.run("reflective new", () -> { Constructor<?> c = Flags.class.getDeclaredConstructors()[0]; c.setAccessible(true); return c.newInstance("Z", 99); });
        Try.run("constructor", () -> Flags.class.getDeclaredConstructors()[0].toString() + Arrays.toString(Level.class.getDeclaredConstructor(String.class, int.class, int.class).getParameterTypes()));
        Try.run("clone", () -> { Method m = Enum.class.getDeclaredMethod("clone"); return Modifier.toString(m.getModifiers()) + m.getExceptionTypes()[0]; });
        Try.run("values is a copy", () -> { Flags[] f = Flags.values(); f[0] = null; return Flags.values()[0] + " " + (Flags.values() == Flags.values()); });
        Try.run("set constant", () -> { Field f = Flags.class.getField("F1"); f.set(null, Flags.F2); return f; });
        Try.run("fields", () -> Stream.of(Flags.class.getDeclaredFields()).map(f -> f.getName() + f.isEnumConstant() + f.isSynthetic()).collect(Collectors.joining(" ")));
        Try.run("modifiers", () -> Modifier.toString(Flags.class.getModifiers()) + "|" + Modifier.toString(Ops.class.getModifiers()) + "|" + Modifier.toString(Ops.ADD.getClass().getModifiers()) + "|" + Integer.toHexString(Ops.class.getModifiers()) + "|" + Ops.class.isSealed());
        Try.run("compare", () -> Flags.F1.compareTo(Flags.F9) + " " + ((Comparable) Flags.F1).compareTo(Level.LOW)); Try.run("compare null", () -> Flags.F1.compareTo(null)); Try.run("equals", () -> Flags.F1.equals(null) + "" + Flags.F1.equals(Flags.F1) + (Flags.F1.hashCode() == System.identityHashCode(Flags.F1)));
        EnumMap<Flags, String> m = new EnumMap<>(Flags.class); m.put(Flags.F5, "five"); m.put(Flags.F1, null); m.merge(Flags.F5, "!", String::concat); System.out.println(m + " " + m.containsKey(Flags.F1) + m.get(Flags.F2) + m.remove(Flags.F1) + m.size() + m.equals(Map.of(Flags.F5, "five!")) + m.clone()); Try.run("null key", () -> m.put(null, "x")); Try.run("wrong key", () -> ((Map) m).put(Level.LOW, "x")); Try.run("body key", () -> { EnumMap<Level, Integer> e = new EnumMap<>(Level.class); e.put(Level.HIGH, 1); return e; });
        EnumSet<Big> s = EnumSet.range(Big.B60, Big.B66); s.add(Big.B00); System.out.println(s + " " + EnumSet.complementOf(s).size() + EnumSet.allOf(Big.class).containsAll(s) + s.removeAll(EnumSet.of(Big.B63, Big.B01)) + s.size() + s.getClass().getSimpleName() + EnumSet.noneOf(Flags.class).getClass().getSimpleName()); Try.run("range", () -> EnumSet.range(Flags.F3, Flags.F1)); Try.run("none", () -> EnumSet.noneOf((Class) String.class)); Try.run("copy", () -> EnumSet.copyOf(List.<Flags>of())); Try.run("iterator", () -> { EnumSet<Flags> e = EnumSet.allOf(Flags.class); for (var i = e.iterator(); i.hasNext(); ) if (i.next().ordinal() % 3 == 0) i.remove(); return e; });
        var out = new ByteArrayOutputStream(); try (var o = new ObjectOutputStream(out)) { o.writeObject(new Object[] {Level.HIGH, Ops.ADD, m, s}); } Object[] back = (Object[]) new ObjectInputStream(new ByteArrayInputStream(out.toByteArray())).readObject(); System.out.println((back[0] == Level.HIGH) + "" + (back[1] == Ops.ADD) + back[2].equals(m) + back[3].equals(s));
        System.out.println(Level.HIGH.describeConstable() + " " + Stream.of(Flags.values()).filter(f -> switch (f) { case F0, F9 -> true; default -> f.ordinal() % 4 == 0; }).map(Enum::name).collect(Collectors.joining(",")) + " " + Collections.max(Arrays.asList(Flags.values())));
    }
}
