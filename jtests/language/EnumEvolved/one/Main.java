import java.lang.annotation.*;
import java.lang.reflect.*;
import java.util.*;
import java.util.concurrent.Callable;

public class Main {
    @An(color = Color.GREEN, colors = {Color.RED, Color.GREEN}, becomesText = 5, type = Gone.class, goneElement = "set") @Gone.Note("gone") @Rep(1) @Rep(2) static class Used { @An int f; @Gone.Note("field") @An(type = String.class) void m(@Gone.Note("p") @An int a, Gone g) { } Gone field; <T extends Gone> T gen(List<? super Gone> l) throws IllegalStateException { return null; } }
    static class Sub extends Gone { } interface HasGone { Gone get(); } record R(Color c, Gone g) { }
    static void t(String n, Callable<Object> c) { try { Object o = c.call(); System.out.println(n + ": " + (o instanceof Object[] a ? Arrays.deepToString(a) : o)); } catch (Throwable e) { System.out.println(n + ": " + e + (e.getCause() == null ? "" : " <- " + e.getCause())); } }
    static String old(Color c) { switch (c) { case RED: return "red"; case GREEN: return "green"; case BLUE: return "blue"; } return "none"; }
    static int fresh(Color c) { return switch (c) { case RED -> 1; case GREEN -> 2; case BLUE -> 3; }; }
    static int defaulted(Color c) { return switch (c) { case GREEN -> 2; default -> 9; }; }
    public static void main(String[] args) throws Exception {
        for (Color c : Color.values()) { t(c + " old", () -> old(c)); t(c + " new", () -> fresh(c)); t(c + " default", () -> defaulted(c)); }
        t("annotations", () -> Used.class.getAnnotations().length); An a = Used.class.getAnnotation(An.class); t("retyped", () -> a.becomesText()); t("constant gone", () -> a.color()); t("class gone", () -> a.type()); t("element gone", () -> An.class.getMethod("goneElement")); t("element new", () -> An.class.getMethod("added").invoke(a)); t("new without default", () -> An.class.getMethod("addedBare").invoke(a)); t("constants", () -> a.colors()); t("nested", () -> a.nested().v()); t("array to single", () -> An.class.getMethod("becomesSingle").invoke(a)); t("text", () -> a.toString().length() > 0); t("hash", () -> a.hashCode() != 0); t("equals", () -> a.equals(Used.class.getAnnotation(An.class)));
        t("repeated", () -> Used.class.getAnnotationsByType(Rep.class)); t("default of a gone class", () -> Used.class.getDeclaredField("f").getAnnotation(An.class).type()); t("fields", () -> Used.class.getDeclaredFields().length); t("field by name", () -> Used.class.getDeclaredField("f")); t("methods", () -> Used.class.getDeclaredMethods().length); t("constructors", () -> Used.class.getDeclaredConstructors().length); t("subclass", () -> Class.forName("Main$Sub")); t("subclass literal", () -> Sub.class.getName()); t("new", () -> new Sub() != null); t("interface", () -> HasGone.class.getMethods()); t("interface no init", () -> HasGone.class.isInterface()); t("record", () -> R.class.getRecordComponents()); t("record made", () -> new R(null, null)); t("member classes", () -> Main.class.getDeclaredClasses().length);
    }
}
