package simulations.support;

import java.util.Iterator;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/** Endless feeder of values, each as often as its weight says. */
final class WeightedChooser implements Iterator<Map<String, Object>> {
    private final NavigableMap<Double, Map<String, Object>> records = new TreeMap<>();
    private final double total;
    private final Random random;

    /** @param key under which virtual users carry the value */
    WeightedChooser(String key, Map<String, Double> weights, Random random) {
        double sum = 0;
        for (var weighted : new TreeMap<>(weights).entrySet()) {
            if (!(weighted.getValue() > 0)) {
                throw new IllegalArgumentException("the weight of " + key + " " + weighted.getKey()
                        + " must be positive, was " + weighted.getValue());
            }
            records.put(sum, Map.of(key, weighted.getKey()));
            sum += weighted.getValue();
        }
        total = sum;
        this.random = random;
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
