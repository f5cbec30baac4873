// Defining loaders of library, array, primitive and application classes; parents; the context loader.
public class BootAndAppLoaders {
    static String name(ClassLoader l) {
        return l == null ? "boot" : l.getName() == null ? "unnamed" : l.getName();
    }

    public static void main(String[] args) throws Exception {
        System.out.println(name(String.class.getClassLoader()));
        System.out.println(name(int.class.getClassLoader()));
        System.out.println(name(int[].class.getClassLoader()));
        System.out.println(name(String[].class.getClassLoader()));
        System.out.println(name(BootAndAppLoaders.class.getClassLoader()));
        System.out.println(name(BootAndAppLoaders[][].class.getClassLoader()));
        System.out.println(name(ClassLoader.getSystemClassLoader()));
        System.out.println(name(ClassLoader.getPlatformClassLoader()));
        System.out.println(name(ClassLoader.getSystemClassLoader().getParent()));
        System.out.println(name(ClassLoader.getPlatformClassLoader().getParent()));
        System.out.println(name(Thread.currentThread().getContextClassLoader()));
        System.out.println(BootAndAppLoaders.class.getModule().isNamed() + " " + String.class.getModule().getName());
        System.out.println(Class.forName("java.util.ArrayList").getName());
        System.out.println(Class.forName("[Ljava.util.ArrayList;") + " " + Class.forName("[[I") + " " + Class.forName("[Z"));
        System.out.println(Class.forName("BootAndAppLoaders", false, ClassLoader.getSystemClassLoader()));
        String[] bad = {"int", "[", "[V", "[X", "java/lang/String", "java.lang.string", "[Ljava.lang.String", "Ljava.lang.String;",
            "[[", "", "[java.lang.String;", "[Lno.Such;", "no.Such", "java.lang.String[]"};
        for (String b : bad) {
            try {
                System.out.println(Class.forName(b));
            } catch (ClassNotFoundException | NoClassDefFoundError e) {
                System.out.println(e);
            }
        }
        try {
            Class.forName(null);
        } catch (NullPointerException e) {
            System.out.println("null name");
        }
        try {
            ClassLoader.getPlatformClassLoader().loadClass("BootAndAppLoaders");
        } catch (ClassNotFoundException e) {
            System.out.println(e);
        }
        try {
            ClassLoader.getSystemClassLoader().loadClass("[I");
        } catch (ClassNotFoundException e) {
            System.out.println(e);
        }
    }
}
