package timerbench.harness.judge.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import timerbench.harness.run.CallbackOutcome;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Trial;

/**
 * What no target may do, whatever its baseline does: lose a timer, call twice, early, or after a delete or an update, hand back
 * another payload, number attempts wrongly, or send what is no callback.
 */
public final class HardLimits {
    private HardLimits() {}

    /** Returns their metrics' names. */
    static List<String> metrics() {
        return violations().stream().map(CallbackOutcome::metric).toList();
    }

    /** Returns the names of those that a run may lack: older runs, and those of some dialects, do not have them. */
    static Set<String> optional() {
        return violations().stream()
                .filter(CallbackOutcome::isOptional)
                .map(CallbackOutcome::metric)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns what of a trial crosses them, a sentence each. */
    public static List<String> crossed(Trial trial) {
        return violations().stream()
                .filter(outcome -> count(trial, outcome) > 0)
                .map(outcome ->
                        "callbacks, " + outcome.word() + ": " + Numbers.text(count(trial, outcome)) + ", none may be")
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
