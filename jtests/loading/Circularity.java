// A class that is its own superclass or superinterface, directly and through others.
import jasm.*;

public class Circularity {
    public static void main(String[] args) {
        Try.run("self", () -> new Loader().add(new Asm("A").extending("A")).load("A"));
        Try.run("pair", () -> new Loader().add(new Asm("A").extending("B")).add(new Asm("B").extending("A")).load("A"));
        Try.run("pair again", () -> new Loader().add(new Asm("A").extending("B")).add(new Asm("B").extending("A")).load("B"));
        Try.run("interfaces", () -> new Loader().add(new Asm("I").asInterface().implementing("J"))
                .add(new Asm("J").asInterface().implementing("I")).load("I"));
        Try.run("self interface", () -> new Loader().add(new Asm("I").asInterface().implementing("I")).load("I"));
        Try.run("mixed", () -> new Loader().add(new Asm("C").implementing("I"))
                .add(new Asm("I").asInterface().implementing("C")).load("C"));
        Loader l = new Loader().add(new Asm("A").extending("B")).add(new Asm("B").extending("C")).add(new Asm("C").extending("A"));
        Try.run("three", () -> l.load("A"));
        Try.run("three, next", () -> l.load("B"));
        Try.run("fine after all", () -> l.add(new Asm("D")).load("D"));
    }
}
