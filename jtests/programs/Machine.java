// An interpreter inside the interpreter: a small byte-code machine and a Brainf*** machine.
import java.util.*;

public class Machine {
    static String brain(String program, String input) {
        int[] jump = new int[program.length()];
        Deque<Integer> open = new ArrayDeque<>();
        for (int i = 0; i < program.length(); i++) {
            if (program.charAt(i) == '[') {
                open.push(i);
            } else if (program.charAt(i) == ']') {
                int j = open.pop();
                jump[i] = j;
                jump[j] = i;
            }
        }
        byte[] tape = new byte[300];
        StringBuilder out = new StringBuilder();
        int p = 0, in = 0;
        for (int i = 0; i < program.length(); i++) {
            switch (program.charAt(i)) {
                case '>': p++; break;
                case '<': p--; break;
                case '+': tape[p]++; break;
                case '-': tape[p]--; break;
                case '.': out.append((char) tape[p]); break;
                case ',': tape[p] = in < input.length() ? (byte) input.charAt(in++) : 0; break;
                case '[': if (tape[p] == 0) { i = jump[i]; } break;
                case ']': if (tape[p] != 0) { i = jump[i]; } break;
                default:
            }
        }
        return out.toString();
    }

    enum Code { PUSH, ADD, SUB, MUL, DUP, SWAP, JZ, JMP, LOAD, STORE, PRINT, CALL, RET, HALT }

    static long run(Object... program) {
        long[] stack = new long[64], vars = new long[8];
        int[] calls = new int[64];
        int sp = 0, cp = 0, pc = 0;
        long steps = 0;
        while (true) {
            steps++;
            Code c = (Code) program[pc++];
            switch (c) {
                case PUSH: stack[sp++] = (Integer) program[pc++]; break;
                case ADD: sp--; stack[sp - 1] += stack[sp]; break;
                case SUB: sp--; stack[sp - 1] -= stack[sp]; break;
                case MUL: sp--; stack[sp - 1] *= stack[sp]; break;
                case DUP: stack[sp] = stack[sp - 1]; sp++; break;
                case SWAP: long t = stack[sp - 1]; stack[sp - 1] = stack[sp - 2]; stack[sp - 2] = t; break;
                case JZ: pc = stack[--sp] == 0 ? (Integer) program[pc] : pc + 1; break;
                case JMP: pc = (Integer) program[pc]; break;
                case LOAD: stack[sp++] = vars[(Integer) program[pc++]]; break;
                case STORE: vars[(Integer) program[pc++]] = stack[--sp]; break;
                case PRINT: System.out.println(stack[--sp]); break;
                case CALL: calls[cp++] = pc + 1; pc = (Integer) program[pc]; break;
                case RET: pc = calls[--cp]; break;
                case HALT: return steps;
            }
        }
    }

    public static void main(String[] args) {
        System.out.println(brain("++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+.", ""));
        System.out.println(brain(",[>,]<[.<]", "reverse"));
        System.out.println(run(Code.PUSH, 1, Code.STORE, 0, Code.PUSH, 20, Code.STORE, 1,
                Code.LOAD, 1, Code.JZ, 26, Code.CALL, 28, Code.LOAD, 1, Code.PUSH, 1, Code.SUB, Code.STORE, 1, Code.JMP, 8, Code.HALT, Code.HALT, Code.HALT, Code.LOAD, 0, Code.PRINT, Code.HALT) > 0);
    }
}
