package timerbench.harness.show;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import timerbench.harness.run.Distribution;
import timerbench.harness.run.ErrorCount;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Numbers;
import timerbench.harness.run.Trial;
import timerbench.harness.show.Document.Section;
import timerbench.harness.show.Document.Sentences;

/** What failed in a trial: how often, in which share of the requests, and since when. */
final class ErrorBlocks {
    private static final Duration IN_SECONDS = Duration.ofSeconds(90);
    private static final String NOT_KNOWN = "not known";
    private static final String EXPLANATION =
            "Share: of the operation's requests. First seen: time since the warm-up, as in the plots.";

    private final Trial trial;

    private ErrorBlocks(Trial trial) {
        this.trial = trial;
    }

    /** Returns the section, which is empty if nothing failed. */
    static Section section(Trial trial) {
        return new ErrorBlocks(trial).section();
    }

    private Section section() {
        Table table = new Table(
                "error",
                Table.Labels.TEXT,
                List.of(
                        Table.Column.text("operation"),
                        Table.Column.of("count"),
                        Table.Column.of("share"),
                        Table.Column.text("first seen")),
                trial.errors().stream().map(this::row).toList());
        return Section.of("Errors", table, Sentences.small(table.isEmpty() ? List.of() : List.of(EXPLANATION)));
    }

    private Table.Row row(ErrorCount error) {
        return Table.Row.of(
                error.message(),
                error.operation().orElse(""),
                Numbers.text(error.count()),
                share(error).map(Numbers::percent).orElse(""),
                error.firstSeen().map(this::time).orElse(NOT_KNOWN));
    }

    /** Returns the share of the requests of its operation that failed so; empty if their number is not known. */
    private Optional<Double> share(ErrorCount error) {
        return error.operation()
                .flatMap(name -> trial.distribution(Metric.RESPONSE_TIME, MetricScope.operation(name)))
                .map(Distribution::count)
                .filter(requests -> requests >= error.count())
                .map(requests -> (double) error.count() / requests);
    }

    private String time(Instant seen) {
        Instant start = trial.measured().from();
        Duration since = Duration.between(start, seen);
        String after = since.isNegative()
                ? "in the warm-up"
                : since.compareTo(IN_SECONDS) < 0 ? Numbers.text(since.toMillis() / 1e3) + " s" : Numbers.text(since);
        return after + ", " + UtcText.second(seen, start);
    }
}
