// VarHandle: fields, statics, arrays, byte views; every access mode; unsupported modes and wrong types.
import java.lang.invoke.*;
import java.nio.*;
import java.util.*;

public class VarHandles {
    int i = 1;
    volatile long l = 2;
    String s = "s";
    static double d = 1.5;
    boolean z;
    byte b;
    final int fin = 9;
    static int[] shared = new int[4];

    public static void main(String[] args) throws Throwable {
        MethodHandles.Lookup lk = MethodHandles.lookup();
        VarHandle I = lk.findVarHandle(VarHandles.class, "i", int.class), L = lk.findVarHandle(VarHandles.class, "l", long.class);
        VarHandle S = lk.findVarHandle(VarHandles.class, "s", String.class), D = lk.findStaticVarHandle(VarHandles.class, "d", double.class);
        VarHandle Z = lk.findVarHandle(VarHandles.class, "z", boolean.class), B = lk.findVarHandle(VarHandles.class, "b", byte.class);
        VarHandle F = lk.findVarHandle(VarHandles.class, "fin", int.class);
        VarHandles o = new VarHandles();
        I.set(o, 5);
        I.setVolatile(o, (int) I.get(o) + 1);
        I.setOpaque(o, (int) I.getOpaque(o) + 1);
        I.setRelease(o, (int) I.getAcquire(o) + 1);
        System.out.println((int) I.getVolatile(o));
        System.out.println(I.compareAndSet(o, 8, 80) + " " + I.compareAndSet(o, 8, 81) + " " + (int) I.compareAndExchange(o, 80, 82) + " "
                + (int) I.compareAndExchange(o, 80, 83) + " " + (int) I.getAndSet(o, 3) + " " + (int) I.getAndAdd(o, 4) + " "
                + (int) I.getAndBitwiseOr(o, 8) + " " + (int) I.getAndBitwiseAnd(o, 12) + " " + (int) I.getAndBitwiseXor(o, 5) + " " + o.i);
        System.out.println((long) L.getAndAdd(o, 40L) + " " + (long) L.getAndBitwiseXor(o, -1L) + " " + o.l + L.weakCompareAndSetPlain(o, 0L, 0L));
        System.out.println(S.compareAndSet(o, "s", "t") + " " + (String) S.getAndSet(o, null) + " " + o.s);
        System.out.println((double) D.getAndAdd(2.5) + " " + d + " " + D.compareAndSet(4.0, Double.NaN) + " " + D.compareAndSet(Double.NaN, 0.0) + " " + d);
        System.out.println(Z.compareAndSet(o, false, true) + " " + (boolean) Z.getAndBitwiseXor(o, true) + " " + o.z);
        System.out.println((byte) B.getAndAdd(o, (byte) 127) + " " + (byte) B.getAndAdd(o, (byte) 1) + " " + o.b);
        for (VarHandle.AccessMode m : new VarHandle.AccessMode[] {VarHandle.AccessMode.SET, VarHandle.AccessMode.GET_AND_ADD, VarHandle.AccessMode.COMPARE_AND_SET}) {
            System.out.println(m + " " + F.isAccessModeSupported(m) + S.isAccessModeSupported(m) + I.isAccessModeSupported(m) + " " + I.accessModeType(m));
        }
        try { F.set(o, 1); } catch (UnsupportedOperationException e) { System.out.println("final"); }
        try { S.getAndAdd(o, "x"); } catch (UnsupportedOperationException e) { System.out.println("string add"); }
        try { I.set(o, "x"); } catch (WrongMethodTypeException e) { System.out.println(e.getMessage()); }
        try { I.set((VarHandles) null, 1); } catch (NullPointerException e) { System.out.println("null"); }
        try { S.set(o, (Object) 5); } catch (ClassCastException e) { System.out.println(e.getMessage()); }
        VarHandle A = MethodHandles.arrayElementVarHandle(int[].class), T = MethodHandles.arrayElementVarHandle(String[].class);
        A.setVolatile(shared, 2, 7);
        System.out.println((int) A.getAndAdd(shared, 2, 3) + " " + Arrays.toString(shared) + A.compareAndSet(shared, 0, 0, 9) + shared[0]);
        try { A.get(shared, 4); } catch (ArrayIndexOutOfBoundsException e) { System.out.println(e.getMessage()); }
        String[] t = {"a"};
        System.out.println(T.compareAndSet(t, 0, "a", "b") + t[0]);
        try { T.set((Object[]) t, 0, (Object) 5); } catch (ClassCastException | WrongMethodTypeException e) { System.out.println(e.getClass().getSimpleName()); }
        VarHandle V = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN), W = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
        byte[] bytes = new byte[16];
        V.set(bytes, 1, 0x0102030405060708L);
        W.set(bytes, 12, 0x0a0b0c0d);
        System.out.println(Arrays.toString(bytes) + " " + (int) W.get(bytes, 0));
        VarHandle BB = MethodHandles.byteBufferViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
        ByteBuffer buf = ByteBuffer.allocateDirect(8);
        BB.set(buf, 2, (short) 0x1234);
        System.out.println(buf.get(2) + " " + buf.get(3));
        VarHandle.fullFence();
        VarHandle.acquireFence();
        System.out.println(I.varType() + " " + I.coordinateTypes() + " " + A.coordinateTypes());
        MethodHandle cas = I.toMethodHandle(VarHandle.AccessMode.COMPARE_AND_SET);
        System.out.println((boolean) cas.invokeExact(o, o.i, 1000) + " " + o.i);
        System.out.println((int) MethodHandles.varHandleInvoker(VarHandle.AccessMode.GET, MethodType.methodType(int.class, VarHandles.class)).invoke(I, o));
    }
}
