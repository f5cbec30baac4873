/** The binary trees of depth 20: one long-lived, and many short-lived ones of growing depth. */
public class BinaryTrees {
    static final class Tree {
        Tree left;
        Tree right;
    }

    static Tree make(int depth) {
        Tree tree = new Tree();
        if (depth > 0) {
            tree.left = make(depth - 1);
            tree.right = make(depth - 1);
        }
        return tree;
    }

    static int count(Tree tree) {
        return tree.left == null ? 1 : 1 + count(tree.left) + count(tree.right);
    }

    public static void main(String[] args) {
        int depth = 20;
        System.out.println("stretch " + count(make(depth + 1)));
        Tree longLived = make(depth);
        for (int d = 4; d <= depth; d += 8) {
            int rounds = 1 << (depth - d + 1);
            int check = 0;
            for (int i = 0; i < rounds; i++) {
                check += count(make(d));
            }
            System.out.println(rounds + " trees of depth " + d + ": " + check);
        }
        System.out.println("long lived " + count(longLived));
    }
}
