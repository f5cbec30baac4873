// An exit code without any output.
public class S02ExitCode {
    public static void main(String[] args) {
        int code = 0;
        for (int i = 0; i < 10; i++) {
            code += i;
        }
        System.exit(code);
    }
}
