// AccessController: the protection domains of the classes on the stack decide,
// down to the nearest doPrivileged.
// jdk: 17-23
// flags: -Djava.security.manager=allow
// stderr: ignore
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.Serializable;
import java.lang.reflect.Method;
import java.net.URL;
import java.security.AccessControlContext;
import java.security.AccessControlException;
import java.security.AccessController;
import java.security.CodeSource;
import java.security.Permission;
import java.security.PermissionCollection;
import java.security.Policy;
import java.security.PrivilegedAction;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;
import java.security.ProtectionDomain;
import java.util.PropertyPermission;
import java.util.Vector;
import java.util.concurrent.Callable;

public class StackPermissions {
    /** Defines the classes `Limited*` itself, in a domain of its own. */
    static class LimitedLoader extends ClassLoader {
        final ProtectionDomain domain;

        LimitedLoader(String source) throws Exception {
            super(StackPermissions.class.getClassLoader());
            CodeSource where = new CodeSource(new URL("file:/" + source), (java.security.cert.Certificate[]) null);
            domain = new ProtectionDomain(where, null, this, null);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("StackPermissions$Limited") || name.endsWith("Loader")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            try (InputStream in = getParent().getResourceAsStream(name + ".class")) {
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length, domain);
            } catch (java.io.IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }

    /** Only passes the call on. */
    public static class Limited implements PrivilegedAction<Object> {
        public Callable<Object> inner;

        @Override
        public Object run() {
            try {
                return inner.call();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Calls doPrivileged itself. */
    public static class LimitedPrivileged extends Limited {
        @Override
        public Object run() {
            return AccessController.doPrivileged((PrivilegedAction<Object>) super::run);
        }
    }

    /** An element that only the other loader knows. */
    public static class LimitedElement implements Serializable {
        private static final long serialVersionUID = 1;
    }

    public static class LimitedSerializer implements PrivilegedAction<Object> {
        @Override
        public Object run() {
            try {
                Vector<Object> all = new Vector<>();
                all.add(new LimitedElement());
                Object last = null;
                // Often enough for generated accessors.
                for (int i = 0; i < 40; i++) {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    new ObjectOutputStream(bytes).writeObject(all);
                    last = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
                }
                Object element = ((Vector<?>) last).get(0);
                return element.getClass() == LimitedElement.class;
            } catch (Exception e) {
                return e;
            }
        }
    }

    static class BrokenInitializer implements Serializable {
        static final int VALUE = Integer.parseInt("no number");
    }

    static final Permission READ = new PropertyPermission("user.home", "read");

    static void check(String title, PrivilegedAction<Object> action) {
        try {
            System.out.println(title + ": " + action.run());
        } catch (AccessControlException e) {
            System.out.println(title + ": " + e.getMessage());
        }
    }

    static Object demand() {
        AccessController.checkPermission(READ);
        return "allowed";
    }

    static PrivilegedAction<Object> limited(LimitedLoader loader, String name, Callable<Object> inner) throws Exception {
        Class<?> type = loader.loadClass("StackPermissions$" + name);
        Object made = type.getConstructor().newInstance();
        type.getField("inner").set(made, inner);
        @SuppressWarnings("unchecked")
        PrivilegedAction<Object> action = (PrivilegedAction<Object>) made;
        return action;
    }

    static Object privileged(AccessControlContext context, Permission... only) {
        PrivilegedAction<Object> action = StackPermissions::demand;
        return only.length == 0
                ? AccessController.doPrivileged(action, context)
                : AccessController.doPrivileged(action, context, only);
    }

    static Object inThread(Callable<Object> body) throws Exception {
        Object[] result = new Object[1];
        Thread thread = new Thread(() -> {
            try {
                result[0] = body.call();
            } catch (Exception e) {
                result[0] = e.getMessage();
            }
        });
        thread.start();
        thread.join();
        return result[0];
    }

    public static void main(String[] args) throws Exception {
        ProtectionDomain own = StackPermissions.class.getProtectionDomain();
        Policy.setPolicy(new Policy() {
            @Override
            public PermissionCollection getPermissions(CodeSource source) {
                return Policy.UNSUPPORTED_EMPTY_COLLECTION;
            }

            @Override
            public boolean implies(ProtectionDomain domain, Permission permission) {
                CodeSource source = domain.getCodeSource();
                boolean half = source != null && source.getLocation().getPath().equals("/half");
                return domain == own || half && permission.equals(READ);
            }
        });
        LimitedLoader loader = new LimitedLoader("limited");
        LimitedLoader half = new LimitedLoader("half");
        check("own code", StackPermissions::demand);
        check("through limited code", limited(loader, "Limited", StackPermissions::demand));
        check("through code with this permission", limited(half, "Limited", StackPermissions::demand));
        check("privileged above limited code", limited(loader, "Limited",
                () -> AccessController.doPrivileged((PrivilegedAction<Object>) StackPermissions::demand)));
        check("limited code is privileged", limited(loader, "LimitedPrivileged", StackPermissions::demand));
        check("privileged code of the half", limited(half, "LimitedPrivileged", StackPermissions::demand));
        check("half below limited", limited(loader, "Limited",
                () -> limited(half, "LimitedPrivileged", StackPermissions::demand).run()));

        AccessControlContext here = AccessController.getContext();
        AccessControlContext[] there = new AccessControlContext[1];
        limited(loader, "Limited", () -> there[0] = AccessController.getContext()).run();
        check("own context", () -> privileged(here));
        check("limited context", () -> privileged(there[0]));
        check("no context", () -> privileged(null));
        check("only this permission", () -> privileged(here, READ));
        check("only another permission", () -> privileged(null, new RuntimePermission("exitVM")));
        check("another, under limited code", limited(loader, "Limited",
                () -> privileged(null, new RuntimePermission("exitVM"))));
        check("contexts equal", () -> here.equals(AccessController.getContext()));
        check("contexts differ", () -> here.equals(there[0]));
        try {
            AccessController.doPrivileged((PrivilegedExceptionAction<Object>) () -> {
                throw new java.io.IOException("checked");
            });
        } catch (PrivilegedActionException e) {
            System.out.println(e.getException());
        }

        check("thread of own code", () -> {
            try {
                return inThread(StackPermissions::demand);
            } catch (Exception e) {
                return e;
            }
        });
        check("thread of limited code", limited(loader, "Limited", () -> inThread(StackPermissions::demand)));
        check("reflection", limited(loader, "Limited", () -> {
            Method demand = StackPermissions.class.getDeclaredMethod("demand");
            try {
                return demand.invoke(null);
            } catch (java.lang.reflect.InvocationTargetException e) {
                return e.getCause().getMessage();
            }
        }));

        System.setSecurityManager(new SecurityManager());
        check("manager, own code", () -> System.getProperty("user.home") != null);
        check("manager, limited", limited(loader, "Limited", () -> System.getProperty("user.home")));
        check("manager, file", limited(loader, "Limited", () -> new java.io.FileInputStream("nowhere")));
        check("manager, half", limited(half, "Limited", () -> System.getProperty("user.home") != null));
        check("manager, environment", limited(half, "Limited", () -> System.getenv("HOME")));
        System.setSecurityManager(null);

        Class<?> serializer = loader.loadClass("StackPermissions$LimitedSerializer");
        System.out.println(((PrivilegedAction<?>) serializer.getConstructor().newInstance()).run());
        for (int i = 0; i < 2; i++) {
            try {
                System.out.println(ObjectStreamClass.lookup(BrokenInitializer.class).getSerialVersionUID() != 0);
            } catch (ExceptionInInitializerError | NoClassDefFoundError e) {
                System.out.println(e);
            }
        }
    }
}
