// A simulation with interfaces, inheritance, exceptions, events and reports.
import java.util.*;
import java.util.function.*;

public class Bank {
    static class InsufficientFunds extends Exception {
        final long missing;

        InsufficientFunds(long missing) {
            super("missing " + missing);
            this.missing = missing;
        }
    }

    interface Listener {
        void changed(Account a, long before, long after);
    }

    static abstract class Account {
        private static int next = 1000;
        final int number = next++;
        private long balance;
        private final List<Listener> listeners = new ArrayList<>();

        final void deposit(long x) {
            if (x <= 0) {
                throw new IllegalArgumentException("amount " + x);
            }
            set(balance + x);
        }

        void withdraw(long x) throws InsufficientFunds {
            if (balance + credit() < x) {
                throw new InsufficientFunds(x - balance - credit());
            }
            set(balance - x);
        }

        private void set(long b) {
            long before = balance;
            balance = b;
            for (Listener l : listeners) {
                l.changed(this, before, b);
            }
        }

        abstract long credit();

        void monthEnd() {
        }

        long balance() {
            return balance;
        }

        void listen(Listener l) {
            listeners.add(l);
        }

        @Override
        public String toString() {
            return getClass().getSimpleName() + number + "[" + balance + "]";
        }
    }

    static class Checking extends Account {
        @Override
        long credit() {
            return 500;
        }

        @Override
        void monthEnd() {
            if (balance() < 0) {
                try {
                    withdraw(-balance() / 20);
                } catch (InsufficientFunds e) {
                    System.out.println("overdrawn " + this);
                }
            }
        }
    }

    static class Savings extends Account {
        @Override
        long credit() {
            return 0;
        }

        @Override
        void monthEnd() {
            if (balance() > 100) {
                deposit(balance() / 100);
            }
        }
    }

    public static void main(String[] args) {
        List<Account> all = new ArrayList<>();
        long[] volume = new long[1];
        int[] events = new int[1];
        for (int i = 0; i < 6; i++) {
            Account a = i % 2 == 0 ? new Checking() : new Savings();
            a.listen((acc, b, x) -> volume[0] += Math.abs(x - b));
            a.listen(new Listener() {
                public void changed(Account acc, long b, long x) {
                    events[0]++;
                }
            });
            all.add(a);
        }
        Random r = new Random(31);
        Map<String, Integer> failures = new TreeMap<>();
        for (int month = 0; month < 12; month++) {
            for (int i = 0; i < 40; i++) {
                Account a = all.get(r.nextInt(6)), b = all.get(r.nextInt(6));
                long x = r.nextInt(300) - 10;
                try {
                    switch (r.nextInt(3)) {
                        case 0 -> a.deposit(x);
                        case 1 -> a.withdraw(x);
                        default -> {
                            a.withdraw(x);
                            b.deposit(x);
                        }
                    }
                } catch (InsufficientFunds e) {
                    failures.merge(e.missing > 200 ? "big" : "small", 1, Integer::sum);
                } catch (IllegalArgumentException e) {
                    failures.merge("illegal", 1, Integer::sum);
                }
            }
            all.forEach(Account::monthEnd);
        }
        Function<Account, String> kind = a -> a instanceof Savings ? "savings" : "checking";
        Map<String, Long> totals = new TreeMap<>();
        for (Account a : all) {
            totals.merge(kind.apply(a), a.balance(), Long::sum);
        }
        System.out.println(all + " " + totals + " " + failures + " " + volume[0] + " " + events[0]);
    }
}
