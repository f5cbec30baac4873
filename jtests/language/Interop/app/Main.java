package app;

import static util.Tools.*;
import util.Tools;
import util.Factory;

public class Main {
    static class Mine extends util.Protected {
        String call() {
            return prot() + field + new Mine().field;
        }
    }

    public static void main(String[] args) {
        System.out.println(twice(21) + " " + NAME + " " + Tools.twice(NAME));
        util.Shape s = Factory.circle(2);
        System.out.println(s.area() + " " + s.getClass().getSimpleName() + " " + s.getClass().getName());
        System.out.println(new Mine().call());
        System.out.println(Factory.hidden().toString() + Factory.hidden().length());
        try {
            s.getClass().getDeclaredConstructor(int.class).newInstance(3);
        } catch (ReflectiveOperationException e) {
            System.out.println(e.getMessage());
        }
    }
}
