public interface B {
    default String both(int overload) { return "B.both(int)"; }
}
