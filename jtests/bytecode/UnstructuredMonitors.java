// Structured locking violations (JVMS 2.11.10) and code whose monitors javac would not write.
import jasm.*;
import static jasm.Op.*;

public class UnstructuredMonitors {
    public static void main(String[] args) throws Throwable {
        String o = "(Ljava/lang/Object;)V";
        Asm asm = new Asm("U");
        asm.method(Asm.STATIC, "exitOnly", o).op(ALOAD_0, MONITOREXIT, RETURN);
        asm.method(Asm.STATIC, "twice", o).op(ALOAD_0, MONITORENTER, ALOAD_0, MONITORENTER, ALOAD_0, MONITOREXIT, ALOAD_0,
                MONITOREXIT, RETURN);
        asm.method(Asm.STATIC, "extraExit", o).op(ALOAD_0, MONITORENTER, ALOAD_0, MONITOREXIT, ALOAD_0, MONITOREXIT, RETURN);
        asm.method(Asm.STATIC, "enterNull", "()V").op(ACONST_NULL, MONITORENTER, RETURN);
        asm.method(Asm.STATIC, "exitNull", "()V").op(ACONST_NULL, MONITOREXIT, RETURN);
        asm.method(Asm.STATIC, "leave", o).op(ALOAD_0, MONITORENTER, RETURN);
        asm.method(Asm.STATIC, "crossed", "(Ljava/lang/Object;Ljava/lang/Object;)V").op(ALOAD_0, MONITORENTER, ALOAD_1,
                MONITORENTER, ALOAD_0, MONITOREXIT, ALOAD_1, MONITOREXIT, RETURN);
        Class<?> c = asm.load();
        Object lock = new Object();
        for (String name : new String[] {"exitOnly", "twice", "extraExit", "leave"}) {
            Try.run(name, () -> Try.call(c, name, lock));
            System.out.println(Thread.holdsLock(lock));
        }
        Try.run("enterNull", () -> Try.call(c, "enterNull").getClass());
        Try.run("exitNull", () -> Try.call(c, "exitNull").getClass());
        Try.run("crossed", () -> Try.call(c, "crossed", lock, new Object()));
    }
}
