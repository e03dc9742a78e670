package timerbench.harness.run;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What was found out about a trial. Each step after the load adds its part.
 *
 * @param metrics without those that were not measured
 * @param errors with their counts
 * @param notes what a reader of the figures should know, in sentences
 * @param thresholds the limits that it was judged by; empty if it was not judged
 * @param sources where the figures of each process come from, such as a container; empty if that is not known
 * @param generatorSaturated whether the generator was the bottleneck, so that the trial must not be judged;
 *     absent while that is not determined
 */
public record TrialResults(
        List<Metric> metrics,
        List<ErrorCount> errors,
        List<String> notes,
        List<Threshold> thresholds,
        Map<String, String> sources,
        Optional<Boolean> generatorSaturated) {

    static final TrialResults NONE =
            new TrialResults(List.of(), List.of(), List.of(), List.of(), Map.of(), Optional.empty());

    public TrialResults {
        metrics = List.copyOf(metrics);
        errors = List.copyOf(errors);
        notes = List.copyOf(notes);
        thresholds = List.copyOf(thresholds);
        sources = Collections.unmodifiableMap(new TreeMap<>(sources));
    }

    TrialResults addMetrics(List<Metric> added) {
        return new TrialResults(joined(metrics, added), errors, notes, thresholds, sources, generatorSaturated);
    }

    TrialResults addErrors(List<ErrorCount> added) {
        return new TrialResults(metrics, joined(errors, added), notes, thresholds, sources, generatorSaturated);
    }

    TrialResults addNotes(List<String> added) {
        return new TrialResults(metrics, errors, joined(notes, added), thresholds, sources, generatorSaturated);
    }

    TrialResults with(List<Threshold> known) {
        return new TrialResults(metrics, errors, notes, known, sources, generatorSaturated);
    }

    TrialResults with(Map<String, String> known) {
        return new TrialResults(metrics, errors, notes, thresholds, known, generatorSaturated);
    }

    TrialResults saturated(boolean was) {
        return new TrialResults(metrics, errors, notes, thresholds, sources, Optional.of(was));
    }

    private static <T> List<T> joined(List<T> first, List<T> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
