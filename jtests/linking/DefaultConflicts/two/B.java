public interface B {
    default String both() { return "B2.both"; }
}
