package lib;

class Hidden {
    static int x = 1;
}
