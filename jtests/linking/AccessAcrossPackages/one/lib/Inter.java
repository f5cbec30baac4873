package lib;

public interface Inter {
    int one();

    default int def() {
        return 20;
    }
}
