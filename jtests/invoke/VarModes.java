// Var handles: every access mode over fields, statics and arrays of every type, views of byte arrays and buffers, errors, descriptions.
import java.lang.invoke.*;
import java.lang.invoke.VarHandle.AccessMode;
import java.nio.*;
import java.util.*;

public class VarModes {
    boolean z; byte b; short s; char c; int i; long l; float f; double d; String o; final int fin = 4; volatile int vol;
    static boolean sz; static byte sb; static short ss; static char sc; static int si; static long sl; static float sf; static double sd; static Object so; static final int SFIN = 9;
    static String clean(Object o) { return String.valueOf(o).replaceAll("@[0-9a-f]{5,8}", "@#"); }
    interface Body { Object run() throws Throwable; }
    static void check(String name, Body b) {
        try { System.out.println(name + ": " + b.run()); } catch (Throwable e) { System.out.println(name + ": " + e.getClass().getName() + ": " + clean(e.getMessage())); }
    }
    static Object value(Class<?> t, int n) {
        if (t == boolean.class) return n % 2 == 1;
        if (t == byte.class) return (byte) (n * 50);
        if (t == short.class) return (short) (n * 30000);
        if (t == char.class) return (char) (n + 'a');
        if (t == int.class) return n * 1000000007;
        if (t == long.class) return n * 6000000000000000007L;
        if (t == float.class) return n * 1.5f;
        if (t == double.class) return n / 3.0;
        return n == 0 ? null : "v" + n;
    }
    static void modes(String name, VarHandle h, Object... at) {
        System.out.println(name + " " + h.varType() + " " + h.coordinateTypes() + " " + h);
        Class<?> t = h.varType();
        for (AccessMode m : AccessMode.values()) {
            StringBuilder line = new StringBuilder("  " + m.methodName() + " " + h.isAccessModeSupported(m) + " " + h.accessModeType(m) + ": ");
            try {
                List<Object> args = new ArrayList<>(Arrays.asList(at));
                int n = h.accessModeType(m).parameterCount() - at.length;
                h.toMethodHandle(AccessMode.SET);
                if (h.isAccessModeSupported(AccessMode.SET)) invoke(h, AccessMode.SET, at, value(t, 1));
                if (n >= 1) args.add(value(t, n == 2 ? 1 : 3));
                if (n >= 2) args.add(value(t, 2));
                Object first = h.toMethodHandle(m).invokeWithArguments(args);
                Object after = invoke(h, AccessMode.GET, at);
                line.append(first).append(" -> ").append(after);
                if (n == 2) {
                    args.set(at.length, value(t, 0));
                    line.append("; ").append(h.toMethodHandle(m).invokeWithArguments(args)).append(" -> ").append(invoke(h, AccessMode.GET, at));
                }
            } catch (Throwable e) {
                line.append(e.getClass().getSimpleName() + (e instanceof UnsupportedOperationException ? "" : " " + e.getMessage()));
            }
            System.out.println(line);
        }
    }
    static Object invoke(VarHandle h, AccessMode m, Object[] at, Object... more) throws Throwable {
        List<Object> args = new ArrayList<>(Arrays.asList(at)); args.addAll(Arrays.asList(more));
        return h.toMethodHandle(m).invokeWithArguments(args);
    }
    public static void main(String[] a) throws Throwable {
        var l = MethodHandles.lookup();
        VarModes v = new VarModes();
        Map<String, Class<?>> types = new LinkedHashMap<>();
        types.put("z", boolean.class); types.put("b", byte.class); types.put("s", short.class); types.put("c", char.class); types.put("i", int.class); types.put("l", long.class); types.put("f", float.class); types.put("d", double.class); types.put("o", String.class);
        for (var e : types.entrySet()) {
            modes("field " + e.getKey(), l.findVarHandle(VarModes.class, e.getKey(), e.getValue()), v);
            Object array = java.lang.reflect.Array.newInstance(e.getValue(), 3);
            modes("array " + e.getKey(), MethodHandles.arrayElementVarHandle(array.getClass()), array, 1);
        }
        modes("static int", l.findStaticVarHandle(VarModes.class, "si", int.class));
        modes("static obj", l.findStaticVarHandle(VarModes.class, "so", Object.class));
        modes("final", l.findVarHandle(VarModes.class, "fin", int.class), v);
        modes("static final", l.findStaticVarHandle(VarModes.class, "SFIN", int.class));
        for (ByteOrder order : new ByteOrder[] {ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN}) for (Class<?> t : new Class<?>[] {short[].class, char[].class, int[].class, long[].class, float[].class, double[].class}) {
            VarHandle h = MethodHandles.byteArrayViewVarHandle(t, order);
            byte[] bytes = new byte[24];
            System.out.println(order + " " + t.getSimpleName() + " " + h.varType() + h.coordinateTypes());
            int shift = 0;
            for (int at = 0; at < 9; at++) { int p = at; check("set " + at, () -> { h.toMethodHandle(AccessMode.SET).invokeWithArguments(bytes, p, value(h.varType(), p)); return Arrays.hashCode(bytes) + " " + h.toMethodHandle(AccessMode.GET).invokeWithArguments(bytes, p); }); }
            check("bounds", () -> h.toMethodHandle(AccessMode.GET).invokeWithArguments(bytes, 23));
            check("negative", () -> h.toMethodHandle(AccessMode.GET).invokeWithArguments(bytes, -1));
            VarHandle bh = MethodHandles.byteBufferViewVarHandle(t, order);
            ByteBuffer direct = ByteBuffer.allocateDirect(32), ro = direct.asReadOnlyBuffer();
            check("buffer", () -> { bh.toMethodHandle(AccessMode.SET).invokeWithArguments(direct, 8, value(bh.varType(), 2)); return bh.toMethodHandle(AccessMode.GET).invokeWithArguments(ro, 8) + " " + direct.get(8) + " " + bh.toMethodHandle(AccessMode.GET_VOLATILE).invokeWithArguments(direct, 8); });
            check("unaligned", () -> bh.toMethodHandle(AccessMode.GET_VOLATILE).invokeWithArguments(direct, 9));
            check("read only", () -> bh.toMethodHandle(AccessMode.SET).invokeWithArguments(ro, 8, value(bh.varType(), 2)));
            if (bh.isAccessModeSupported(AccessMode.COMPARE_AND_SET)) check("cas", () -> bh.toMethodHandle(AccessMode.COMPARE_AND_SET).invokeWithArguments(direct, 8, value(bh.varType(), 2), value(bh.varType(), 1)) + " " + bh.toMethodHandle(AccessMode.GET).invokeWithArguments(direct, 8));
            if (bh.isAccessModeSupported(AccessMode.GET_AND_ADD)) check("add", () -> bh.toMethodHandle(AccessMode.GET_AND_ADD).invokeWithArguments(direct, 16, value(bh.varType(), 1)) + " " + bh.toMethodHandle(AccessMode.GET_AND_BITWISE_XOR_RELEASE).invokeWithArguments(direct, 16, value(bh.varType(), 2)) + " " + bh.toMethodHandle(AccessMode.GET).invokeWithArguments(direct, 16));
        }
        VarHandle I = l.findVarHandle(VarModes.class, "i", int.class), O = l.findVarHandle(VarModes.class, "o", String.class), A = MethodHandles.arrayElementVarHandle(int[].class), OA = MethodHandles.arrayElementVarHandle(String[].class), SI = l.findStaticVarHandle(VarModes.class, "si", int.class), F = l.findVarHandle(VarModes.class, "f", float.class);
        I.set(v, 5); I.setVolatile(v, (byte) 6); I.setOpaque(v, 'a'); I.setRelease(v, (short) 3);
        System.out.println((int) I.get(v) + (long) I.getVolatile(v) + " " + (Object) I.getOpaque(v) + " " + (Integer) I.getAcquire(v) + (double) I.get(v));
        System.out.println(I.compareAndSet(v, 3, 4) + " " + (int) I.compareAndExchange(v, 4, 5) + (int) I.getAndAdd(v, 2) + I.getAndBitwiseOr(v, 8) + " " + v.i);
        check("wrong type", () -> { I.set(v, "x"); return 1; });
        check("wrong count", () -> { I.set(v); return 1; });
        check("long", () -> { I.set(v, 1L); return 1; });
        check("wrong receiver", () -> (int) I.get("x"));
        check("null receiver", () -> { VarModes n = null; return (int) I.get(n); });
        check("object receiver", () -> { Object n = v; return (int) I.get(n); });
        check("wrong object receiver", () -> { Object n = "s"; return (int) I.get(n); });
        check("result", () -> (String) (Object) I.get(v));
        check("byte result", () -> (byte) I.get(v));
        check("array bounds", () -> (int) A.get(new int[2], 2));
        check("array null", () -> (int) A.get((int[]) null, 0));
        check("array store", () -> { OA.set((String[]) null, 0, "x"); return 0; });
        check("array covariant", () -> { VarHandle h = MethodHandles.arrayElementVarHandle(Object[].class); Object[] x = new String[1]; h.set(x, 0, (Object) 1); return 0; });
        check("float cas", () -> F.compareAndSet(v, 0.0f, -0.0f) + " " + F.compareAndSet(v, 0.0f, 1f) + " " + v.f + " " + F.getAndAdd(v, 1.5f) + v.f);
        check("unsupported", () -> F.getAndBitwiseAnd(v, 1f));
        VarHandle ex = I.withInvokeExactBehavior();
        System.out.println(ex.hasInvokeExactBehavior() + " " + I.hasInvokeExactBehavior() + " " + ex.withInvokeBehavior().hasInvokeExactBehavior() + (ex.withInvokeExactBehavior() == ex));
        check("exact", () -> (int) ex.get(v));
        check("exact set", () -> { ex.set(v, 3); return v.i; });
        check("exact wrong", () -> { ex.set(v, (byte) 3); return v.i; });
        check("exact wrong result", () -> (long) ex.get(v));
        check("exact wrong receiver", () -> (int) ex.get((Object) v));
        check("no field", () -> l.findVarHandle(VarModes.class, "nope", int.class));
        check("bad type", () -> l.findVarHandle(VarModes.class, "i", long.class));
        check("static", () -> l.findVarHandle(VarModes.class, "si", int.class));
        check("not static", () -> l.findStaticVarHandle(VarModes.class, "i", int.class));
        check("private", () -> MethodHandles.publicLookup().findVarHandle(VarModes.class, "i", int.class));
        check("not array", () -> MethodHandles.arrayElementVarHandle(String.class));
        check("bad view", () -> MethodHandles.byteArrayViewVarHandle(byte[].class, ByteOrder.BIG_ENDIAN));
        check("unreflect", () -> l.unreflectVarHandle(VarModes.class.getDeclaredField("i")).equals(I) + " " + l.unreflectVarHandle(VarModes.class.getDeclaredField("i")).hashCode() == "" + I.hashCode());
        check("describe", () -> I.describeConstable() + " " + A.describeConstable() + " " + SI.describeConstable() + " " + MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN).describeConstable());
        check("mode", () -> AccessMode.valueFromMethodName("getAndSetRelease") + " " + AccessMode.valueFromMethodName("nope"));
        MethodHandle inv = MethodHandles.varHandleInvoker(AccessMode.GET_AND_SET, MethodType.methodType(Object.class, VarModes.class, Integer.class)), exi = MethodHandles.varHandleExactInvoker(AccessMode.GET, MethodType.methodType(int.class, VarModes.class));
        check("invoker", () -> inv.type() + " " + inv.invoke(I, v, (Integer) 77) + " " + v.i + " " + exi.type() + " " + (int) exi.invokeExact(I, v));
        check("exact invoker", () -> (int) exi.invokeExact(F, v));
        check("invoker wrong", () -> inv.invoke(O, v, (Integer) 77));
        VarHandle.fullFence(); VarHandle.acquireFence(); VarHandle.releaseFence(); VarHandle.loadLoadFence(); VarHandle.storeStoreFence();
        check("reflected get", () -> VarHandle.class.getMethod("get", Object[].class).invoke(I, (Object) new Object[] {v}));
    }
}
