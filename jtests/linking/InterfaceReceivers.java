// The verifier takes any object for an interface: invokespecial in interfaces and invokeinterface of Object's methods check it at each call.
import jasm.*;
import static jasm.Op.*;

public class InterfaceReceivers {
    public static void main(String[] args) throws Throwable {
        Asm face = new Asm("Face").version(55).asInterface();
        face.method(Asm.PUBLIC | Asm.STATIC, "special", "(LFace;)Ljava/lang/String;").op(ALOAD_0).invokespecial("java/lang/Object", "toString", "()Ljava/lang/String;").op(ARETURN);
        face.method(Asm.PUBLIC | Asm.STATIC, "specialFinal", "(LFace;)Ljava/lang/Class;").op(ALOAD_0).invokespecial("java/lang/Object", "getClass", "()Ljava/lang/Class;").op(ARETURN);
        face.method(Asm.PRIVATE, "own", "()I").op(ICONST_3, IRETURN);
        face.method(Asm.PUBLIC | Asm.STATIC, "specialOwn", "(LFace;)I").op(ALOAD_0).invokespecialInterface("Face", "own", "()I").op(IRETURN);
        face.method(Asm.PUBLIC | Asm.STATIC, "virtualOwn", "(LFace;)I").op(ALOAD_0).invokeinterface("Face", "own", "()I", 1).op(IRETURN);
        face.method(Asm.PUBLIC | Asm.STATIC, "hash", "(LFace;)I").op(ALOAD_0).invokeinterface("Face", "hashCode", "()I", 1).op(IRETURN);
        face.method(Asm.PUBLIC | Asm.STATIC, "type", "(LFace;)Ljava/lang/Class;").op(ALOAD_0).invokeinterface("Face", "getClass", "()Ljava/lang/Class;", 1).op(ARETURN);
        Asm good = new Asm("Good").version(55).implementing("Face").constructor();
        good.method(Asm.PUBLIC, "hashCode", "()I").op(ICONST_5, IRETURN);
        Asm other = new Asm("Other").version(55).implementing("Face").constructor();
        other.method(Asm.PUBLIC, "hashCode", "()I").op(ICONST_4, IRETURN);
        Asm bad = new Asm("Bad").version(55).constructor();
        Asm caller = new Asm("Caller").version(55);
        for (String m : new String[] {"specialFinal", "type"}) {
            caller.method(Asm.STATIC | Asm.PUBLIC, m, "(Ljava/lang/Object;)Ljava/lang/Object;").op(ALOAD_0).invokestaticInterface("Face", m, "(LFace;)Ljava/lang/Class;").op(ARETURN);
        }
        for (String m : new String[] {"specialOwn", "virtualOwn", "hash"}) {
            caller.method(Asm.STATIC | Asm.PUBLIC, m, "(Ljava/lang/Object;)I").op(ALOAD_0).invokestaticInterface("Face", m, "(LFace;)I").op(IRETURN);
        }
        caller.method(Asm.STATIC | Asm.PUBLIC, "special", "(Ljava/lang/Object;)I").op(ALOAD_0).invokestaticInterface("Face", "special", "(LFace;)Ljava/lang/String;")
                .invokevirtual("java/lang/String", "length", "()I").op(ICONST_0, IAND, IRETURN);
        Loader loader = new Loader().add(face).add(good).add(other).add(bad).add(caller);
        Class<?> c = loader.load("Caller");
        Object[] receivers = {loader.load("Bad").getDeclaredConstructor().newInstance(), loader.load("Good").getDeclaredConstructor().newInstance(),
            loader.load("Other").getDeclaredConstructor().newInstance(), null, loader.load("Bad").getDeclaredConstructor().newInstance(), "text"};
        for (String m : new String[] {"special", "specialFinal", "specialOwn", "virtualOwn", "hash", "type"}) {
            for (int round = 0; round < 2; round++) {
                for (Object r : receivers) {
                    String label = m + " " + (r == null ? null : r.getClass().getName());
                    try {
                        System.out.println(label + ": " + Try.call(c, m, r));
                    } catch (NullPointerException e) {
                        System.out.println(label + ": NullPointerException");
                    } catch (Throwable e) {
                        System.out.println(label + ": " + Try.describe(e));
                    }
                }
            }
        }
    }
}
