package simulations.support;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** Group ids without end, each as often as its weight says, in an order fixed by the seed. */
final class GroupChooser implements Iterator<Map<String, Object>> {
    private final NavigableMap<Double, Map<String, Object>> records = new TreeMap<>();
    private final double total;
    private final Random random;

    GroupChooser(Map<String, Double> weights, long seed) {
        double sum = 0;
        for (var group : new TreeMap<>(weights).entrySet()) {
            if (!(group.getValue() > 0)) {
                throw new IllegalArgumentException("feeders/groups.csv: the weight of " + group.getKey()
                        + " must be positive, was " + group.getValue());
            }
            records.put(sum, Map.of("groupId", group.getKey()));
            sum += group.getValue();
        }
        total = sum;
        random = new Random(seed);
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Map<String, Object> next() {
        return records.floorEntry(random.nextDouble() * total).getValue();
    }
}
