// The options of the VM as its bean tells them.
// flags: -Dfirst=1 -Xmx200m -ea --add-opens java.base/java.io=ALL-UNNAMED
// env: JAVA_TOOL_OPTIONS=-Dtool=2
// env: JDK_JAVA_OPTIONS=-Dlauncher=3
// stderr: ignore
import java.lang.management.ManagementFactory;

public class InputArguments {
    public static void main(String[] args) {
        for (String argument : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            // What the machinery of the tests adds is not told.
            if (argument.matches("-D(first|tool|launcher)=.*|-Xmx.*|-ea|--add-opens.*|-Djava.class.path.*")) {
                System.out.println(argument);
            }
        }
    }
}
