package simulations;

import java.util.LinkedHashMap;
import java.util.Map;

/** How often a receiver answers how: weights, of which only their ratios matter. */
record CallbackMix(double ok, double delay, double fail, double refuse, double hang, double again) {
    CallbackMix {
        if (ok + delay + fail + refuse + hang + again <= 0) {
            throw new IllegalArgumentException("at least one weight must be above 0");
        }
    }

    Map<String, Double> weights() {
        Map<String, Double> weights = new LinkedHashMap<>();
        weights.put("ok", ok);
        weights.put("delay", delay);
        weights.put("fail", fail);
        weights.put("refuse", refuse);
        weights.put("hang", hang);
        weights.put("again", again);
        weights.values().removeIf(weight -> weight == 0);
        return weights;
    }
}
