// MethodHandles.Lookup: what each lookup may find, teleporting, dropping modes, defining classes; the errors' texts.
import java.lang.invoke.*;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.*;
import java.util.*;
import static java.lang.invoke.MethodType.*;

public class Lookups {
    private int priv = 1; int pack = 2; protected int prot = 3; public int pub = 4; static final String CONST = "c"; private static int ps = 5; public final int fin = 6;
    private Lookups(int x) { priv = x; } public Lookups() {}
    private String pm() { return "pm" + priv; } static String st(String s) { return "st" + s; } protected void prm() {} public String toString() { return "L" + priv; }
    static class Nested { private int secret = 9; private static void hid() {} private Nested() {} }
    interface Def { default String d() { return "Def.d"; } private String p() { return "Def.p"; } static String s() { return "Def.s"; } }
    static class Sub extends Lookups implements Def { public String toString() { return "Sub"; } public String d() { return "Sub.d"; } static Lookup own() { return MethodHandles.lookup(); } }
    static abstract class Abs { abstract int a(); Abs() {} }
    enum E { A }
    static String clean(Object o) { return String.valueOf(o).replaceAll("@[0-9a-f]{5,8}", "@#").replaceAll("0x[0-9a-f]{16}", "0x#"); }
    interface Body { Object run() throws Throwable; }
    static void check(String name, Body b) {
        try { System.out.println(name + ": " + clean(b.run())); } catch (Throwable e) { System.out.println(name + ": " + e.getClass().getName() + ": " + clean(e.getMessage()) + (e.getCause() == null ? "" : " <- " + clean(e.getCause()))); }
    }
    public static void main(String[] args) throws Throwable {
        Lookup full = MethodHandles.lookup(), pub = MethodHandles.publicLookup(), str = full.in(String.class), nested = full.in(Nested.class), sub = Sub.own();
        for (Lookup l : List.of(full, pub, str, nested, sub, full.in(Thread.class), pub.in(Lookups.class), full.dropLookupMode(Lookup.PRIVATE), full.dropLookupMode(Lookup.PACKAGE), full.dropLookupMode(Lookup.MODULE), full.dropLookupMode(Lookup.PUBLIC), full.dropLookupMode(Lookup.PROTECTED), full.dropLookupMode(Lookup.UNCONDITIONAL), pub.in(String.class), full.in(javax.xml.parsers.SAXParser.class))) {
            System.out.println(clean(l) + " " + Integer.toBinaryString(l.lookupModes()) + " " + l.lookupClass() + " " + l.previousLookupClass() + " " + l.hasPrivateAccess() + l.hasFullPrivilegeAccess());
            check(" private method", () -> l.findVirtual(Lookups.class, "pm", methodType(String.class)));
            check(" package static", () -> l.findStatic(Lookups.class, "st", methodType(String.class, String.class)));
            check(" protected", () -> l.findVirtual(Lookups.class, "prm", methodType(void.class)));
            check(" public", () -> l.findVirtual(Lookups.class, "toString", methodType(String.class)));
            check(" private field", () -> l.findGetter(Lookups.class, "priv", int.class));
            check(" private ctor", () -> l.findConstructor(Lookups.class, methodType(void.class, int.class)));
            check(" nested", () -> l.findConstructor(Nested.class, methodType(void.class)));
            check(" string", () -> l.findVirtual(String.class, "length", methodType(int.class)));
            check(" string private", () -> l.findGetter(String.class, "value", byte[].class));
            check(" clone", () -> l.findVirtual(Object.class, "clone", methodType(Object.class)));
            check(" internal", () -> l.findStatic(Class.forName("jdk.internal.misc.VM"), "isBooted", methodType(boolean.class)));
            check(" findClass", () -> l.findClass("Lookups$Nested") + " " + l.accessClass(Nested.class));
        }
        check("no method", () -> full.findVirtual(Lookups.class, "none", methodType(void.class)));
        check("no class method", () -> full.findStatic(Lookups.class, "st", methodType(void.class)));
        check("static as virtual", () -> full.findVirtual(Lookups.class, "st", methodType(String.class, String.class)));
        check("virtual as static", () -> full.findStatic(Lookups.class, "pm", methodType(String.class)));
        check("init as virtual", () -> full.findVirtual(Lookups.class, "<init>", methodType(void.class)));
        check("clinit", () -> full.findStatic(Lookups.class, "<clinit>", methodType(void.class)));
        check("ctor type", () -> full.findConstructor(Lookups.class, methodType(int.class)));
        check("ctor array", () -> full.findConstructor(int[].class, methodType(void.class, int.class)));
        check("ctor abstract", () -> full.findConstructor(Abs.class, methodType(void.class)).invoke());
        check("ctor interface", () -> full.findConstructor(Def.class, methodType(void.class)));
        check("ctor enum", () -> full.findConstructor(E.class, methodType(void.class, String.class, int.class)).invoke("X", 1));
        check("array clone", () -> full.findVirtual(int[].class, "clone", methodType(Object.class)).type() + " " + full.findVirtual(int[].class, "getClass", methodType(Class.class)).invoke(new int[0]));
        check("array length", () -> full.findGetter(int[].class, "length", int.class));
        check("field type", () -> full.findGetter(Lookups.class, "priv", long.class));
        check("no field", () -> full.findGetter(Lookups.class, "none", long.class));
        check("static field", () -> full.findGetter(Lookups.class, "ps", int.class));
        check("instance as static", () -> full.findStaticGetter(Lookups.class, "priv", int.class));
        check("final setter", () -> full.findSetter(Lookups.class, "fin", int.class));
        check("final static setter", () -> full.findStaticSetter(Lookups.class, "CONST", String.class));
        check("unreflect final", () -> { Field f = Lookups.class.getDeclaredField("fin"); f.setAccessible(true); Lookups x = new Lookups(); full.unreflectSetter(f).invoke(x, 77); return f.get(x); });
        check("unreflect static final", () -> { Field f = Lookups.class.getDeclaredField("CONST"); f.setAccessible(true); return full.unreflectSetter(f); });
        check("special", () -> sub.findSpecial(Lookups.class, "toString", methodType(String.class), Sub.class).invoke(new Sub()));
        check("special caller", () -> full.findSpecial(Lookups.class, "toString", methodType(String.class), Sub.class).type());
        check("special self", () -> full.findSpecial(Lookups.class, "toString", methodType(String.class), Lookups.class).invoke(new Sub()));
        check("special interface", () -> sub.findSpecial(Def.class, "d", methodType(String.class), Sub.class).invoke(new Sub()));
        check("special not super", () -> full.findSpecial(String.class, "length", methodType(int.class), Lookups.class));
        check("ctor inherited", () -> full.findConstructor(Sub.class, methodType(void.class, int.class)));
        check("special object", () -> sub.findSpecial(Object.class, "toString", methodType(String.class), Sub.class).invoke(new Sub()).toString().startsWith("Lookups$Sub@"));
        check("special private caller", () -> pub.findSpecial(Lookups.class, "toString", methodType(String.class), Lookups.class));
        check("special abstract", () -> full.findSpecial(Abs.class, "a", methodType(int.class), Abs.class));
        check("interface", () -> full.findVirtual(Def.class, "d", methodType(String.class)).invoke(new Sub()) + " " + full.findVirtual(Def.class, "p", methodType(String.class)).invoke(new Sub()) + full.findStatic(Def.class, "s", methodType(String.class)).invoke() + full.findVirtual(Def.class, "hashCode", methodType(int.class)).type());
        check("wrong receiver", () -> full.findVirtual(Def.class, "d", methodType(String.class)).invoke((Object) "x"));
        check("null receiver", () -> full.findVirtual(Lookups.class, "pm", methodType(String.class)).invoke((Lookups) null));
        check("bind", () -> full.bind(new Sub(), "d", methodType(String.class)).invoke() + " " + full.bind("abc", "length", methodType(int.class)).invoke());
        check("bind null", () -> full.bind(null, "d", methodType(String.class)));
        check("bind none", () -> full.bind("abc", "len", methodType(int.class)));
        check("caller sensitive", () -> full.findStatic(MethodHandles.class, "lookup", methodType(Lookup.class)).invoke().toString().startsWith("Lookups$$InjectedInvoker/"));
        check("caller sensitive public", () -> pub.findStatic(MethodHandles.class, "lookup", methodType(Lookup.class)));
        check("caller sensitive forName", () -> full.findStatic(Class.class, "forName", methodType(Class.class, String.class)).invoke("Lookups$Nested"));
        check("private in", () -> MethodHandles.privateLookupIn(Nested.class, full).findGetter(Nested.class, "secret", int.class).invoke(new Nested()));
        check("private in string", () -> MethodHandles.privateLookupIn(String.class, full));
        check("private in primitive", () -> MethodHandles.privateLookupIn(int.class, full));
        check("private in weak", () -> MethodHandles.privateLookupIn(Nested.class, pub));
        check("unreflect", () -> full.unreflect(Lookups.class.getDeclaredMethod("pm")).invoke(new Lookups(8)) + " " + full.unreflectConstructor(Lookups.class.getDeclaredConstructor(int.class)).invoke(3));
        check("unreflect public", () -> pub.unreflect(Lookups.class.getDeclaredMethod("pm")));
        check("unreflect accessible", () -> { Method m = Lookups.class.getDeclaredMethod("pm"); m.setAccessible(true); return pub.unreflect(m).invoke(new Lookups(1)); });
        check("unreflect special", () -> full.unreflectSpecial(Lookups.class.getMethod("toString"), Lookups.class).invoke(new Sub()));
        check("find class none", () -> full.findClass("No.Such"));
        check("init", () -> full.ensureInitialized(Nested.class));
        check("init outside", () -> full.ensureInitialized(String.class));
        check("define package", () -> full.defineClass(new byte[] {1, 2, 3, 4}));
        check("define weak", () -> pub.defineClass(new byte[0]));
        byte[] own = Lookups.class.getResourceAsStream("Lookups$Nested.class").readAllBytes();
        check("define twice", () -> full.defineClass(own));
        check("hidden", () -> { Lookup h = full.defineHiddenClass(own, true); Class<?> c = h.lookupClass(); return c.isHidden() + " " + c.getName().startsWith("Lookups$Nested/0x") + c.getSimpleName().startsWith("Nested/0x") + c.getCanonicalName() + c.getNestHost().equals(c) + " " + c.descriptorString().startsWith("LLookups$Nested.0x") + c.getPackageName() + c.isAnonymousClass() + c.isMemberClass(); });
        check("hidden nestmate", () -> { Lookup h = full.defineHiddenClass(own, false, Lookup.ClassOption.NESTMATE); return h.lookupClass().getNestHost() + " " + h.lookupClass().isNestmateOf(Lookups.class) + h.findConstructor(h.lookupClass(), methodType(void.class)).invoke().getClass().isHidden(); });
        check("hidden data", () -> { Lookup h = full.defineHiddenClassWithClassData(own, List.of("d"), true); return MethodHandles.classData(h, "_", List.class) + " " + MethodHandles.classDataAt(h, "_", String.class, 0); });
        check("data none", () -> MethodHandles.classData(full, "_", List.class));
        check("data type", () -> MethodHandles.classData(full.defineHiddenClassWithClassData(own, "s", true), "_", Integer.class));
        check("hidden weak", () -> pub.defineHiddenClass(own, true));
        check("hidden bad", () -> full.defineHiddenClass(new byte[] {(byte) 0xca, (byte) 0xfe, (byte) 0xba, (byte) 0xbe}, true));
        check("hidden package", () -> full.defineHiddenClass(java.util.List.class.getResourceAsStream("List.class").readAllBytes(), true));
        check("hidden null", () -> full.defineHiddenClassWithClassData(own, null, true));
        check("reveal other", () -> pub.revealDirect(full.findVirtual(Lookups.class, "pm", methodType(String.class))));
        check("reveal", () -> full.revealDirect(full.findVirtual(Lookups.class, "pm", methodType(String.class))) + " " + full.revealDirect(full.findConstructor(Lookups.class, methodType(void.class, int.class))) + " " + full.revealDirect(full.findStaticGetter(Lookups.class, "ps", int.class)) + " " + full.revealDirect(full.findVirtual(List.class, "size", methodType(int.class))) + " " + full.revealDirect(full.findSetter(Lookups.class, "pub", int.class)));
    }
}
