public interface SubA extends A {
}
