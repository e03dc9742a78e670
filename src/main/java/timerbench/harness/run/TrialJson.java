package timerbench.harness.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The fields of a trial in {@code run.json}, which has its periods, outcome and course in one flat object. */
record TrialJson(
        int number,
        Instant measuredFrom,
        Instant measuredTo,
        Optional<Instant> holdFrom,
        Optional<Instant> holdTo,
        Outcome.Kind outcome,
        Optional<String> reason,
        Optional<Boolean> generatorSaturated,
        WarmUp warmUp,
        List<Metric> metrics,
        List<ErrorCount> errors,
        @JsonInclude(Include.NON_EMPTY) List<String> notes,
        @JsonInclude(Include.NON_EMPTY) List<Threshold> thresholds,
        @JsonInclude(Include.NON_EMPTY) Map<String, String> sources,
        @JsonInclude(Include.NON_EMPTY) List<TimelineEvent> marks,
        Optional<Seconds> seconds,
        Optional<Timeline> timeline,
        Optional<DatabaseLoad> databaseLoad,
        @JsonInclude(Include.NON_EMPTY) List<Part> parts) {

    static TrialJson of(Trial trial) {
        return new TrialJson(
                trial.number(),
                trial.measured().from(),
                trial.measured().to(),
                trial.hold().map(Period::from),
                trial.hold().map(Period::to),
                trial.outcome().kind(),
                trial.outcome().cutShortBy(),
                trial.generatorSaturated(),
                trial.warmUp(),
                trial.metrics(),
                trial.errors(),
                trial.notes(),
                trial.thresholds(),
                trial.sources(),
                trial.marks(),
                trial.seconds(),
                trial.timeline(),
                trial.databaseLoad(),
                trial.parts());
    }

    Trial trial() {
        return new Trial(
                number,
                new Period(measuredFrom, measuredTo),
                hold(),
                Outcome.of(outcome, reason),
                warmUp,
                new TrialResults(metrics, errors, notes, thresholds, sources, generatorSaturated),
                new Course(seconds, timeline, marks, databaseLoad, parts));
    }

    private Optional<Period> hold() {
        Require.that(holdFrom.isPresent() == holdTo.isPresent(), "holdFrom and holdTo: one is missing");
        return holdFrom.map(from -> new Period(from, holdTo.orElseThrow()));
    }
}
