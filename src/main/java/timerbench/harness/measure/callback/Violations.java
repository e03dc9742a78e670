package timerbench.harness.measure.callback;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import timerbench.harness.run.CallbackOutcome;

/** Broken promises by kind: a few timers for example, and how many in which second. */
final class Violations {
    private static final int EXAMPLES = 3;

    private final Map<CallbackOutcome, List<String>> examples = new EnumMap<>(CallbackOutcome.class);
    private final Map<CallbackOutcome, Map<Instant, Long>> seconds = new EnumMap<>(CallbackOutcome.class);

    /** Takes in a callback that should not have come then, or one that should have come. */
    synchronized void record(JudgedCallback judged, String timer) {
        Instant due = Epoch.instant(judged.executeAt());
        List<String> few = examples.computeIfAbsent(judged.outcome(), outcome -> new ArrayList<>());
        if (few.size() < EXAMPLES) {
            few.add(timer + " at " + due);
        }
        Instant at = judged.outcome() == CallbackOutcome.LOST ? due : Epoch.instant(judged.at());
        seconds.computeIfAbsent(judged.outcome(), outcome -> new TreeMap<>())
                .merge(at.truncatedTo(ChronoUnit.SECONDS), 1L, Long::sum);
    }

    /** Returns timers by what went wrong with them, a few of each kind. */
    synchronized Map<CallbackOutcome, List<String>> examples() {
        Map<CallbackOutcome, List<String>> copy = new EnumMap<>(CallbackOutcome.class);
        examples.forEach((outcome, timers) -> copy.put(outcome, List.copyOf(timers)));
        return copy;
    }

    /** Returns how many there were in each second that had any: those that came by their arrival, the lost by when they were due. */
    synchronized Map<CallbackOutcome, Map<Instant, Long>> seconds() {
        Map<CallbackOutcome, Map<Instant, Long>> copy = new EnumMap<>(CallbackOutcome.class);
        seconds.forEach((outcome, counts) -> copy.put(outcome, Map.copyOf(counts)));
        return copy;
    }
}
