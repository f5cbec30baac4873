public interface A {
    default String both() { return "A2.both"; }
    default String fromClass() { return "A2.fromClass"; }
    default String sub() { return "A2.sub"; }
    default String stat() { return "A2.stat"; }
    private String madePrivate() { return "A2.madePrivate"; }
}
