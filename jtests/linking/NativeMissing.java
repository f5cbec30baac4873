// A native method without a library; System.load of nonsense.
public class NativeMissing {
    native int missing(int a, String[] b);

    static native void missingStatic();

    public static void main(String[] args) {
        try {
            new NativeMissing().missing(1, null);
        } catch (UnsatisfiedLinkError e) {
            System.out.println(e);
        }
        try {
            missingStatic();
        } catch (UnsatisfiedLinkError e) {
            System.out.println(e);
        }
        try {
            System.loadLibrary("surely_not_there");
        } catch (UnsatisfiedLinkError e) {
            System.out.println(e.getMessage().startsWith("no surely_not_there in java.library.path"));
        }
        try {
            System.load("relative/path");
        } catch (UnsatisfiedLinkError e) {
            System.out.println(e.getMessage());
        }
        System.out.println(System.mapLibraryName("x"));
    }
}
