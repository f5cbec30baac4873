// Random with seeds, SplittableRandom, the RandomGenerator algorithms: equal sequences everywhere.
import java.util.*;
import java.util.random.*;

public class Randoms {
    public static void main(String[] args) {
        Random r = new Random(42);
        System.out.println(r.nextInt() + " " + r.nextInt(100) + " " + r.nextLong() + " " + r.nextDouble() + " " + r.nextFloat() + " " + r.nextBoolean() + " " + r.nextGaussian() + " " + r.nextInt(5, 10));
        byte[] b = new byte[7];
        r.nextBytes(b);
        System.out.println(Arrays.toString(b) + " " + r.ints(3, 0, 10).boxed().toList() + r.doubles(2).boxed().toList() + r.longs(1).sum());
        r.setSeed(0);
        System.out.println(r.nextGaussian() + " " + r.nextInt(1 << 20) + " " + r.nextInt(1000000007));
        SplittableRandom s = new SplittableRandom(7);
        System.out.println(s.nextInt() + " " + s.split().nextLong() + " " + s.nextDouble(1, 2) + " " + s.ints(3, 5, 9).sum());
        for (String name : new TreeSet<>(List.of("L64X128MixRandom", "Xoshiro256PlusPlus", "Xoroshiro128PlusPlus", "L32X64MixRandom", "Random", "SplittableRandom", "L128X256MixRandom"))) {
            RandomGenerator g = RandomGeneratorFactory.of(name).create(99);
            System.out.println(name + " " + g.nextInt() + " " + g.nextLong() + " " + g.nextInt(10) + " " + g.nextDouble() + " " + g.nextGaussian() + " " + g.nextExponential());
        }
        try {
            r.nextInt(0);
        } catch (IllegalArgumentException e) {
            System.out.println(e.getMessage());
        }
        List<Integer> l = new ArrayList<>(List.of(1, 2, 3, 4, 5, 6, 7));
        Collections.shuffle(l, new Random(3));
        System.out.println(l);
        System.out.println(UUID.nameUUIDFromBytes("x".getBytes()) + " " + new UUID(1, 2) + " " + UUID.fromString("123e4567-e89b-12d3-a456-426614174000").version() + " " + UUID.randomUUID().version());
        double m = Math.random();
        System.out.println(m >= 0 && m < 1);
    }
}
