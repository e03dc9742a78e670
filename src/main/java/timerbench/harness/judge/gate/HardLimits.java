package timerbench.harness.judge.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.MetricName;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Trial;

/**
 * The limits that hold for every target, whatever its baseline does. It may not lose a timer, call twice, early, or
 * after a delete or an update, return another payload, number attempts wrongly, or send a request that is no
 * callback.
 */
final class HardLimits {
    private HardLimits() {}

    /** Returns the names of the limited metrics. */
    static List<String> metrics() {
        return violations().stream().map(CallbackOutcome::metric).toList();
    }

    /**
     * Returns the names of the metrics that a run may lack. Older runs and those of some dialects do not have them.
     */
    static Set<String> optional() {
        return violations().stream()
                .filter(CallbackOutcome::isOptional)
                .map(CallbackOutcome::metric)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the limits that a trial crosses, a sentence each. */
    static List<String> crossed(Trial trial) {
        return violations().stream()
                .filter(outcome -> count(trial, outcome) > 0)
                .map(outcome -> MetricName.of(outcome) + ": " + Numbers.text(count(trial, outcome)) + ", wanted none")
                .toList();
    }

    private static List<CallbackOutcome> violations() {
        return Arrays.stream(CallbackOutcome.values())
                .filter(CallbackOutcome::isViolation)
                .toList();
    }

    private static long count(Trial trial, CallbackOutcome outcome) {
        return trial.value(outcome.metric(), MetricScope.trial()).orElse(0.0).longValue();
    }
}
