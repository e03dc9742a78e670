package timerbench.harness.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** Turns a run into the tree that {@code run.json} spells out. What is absent gets no field. */
public final class RunToJson {

    private final ObjectMapper mapper;

    public RunToJson(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    ObjectNode json(Run run) {
        ObjectNode node = mapper.createObjectNode();
        node.put("schema", Run.SCHEMA);
        node.put("runId", run.runId());
        node.put("simulation", run.simulation());
        node.set("profile", json(run.profile()));
        node.set("target", json(run.target()));
        node.set("environment", json(run.environment()));
        ArrayNode trials = node.putArray("trials");
        run.trials().forEach(trial -> trials.add(json(trial)));
        run.accepted().ifPresent(acceptance -> node.set("accepted", json(acceptance)));
        return node;
    }

    private ObjectNode json(Acceptance acceptance) {
        ObjectNode node = mapper.createObjectNode();
        node.put("by", acceptance.by());
        node.put("at", acceptance.at().toString());
        put(node, "commit", acceptance.commit());
        return node;
    }

    public ObjectNode json(RunProfile profile) {
        ObjectNode node = mapper.createObjectNode();
        node.put("name", profile.name());
        node.set("settings", mapper.valueToTree(profile.settings()));
        if (!profile.given().isEmpty()) {
            ObjectNode given = node.putObject("given");
            profile.given().forEach(given::put);
        }
        return node;
    }

    private ObjectNode json(RunTarget target) {
        ObjectNode node = mapper.createObjectNode();
        node.put("kind", target.kind().word());
        node.put("dialect", target.dialect());
        node.put("instances", target.instances());
        if (!target.urls().isEmpty()) {
            ArrayNode urls = node.putArray("urls");
            target.urls().forEach(urls::add);
        }
        target.database().ifPresent(database -> node.set("database", json(database)));
        if (!target.limits().isEmpty()) {
            ObjectNode limits = node.putObject("limits");
            target.limits().forEach(limits::put);
        }
        return node;
    }

    public ObjectNode json(Database database) {
        ObjectNode node = mapper.createObjectNode();
        node.put("name", database.name());
        put(node, "version", database.version());
        ObjectNode durability = node.putObject("durability");
        database.durability().forEach(durability::put);
        put(node, "provision", database.provision());
        if (database.emulator()) {
            node.put("emulator", true);
        }
        return node;
    }

    public ObjectNode json(RunEnvironment environment) {
        ObjectNode node = mapper.createObjectNode();
        put(node, "gitCommit", environment.gitCommit());
        RunEnvironment.Machine machine = environment.machine();
        node.put("os", machine.os());
        node.put("arch", machine.arch());
        node.put("cpus", machine.cpus());
        node.put("cpuModel", machine.cpuModel());
        node.put("memoryMb", machine.memoryMb());
        node.put("jdk", environment.jdk());
        node.put("gatling", environment.gatling());
        return node;
    }

    private ObjectNode json(Trial trial) {
        ObjectNode node = mapper.createObjectNode();
        node.put("number", trial.number());
        put(node, "measured", trial.measured());
        trial.hold().ifPresent(hold -> put(node, "hold", hold));
        node.put("outcome", trial.outcome().word());
        put(node, "reason", trial.outcome().cutShortBy());
        trial.generatorSaturated().ifPresent(saturated -> node.put("generatorSaturated", saturated));
        ObjectNode warmUp = node.putObject("warmUp");
        warmUp.put("requests", trial.warmUp().requests());
        warmUp.put("failed", trial.warmUp().failed());
        ArrayNode metrics = node.putArray("metrics");
        trial.metrics().forEach(metric -> metrics.add(json(metric)));
        ArrayNode errors = node.putArray("errors");
        trial.errors().forEach(error -> errors.add(json(error)));
        if (!trial.notes().isEmpty()) {
            ArrayNode notes = node.putArray("notes");
            trial.notes().forEach(notes::add);
        }
        if (!trial.thresholds().isEmpty()) {
            ArrayNode thresholds = node.putArray("thresholds");
            trial.thresholds().forEach(threshold -> put(thresholds.addObject(), threshold));
        }
        if (!trial.marks().isEmpty()) {
            ArrayNode marks = node.putArray("marks");
            trial.marks()
                    .forEach(mark -> marks.addObject()
                            .put("at", mark.at().toString())
                            .put("kind", mark.kind().word())
                            .put("text", mark.text()));
        }
        trial.seconds().ifPresent(seconds -> node.set("seconds", json(seconds)));
        trial.timeline().ifPresent(timeline -> node.set("timeline", json(timeline)));
        trial.databaseLoad().ifPresent(load -> node.set("databaseLoad", json(load)));
        return node;
    }

    public ObjectNode json(DatabaseLoad load) {
        ObjectNode node = mapper.createObjectNode();
        node.put("source", load.source());
        node.put("unit", load.unit());
        ArrayNode statements = node.putArray("statements");
        for (DatabaseLoad.Statement statement : load.statements()) {
            statements
                    .addObject()
                    .put("text", statement.text())
                    .put("calls", statement.calls())
                    .put("total", statement.total());
        }
        return node;
    }

    private ObjectNode json(Seconds seconds) {
        ObjectNode node = mapper.createObjectNode();
        node.put("from", seconds.from().toString());
        if (!seconds.asked().isEmpty()) {
            seconds.asked().forEach(node.putArray("asked")::add);
        }
        seconds.started().forEach(node.putArray("started")::add);
        seconds.succeeded().forEach(node.putArray("got")::add);
        seconds.failed().forEach(node.putArray("failed")::add);
        if (!seconds.cpuBusy().isEmpty()) {
            seconds.cpuBusy().forEach(node.putArray("cpuBusy")::add);
        }
        return node;
    }

    private static void put(ObjectNode node, Threshold threshold) {
        node.put("what", threshold.what());
        node.put("unit", threshold.unit().symbol());
        node.put("better", threshold.better().word());
        node.put("limit", threshold.limit());
        threshold.got().ifPresent(got -> node.put("got", got));
        node.put("standing", threshold.standing().word());
    }

    private ObjectNode json(Timeline timeline) {
        ObjectNode node = mapper.createObjectNode();
        node.put("from", timeline.from().toString());
        node.put("windowSeconds", timeline.window().toSeconds());
        ArrayNode all = node.putArray("series");
        for (Timeline.Series series : timeline.series()) {
            ObjectNode one = all.addObject();
            one.put("name", series.name());
            put(one, "operation", series.subject().operation());
            put(one, "process", series.subject().process());
            one.put("unit", series.unit().symbol());
            ArrayNode values = one.putArray("values");
            series.values().forEach(value -> value.ifPresentOrElse(known -> add(values, known), values::addNull));
        }
        return node;
    }

    /** Most are whole, and there are thousands of them. */
    private static void add(ArrayNode values, double value) {
        if (value == Math.rint(value) && value < 1e15) {
            values.add((long) value);
        } else {
            values.add(value);
        }
    }

    private ObjectNode json(Metric metric) {
        ObjectNode node = mapper.createObjectNode();
        node.put("name", metric.name());
        put(node, "operation", metric.subject().operation());
        put(node, "process", metric.subject().process());
        node.put("unit", metric.unit().symbol());
        node.put("better", metric.better().word());
        if (metric.measured() instanceof Measured.Value single) {
            node.put("value", single.value());
        } else if (metric.measured() instanceof Distribution distribution) {
            put(node, distribution);
        } else {
            node.put("count", 0);
        }
        return node;
    }

    private static void put(ObjectNode node, Distribution distribution) {
        node.put("count", distribution.count());
        node.put("mean", distribution.mean());
        ObjectNode percentiles = node.putObject("percentiles");
        for (Map.Entry<Percentile, Long> percentile : distribution.percentiles().entrySet()) {
            percentiles.put(percentile.getKey().label(), percentile.getValue());
        }
        node.put("max", distribution.max());
        node.put("histogram", distribution.histogram());
    }

    private ObjectNode json(ErrorCount error) {
        ObjectNode node = mapper.createObjectNode();
        put(node, "operation", error.operation());
        node.put("message", error.message());
        node.put("count", error.count());
        return node;
    }

    private static void put(ObjectNode node, String name, Optional<String> value) {
        value.ifPresent(text -> node.put(name, text));
    }

    private static void put(ObjectNode node, String name, Period period) {
        node.put(name + "From", period.from().toString());
        node.put(name + "To", period.to().toString());
    }
}
