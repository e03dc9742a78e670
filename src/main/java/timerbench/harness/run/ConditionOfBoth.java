package timerbench.harness.run;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A condition of two runs, of which one may lack it. */
public record ConditionOfBoth(String name, Optional<Condition> baseline, Optional<Condition> candidate) {
    private static final String ABSENT = "none";

    /** Returns all, in the order in which to show them. */
    public static List<ConditionOfBoth> of(Run baseline, Run candidate) {
        Map<String, Condition> before = byName(baseline);
        Map<String, Condition> after = byName(candidate);
        Set<String> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        return names.stream()
                .map(name -> new ConditionOfBoth(
                        name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name))))
                .toList();
    }

    private static Map<String, Condition> byName(Run run) {
        Map<String, Condition> byName = new LinkedHashMap<>();
        Condition.of(run).forEach(condition -> byName.put(condition.name(), condition));
        return byName;
    }

    /** Returns whether both are alike enough; one that is only told is, also if one lacks it. */
    boolean alike() {
        Condition one = baseline.or(() -> candidate).orElseThrow();
        return baseline.isPresent() == candidate.isPresent()
                ? one.alike().of(baselineText(), candidateText())
                : one.alike() == Condition.Likeness.ANY;
    }

    String baselineText() {
        return baseline.map(Condition::text).orElse(ABSENT);
    }

    String candidateText() {
        return candidate.map(Condition::text).orElse(ABSENT);
    }

    /** Returns what it was, of each if that differs. */
    public String text() {
        return baselineText().equals(candidateText())
                ? baselineText()
                : "baseline " + baselineText() + ", candidate " + candidateText();
    }
}
