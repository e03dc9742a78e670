package timerbench.harness.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Turns the tree of a {@code run.json} back into the run. */
final class RunFromJson {

    private final ObjectMapper mapper;

    RunFromJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** Returns the run; what does not fit is an IllegalArgumentException that says where. */
    Run run(JsonNode json) {
        JsonFields run = new JsonFields(json, "run");
        String schema = run.text("schema");
        Require.that(schema.equals(Run.SCHEMA), "schema is %s, only %s can be read", schema, Run.SCHEMA);
        return new Run(
                run.text("runId"),
                run.text("simulation"),
                run.fields("profile").read(this::profile),
                run.fields("target").read(RunFromJson::target),
                run.fields("environment").read(RunFromJson::environment),
                run.list("trials", RunFromJson::trial),
                run.has("accepted")
                        ? Optional.of(run.fields("accepted").read(RunFromJson::acceptance))
                        : Optional.empty());
    }

    private static Acceptance acceptance(JsonFields accepted) {
        return new Acceptance(accepted.text("by"), accepted.instant("at"), accepted.optionalText("commit"));
    }

    private RunProfile profile(JsonFields profile) {
        Map<String, Object> settings = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> setting : profile.fields("settings").entries()) {
            settings.put(setting.getKey(), mapper.convertValue(setting.getValue(), Object.class));
        }
        return new RunProfile(
                profile.text("name"), settings, profile.has("given") ? texts(profile.fields("given")) : Map.of());
    }

    private static RunTarget target(JsonFields target) {
        return new RunTarget(
                RunTarget.Kind.called(target.text("kind")),
                target.text("dialect"),
                target.integer("instances"),
                target.has("urls") ? target.texts("urls") : List.of(),
                target.has("database")
                        ? Optional.of(target.fields("database").read(RunFromJson::database))
                        : Optional.empty(),
                target.has("limits") ? texts(target.fields("limits")) : Map.of());
    }

    private static Database database(JsonFields database) {
        return new Database(
                database.text("name"),
                database.optionalText("version"),
                texts(database.fields("durability")),
                database.optionalText("provision"),
                database.optionalBoolean("emulator").orElse(false));
    }

    private static Map<String, String> texts(JsonFields fields) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : fields.entries()) {
            texts.put(field.getKey(), fields.text(field.getKey()));
        }
        return texts;
    }

    private static RunEnvironment environment(JsonFields environment) {
        RunEnvironment.Machine machine = new RunEnvironment.Machine(
                environment.text("os"),
                environment.text("arch"),
                environment.integer("cpus"),
                environment.text("cpuModel"),
                environment.longInteger("memoryMb"));
        return new RunEnvironment(
                environment.optionalText("gitCommit"), machine, environment.text("jdk"), environment.text("gatling"));
    }

    private static Trial trial(JsonFields trial) {
        boolean held = trial.has("holdFrom") || trial.has("holdTo");
        return new Trial(
                trial.integer("number"),
                period(trial, "measured"),
                held ? Optional.of(period(trial, "hold")) : Optional.empty(),
                Outcome.called(trial.text("outcome"), trial.optionalText("reason")),
                trial.optionalBoolean("generatorSaturated"),
                trial.fields("warmUp").read(RunFromJson::warmUp),
                trial.list("metrics", RunFromJson::metric),
                trial.list("errors", RunFromJson::error),
                trial.has("notes") ? trial.texts("notes") : List.of(),
                trial.has("thresholds") ? trial.list("thresholds", RunFromJson::threshold) : List.of(),
                course(trial));
    }

    private static Course course(JsonFields trial) {
        return new Course(
                trial.has("seconds")
                        ? Optional.of(trial.fields("seconds").read(RunFromJson::seconds))
                        : Optional.empty(),
                trial.has("timeline")
                        ? Optional.of(trial.fields("timeline").read(RunFromJson::timeline))
                        : Optional.empty(),
                trial.has("marks") ? trial.list("marks", RunFromJson::mark) : List.of(),
                trial.has("databaseLoad")
                        ? Optional.of(trial.fields("databaseLoad").read(RunFromJson::databaseLoad))
                        : Optional.empty());
    }

    private static Threshold threshold(JsonFields threshold) {
        return new Threshold(
                threshold.text("what"),
                Unit.withSymbol(threshold.text("unit")),
                Better.called(threshold.text("better")),
                threshold.number("limit"),
                threshold.has("got") ? Optional.of(threshold.number("got")) : Optional.empty(),
                Threshold.Standing.called(threshold.text("standing")));
    }

    private static TimelineEvent mark(JsonFields mark) {
        return new TimelineEvent(mark.instant("at"), TimelineEvent.Kind.called(mark.text("kind")), mark.text("text"));
    }

    private static Timeline timeline(JsonFields timeline) {
        return new Timeline(
                timeline.instant("from"),
                Duration.ofSeconds(timeline.longInteger("windowSeconds")),
                timeline.list(
                        "series",
                        series -> new Timeline.Series(
                                series.text("name"),
                                new MetricScope(series.optionalText("operation"), series.optionalText("process")),
                                Unit.withSymbol(series.text("unit")),
                                series.optionalNumbers("values"))));
    }

    private static DatabaseLoad databaseLoad(JsonFields load) {
        return new DatabaseLoad(
                load.text("source"),
                load.text("unit"),
                load.list(
                        "statements",
                        statement -> new DatabaseLoad.Statement(
                                statement.text("text"), statement.longInteger("calls"), statement.number("total"))));
    }

    private static Seconds seconds(JsonFields seconds) {
        return new Seconds(
                seconds.instant("from"),
                seconds.has("asked") ? seconds.numbers("asked") : List.of(),
                seconds.counts("started"),
                seconds.counts("got"),
                seconds.counts("failed"),
                seconds.has("cpuBusy") ? seconds.numbers("cpuBusy") : List.of());
    }

    private static Period period(JsonFields trial, String name) {
        return new Period(trial.instant(name + "From"), trial.instant(name + "To"));
    }

    private static WarmUp warmUp(JsonFields warmUp) {
        return new WarmUp(warmUp.longInteger("requests"), warmUp.longInteger("failed"));
    }

    private static Metric metric(JsonFields metric) {
        return new Metric(
                metric.text("name"),
                new MetricScope(metric.optionalText("operation"), metric.optionalText("process")),
                Unit.withSymbol(metric.text("unit")),
                Better.called(metric.text("better")),
                measured(metric));
    }

    private static Measured measured(JsonFields metric) {
        if (metric.has("value")) {
            return new Measured.Value(metric.number("value"));
        }
        long count = metric.longInteger("count");
        return count == 0 ? new Measured.NoSamples() : distribution(metric, count);
    }

    private static Distribution distribution(JsonFields metric, long count) {
        JsonFields values = metric.fields("percentiles");
        Map<Percentile, Long> percentiles = new EnumMap<>(Percentile.class);
        for (Map.Entry<String, JsonNode> value : values.entries()) {
            percentiles.put(Percentile.labelled(value.getKey()), values.longInteger(value.getKey()));
        }
        return new Distribution(
                count, metric.number("mean"), percentiles, metric.longInteger("max"), metric.text("histogram"));
    }

    private static ErrorCount error(JsonFields error) {
        return new ErrorCount(error.optionalText("operation"), error.text("message"), error.longInteger("count"));
    }
}
