// A handler catches what a virtual call throws, whatever the index of the method.
public class EveryVtableIndex {
    static class Ex extends Exception {
        Ex(String message) {
            super(message);
        }
    }

    static Object fail(int i) throws Ex {
        throw new Ex("m" + i);
    }

    Object m0(int n) throws Ex { return n < 0 ? fail(0) : null; }
    Object m1(int n) throws Ex { return n < 0 ? fail(1) : null; }
    Object m2(int n) throws Ex { return n < 0 ? fail(2) : null; }
    Object m3(int n) throws Ex { return n < 0 ? fail(3) : null; }
    Object m4(int n) throws Ex { return n < 0 ? fail(4) : null; }
    Object m5(int n) throws Ex { return n < 0 ? fail(5) : null; }
    Object m6(int n) throws Ex { return n < 0 ? fail(6) : null; }
    Object m7(int n) throws Ex { return n < 0 ? fail(7) : null; }
    Object m8(int n) throws Ex { return n < 0 ? fail(8) : null; }
    Object m9(int n) throws Ex { return n < 0 ? fail(9) : null; }
    Object m10(int n) throws Ex { return n < 0 ? fail(10) : null; }
    Object m11(int n) throws Ex { return n < 0 ? fail(11) : null; }
    Object m12(int n) throws Ex { return n < 0 ? fail(12) : null; }
    Object m13(int n) throws Ex { return n < 0 ? fail(13) : null; }
    Object m14(int n) throws Ex { return n < 0 ? fail(14) : null; }
    Object m15(int n) throws Ex { return n < 0 ? fail(15) : null; }
    Object m16(int n) throws Ex { return n < 0 ? fail(16) : null; }
    Object m17(int n) throws Ex { return n < 0 ? fail(17) : null; }
    Object m18(int n) throws Ex { return n < 0 ? fail(18) : null; }
    Object m19(int n) throws Ex { return n < 0 ? fail(19) : null; }
    Object m20(int n) throws Ex { return n < 0 ? fail(20) : null; }
    Object m21(int n) throws Ex { return n < 0 ? fail(21) : null; }
    Object m22(int n) throws Ex { return n < 0 ? fail(22) : null; }
    Object m23(int n) throws Ex { return n < 0 ? fail(23) : null; }

    static String call(EveryVtableIndex o, int i) {
        switch (i) {
            case 0: try { o.m0(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 1: try { o.m1(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 2: try { o.m2(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 3: try { o.m3(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 4: try { o.m4(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 5: try { o.m5(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 6: try { o.m6(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 7: try { o.m7(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 8: try { o.m8(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 9: try { o.m9(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 10: try { o.m10(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 11: try { o.m11(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 12: try { o.m12(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 13: try { o.m13(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 14: try { o.m14(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 15: try { o.m15(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 16: try { o.m16(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 17: try { o.m17(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 18: try { o.m18(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 19: try { o.m19(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 20: try { o.m20(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 21: try { o.m21(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 22: try { o.m22(-1); } catch (Ex e) { return e.getMessage(); } break;
            case 23: try { o.m23(-1); } catch (Ex e) { return e.getMessage(); } break;
            default:
        }
        return "missed";
    }

    public static void main(String[] args) {
        EveryVtableIndex o = new EveryVtableIndex();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 24; i++) {
                System.out.print(call(o, i) + " ");
            }
            System.out.println();
        }
    }
}
