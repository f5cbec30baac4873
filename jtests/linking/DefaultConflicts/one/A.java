public interface A {
    default String both() { return "A.both"; }
    default String fromClass() { return "A.fromClass"; }
    default String sub() { return "A.sub"; }
    default String removed() { return "A.removed"; }
    static String stat() { return "A.stat"; }
    default String madePrivate() { return "A.madePrivate"; }
}
