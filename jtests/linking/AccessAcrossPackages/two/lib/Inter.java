package lib;

public interface Inter {
    int one();

    int added();

    default int addedDefault() {
        return 121;
    }
}
