// A recursive-descent calculator with variables, functions and error messages.
import java.util.*;
import java.util.function.*;

public class Calculator {
    private final String text;
    private int at;
    private final Map<String, Double> variables;
    private static final Map<String, DoubleUnaryOperator> FUNCTIONS = Map.of("sqrt", Math::sqrt, "abs", Math::abs, "neg", x -> -x, "half", x -> x / 2);

    static class Failure extends RuntimeException {
        Failure(String message) {
            super(message);
        }
    }

    Calculator(String text, Map<String, Double> variables) {
        this.text = text;
        this.variables = variables;
    }

    private char peek() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
        return at < text.length() ? text.charAt(at) : '\0';
    }

    double statement() {
        int start = at;
        if (Character.isLetter(peek())) {
            String name = name();
            if (peek() == '=') {
                at++;
                double v = expression();
                variables.put(name, v);
                return end(v);
            }
            at = start;
        }
        return end(expression());
    }

    private double end(double v) {
        if (peek() != '\0') {
            throw new Failure("unexpected '" + peek() + "' at " + at);
        }
        return v;
    }

    private double expression() {
        double v = term();
        while (true) {
            switch (peek()) {
                case '+': at++; v += term(); break;
                case '-': at++; v -= term(); break;
                default: return v;
            }
        }
    }

    private double term() {
        double v = power();
        while (true) {
            switch (peek()) {
                case '*': at++; v *= power(); break;
                case '/': at++; double d = power(); if (d == 0) { throw new Failure("division by zero"); } v /= d; break;
                case '%': at++; v %= power(); break;
                default: return v;
            }
        }
    }

    private double power() {
        double b = factor();
        if (peek() == '^') {
            at++;
            return Math.pow(b, power());
        }
        return b;
    }

    private double factor() {
        char c = peek();
        if (c == '(') {
            at++;
            double v = expression();
            if (peek() != ')') {
                throw new Failure("')' expected at " + at);
            }
            at++;
            return v;
        } else if (c == '-') {
            at++;
            return -factor();
        } else if (Character.isDigit(c)) {
            int start = at;
            while (at < text.length() && (Character.isDigit(text.charAt(at)) || text.charAt(at) == '.')) {
                at++;
            }
            return Double.parseDouble(text.substring(start, at));
        } else if (Character.isLetter(c)) {
            String name = name();
            if (peek() == '(') {
                DoubleUnaryOperator f = FUNCTIONS.get(name);
                if (f == null) {
                    throw new Failure("unknown function " + name);
                }
                return f.applyAsDouble(factor());
            }
            Double v = variables.get(name);
            if (v == null) {
                throw new Failure("unknown variable " + name);
            }
            return v;
        }
        throw new Failure(c == '\0' ? "unexpected end" : "unexpected '" + c + "' at " + at);
    }

    private String name() {
        int start = at;
        while (at < text.length() && Character.isLetter(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    public static void main(String[] args) {
        Map<String, Double> variables = new HashMap<>();
        for (String line : new String[] {"1 + 2 * 3", "x = (1 + 2) * 3", "x ^ 2 ^ 0.5", "y = sqrt(x) - -4", "x % y", "1 / 0", "(1", "foo(2)", "z + 1", "2 $ 3", "", "half(abs(neg(9)))", "1.5.2"}) {
            try {
                System.out.println(line + " = " + new Calculator(line, variables).statement());
            } catch (Failure e) {
                System.out.println(line + ": " + e.getMessage());
            } catch (NumberFormatException e) {
                System.out.println(line + ": number " + e.getMessage());
            }
        }
        System.out.println(new TreeMap<>(variables));
    }
}
