package timerbench.harness.show;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import timerbench.harness.judge.gate.Cause.Culprit;
import timerbench.harness.judge.gate.Explanation;
import timerbench.harness.judge.gate.Explanation.Change;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.run.Numbers;

/** What is known about the cause of a verdict, in sentences. */
final class ExplanationText {
    private static final int CHANGES = 3;
    private static final int LONGEST_NAME = 100;
    private static final int HASH = 12;

    private ExplanationText() {}

    /**
     * Returns the three most important changes and the culprit, each a sentence; none if no cause was looked for. If
     * there are no changes, what was not seen takes their place.
     */
    static List<String> why(GateReport report) {
        return Stream.concat(
                        report.cause().explanation().stream().flatMap(known -> changes(known, report.verdict())),
                        report.cause().culprit().stream().map(ExplanationText::culprit))
                .toList();
    }

    private static Stream<String> changes(Explanation explanation, Verdict verdict) {
        if (explanation.changes().isEmpty()) {
            return explanation.notes().stream();
        }
        List<String> sure = explanation.changes().stream()
                .filter(Change::isSure)
                .filter(matches(verdict))
                .limit(CHANGES)
                .map(ExplanationText::sentence)
                .toList();
        return sure.isEmpty() ? Stream.of(nothing(verdict)) : sure.stream();
    }

    private static String nothing(Verdict verdict) {
        return switch (verdict) {
            case REGRESSION -> "Under the profiler, nothing takes more by more than the noise.";
            case IMPROVEMENT -> "Under the profiler, nothing takes less by more than the noise.";
            case PASS, INCONCLUSIVE -> "Under the profiler, nothing changed by more than the noise.";
        };
    }

    /** A slower candidate is not explained by what takes less, nor a faster one by what takes more. */
    private static Predicate<Change> matches(Verdict verdict) {
        return switch (verdict) {
            case REGRESSION -> change -> change.difference() > 0;
            case IMPROVEMENT -> change -> change.difference() < 0;
            case PASS, INCONCLUSIVE -> change -> true;
        };
    }

    /** Returns a change with its noise: {@code TimerJson.write allocates 410 ± 2.00 B more per request …}. */
    static String sentence(Change change) {
        String name = name(change);
        String amount = amount(change);
        String more = change.difference() < 0 ? "less" : "more";
        String longer = change.difference() < 0 ? "shorter" : "longer";
        String text = switch (change.kind()) {
            case CPU -> "%s takes %s %s of the CPU samples per request".formatted(name, amount, more);
            case ALLOCATION -> "%s allocates %s %s per request".formatted(name, amount, more);
            case LOCK -> "%s: threads wait %s %s per request for this lock".formatted(name, amount, longer);
            case WAIT -> "%s: threads sleep or wait here %s %s per request".formatted(name, amount, longer);
            case GC -> "%s: the garbage collector pauses %s %s per request".formatted(name, amount, longer);
            case STATEMENT_CALLS -> "%s is called %s times %s per request".formatted(name, numbers(change), more);
            case STATEMENT_TIME -> "%s takes %s %s in the database per request".formatted(name, amount, more);
            case SYSTEM -> "%s is %s %s per request".formatted(name, amount, more);
        };
        return text + " (baseline " + value(change, change.baseline()) + ")";
    }

    /** Returns the name, cut off if it is a long statement. */
    private static String name(Change change) {
        String line = TextWrap.line(change.name());
        return line.codePointCount(0, line.length()) <= LONGEST_NAME
                ? line
                : line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME)) + " …";
    }

    /** The difference of two percentages is in points. */
    private static String amount(Change change) {
        return change.kind() == Explanation.Kind.CPU ? numbers(change) + " points" : withUnit(change, numbers(change));
    }

    private static String numbers(Change change) {
        return Numbers.text(Math.abs(change.difference())) + noise(change);
    }

    private static String noise(Change change) {
        return Double.isFinite(change.noise()) ? " ± " + Numbers.text(change.noise()) : "";
    }

    static String value(Change change, double value) {
        return withUnit(change, Numbers.text(value));
    }

    /** Returns the difference with its sign and its noise: {@code +410 ± 2.00 B}. */
    static String difference(Change change) {
        String sign = change.difference() == 0 ? "" : change.difference() < 0 ? "−" : "+";
        return sign + amount(change);
    }

    private static String withUnit(Change change, String numbers) {
        return change.unit().isEmpty() ? numbers : numbers + " " + change.unit();
    }

    private static String culprit(Culprit culprit) {
        return "The change came with commit " + commit(culprit) + ".";
    }

    /** Returns the commit with the probability that it made the change: {@code 787a3cc90a1b "Subject" (96.4 %)}. */
    static String commit(Culprit culprit) {
        String hash =
                culprit.commit().substring(0, Math.min(HASH, culprit.commit().length()));
        return hash + " \"" + TextWrap.line(culprit.subject()) + "\" (probability "
                + Numbers.percent(culprit.confidence()) + ")";
    }
}
