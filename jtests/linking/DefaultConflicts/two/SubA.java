public interface SubA extends A {
    String sub();
}
