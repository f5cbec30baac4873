// AccessController with a security manager: domains on the stack, doPrivileged with and without limits, inherited contexts.
// jdk: 17-23
// flags: -Djava.security.manager=allow
// stderr: ignore
import java.security.*;
import java.util.*;

public class AccessContexts {
    static void check(String label, String property) {
        try {
            System.out.println(label + ": " + System.getProperty(property, "none").isEmpty());
        } catch (AccessControlException e) {
            System.out.println(label + ": " + e.getMessage());
        }
    }

    static void attempt(String label, PrivilegedAction<?> action) {
        try {
            System.out.println(label + ": " + action.run());
        } catch (SecurityException e) {
            System.out.println(label + ": " + e.getClass().getName() + " " + e.getMessage());
        }
    }

    public static void main(String[] args) throws Exception {
        Set<String> allowed = new HashSet<>(List.of("java.io.tmpdir"));
        boolean[] all = {true};
        Policy.setPolicy(new Policy() {
            @Override public boolean implies(ProtectionDomain domain, Permission permission) {
                return all[0] || domain.getCodeSource() == null || permission instanceof PropertyPermission p && allowed.contains(p.getName());
            }
        });
        AccessControlContext before = AccessController.getContext();
        System.out.println(before.toString().contains("ProtectionDomain"));
        System.setSecurityManager(new SecurityManager());
        check("all", "user.name");
        all[0] = false;
        check("allowed", "java.io.tmpdir");
        check("denied", "user.name");
        attempt("privileged does not help the asker", () -> AccessController.doPrivileged((PrivilegedAction<String>) () -> System.getProperty("user.name")));
        attempt("system code may", () -> Locale.getDefault() != null);
        AccessControlContext none = new AccessControlContext(new ProtectionDomain[] {new ProtectionDomain(null, new Permissions())});
        attempt("limited to nothing", () -> AccessController.doPrivileged((PrivilegedAction<String>) () -> System.getProperty("java.io.tmpdir"), none));
        attempt("limited to one", () -> AccessController.doPrivileged((PrivilegedAction<Boolean>) () -> System.getProperty("java.io.tmpdir") != null, null, new PropertyPermission("java.io.tmpdir", "read")));
        attempt("limited to another", () -> AccessController.doPrivileged((PrivilegedAction<Boolean>) () -> System.getProperty("java.io.tmpdir") != null, null, new PropertyPermission("user.dir", "read")));
        attempt("exit", () -> { System.exit(3); return null; });
        attempt("loader", () -> new ClassLoader() { });
        attempt("package", () -> { System.getSecurityManager().checkPackageAccess("sun.misc"); return "open"; });
        attempt("field", () -> {
            try {
                String.class.getDeclaredField("value").setAccessible(true);
            } catch (NoSuchFieldException e) {
                return e;
            }
            return "reached";
        });
        attempt("manager", () -> { System.setSecurityManager(null); return "removed"; });
        try {
            AccessController.checkPermission(new RuntimePermission("anything"));
        } catch (AccessControlException e) {
            System.out.println(e.getPermission());
        }
        AccessController.checkPermission(new PropertyPermission("java.io.tmpdir", "read"));
        Thread thread = new Thread(() -> check("in a thread", "user.name"));
        thread.start();
        thread.join();
        try {
            AccessController.doPrivileged((PrivilegedExceptionAction<Object>) () -> { throw new java.io.IOException("inside"); });
        } catch (PrivilegedActionException e) {
            System.out.println(e.getCause());
        }
        all[0] = true;
        System.setSecurityManager(null);
        check("at last", "user.name");
    }
}
