package jasm;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Runs something that may fail and prints what happened. */
public final class Try {
    private Try() {
    }

    public interface Action {
        Object run() throws Throwable;
    }

    /** Prints the label and the result, or the exception with its causes. */
    public static void run(String label, Action action) {
        String result;
        try {
            result = String.valueOf(action.run());
        } catch (InvocationTargetException e) {
            result = describe(e.getCause());
        } catch (Throwable e) {
            result = describe(e);
        }
        // Identity hash codes differ between VMs.
        System.out.println(label + ": " + result.replaceAll("@(0x)?[0-9a-f]+", "@#"));
    }

    /** The exception, and its causes after arrows. */
    public static String describe(Throwable e) {
        StringBuilder text = new StringBuilder(e.toString());
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            text.append(" <- ").append(cause);
        }
        return text.toString();
    }

    /** Calls the only method of that name, which is static. */
    public static Object call(Class<?> c, String name, Object... args) throws Throwable {
        for (Method m : c.getDeclaredMethods()) {
            if (m.getName().equals(name)) {
                m.setAccessible(true);
                try {
                    return m.invoke(null, args);
                } catch (InvocationTargetException e) {
                    throw e.getCause();
                }
            }
        }
        throw new IllegalArgumentException("no method " + name + " in " + c);
    }
}
