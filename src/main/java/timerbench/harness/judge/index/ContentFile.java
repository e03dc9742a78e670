package timerbench.harness.judge.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import timerbench.harness.judge.compare.Comparison;
import timerbench.harness.judge.gate.GateReport;
import timerbench.harness.judge.gate.Verdict;
import timerbench.harness.judge.history.HistoryRow;
import timerbench.harness.judge.recover.RecoverResult;
import timerbench.harness.judge.scaling.Sweep;
import timerbench.harness.run.JsonText;
import timerbench.harness.run.Require;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunFile;
import timerbench.harness.run.Word;

/** Reads what a folder holds from its file. Whatever cannot be read is {@link Content.Unreadable}. */
final class ContentFile {
    private static final long LARGEST = 64L << 20;
    private static final String NOTHING = "it has no " + RunFile.NAME
            + ", comparison.json, verdict.json, recover.json or sweep.json: a run that goes on or has failed, or"
            + " something else";

    private static final String RUNS = "it holds runs that another command made; its index.html lists them";

    private ContentFile() {}

    static Content read(Place place) {
        try {
            return place.record().isPresent()
                    ? content(place.record().get())
                    : new Content.Unreadable(holdsRuns(place.folder()) ? RUNS : NOTHING);
        } catch (IOException | RuntimeException e) {
            return new Content.Unreadable(reason(place, e));
        }
    }

    /** Commands such as {@code capacity} leave their runs in a results folder of their own. */
    private static boolean holdsRuns(Path folder) {
        return Files.exists(folder.resolve("latest").resolve(RunFile.NAME));
    }

    /** The folder is named beside the reason already. */
    private static String reason(Place place, Exception e) {
        String message = String.valueOf(e.getMessage());
        return message.replace(place.folder() + place.folder().getFileSystem().getSeparator(), "");
    }

    private static Content content(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST) {
            throw new IOException(file + ": " + (size >> 20) + " MiB are too large for an overview");
        }
        String name = file.getFileName().toString();
        if (name.equals(Content.Kind.RUN.file())) {
            Run run = RunFile.read(file);
            return new Content.OfRun(HistoryRow.of(run), run.profile().given());
        }
        if (name.equals(Content.Kind.RECOVERY.file())) {
            return JsonText.read(file, RecoverJson.class, "recovery experiment", RecoverResult.SCHEMA)
                    .content();
        }
        if (name.equals(Content.Kind.SWEEP.file())) {
            return JsonText.read(file, SweepJson.class, "sweep", Sweep.SCHEMA).content();
        }
        return name.equals(Content.Kind.GATE.file())
                ? JsonText.read(file, VerdictJson.class, "verdict", GateReport.SCHEMA)
                        .content()
                : JsonText.read(file, ComparisonJson.class, "comparison", Comparison.SCHEMA)
                        .content();
    }

    private static void requireSchema(String schema, String known) {
        Require.that(schema.equals(known), "schema is %s, only %s can be read", schema, known);
    }

    /** The fields of {@code verdict.json} that an overview shows. */
    record VerdictJson(String schema, String verdict, Instant at, Side baseline, Side candidate) {
        record Side(String name) {}

        VerdictJson {
            requireSchema(schema, GateReport.SCHEMA);
        }

        Content content() {
            Verdict known = Stream.of(Verdict.values())
                    .filter(each -> each.name().equals(verdict))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("unknown verdict \"" + verdict + "\""));
            return new Content.OfGate(known, at, baseline.name(), candidate.name());
        }
    }

    /** The fields of {@code comparison.json} that an overview shows. */
    record ComparisonJson(String schema, boolean complete, Plan plan, List<Variant> variants, List<CellRun> runs) {
        record Plan(String varied, List<String> variants, List<String> operations, int repeats) {}

        record Variant(Optional<String> missing) {}

        record CellRun(Optional<String> failure) {}

        ComparisonJson {
            requireSchema(schema, Comparison.SCHEMA);
        }

        Content content() {
            long problems = variants.stream()
                            .flatMap(each -> each.missing().stream())
                            .count()
                    + runs.stream().flatMap(each -> each.failure().stream()).count();
            return new Content.OfComparison(
                    plan.varied(), plan.variants(), plan.operations(), plan.repeats(), complete, (int) problems);
        }
    }

    /** The fields of {@code recover.json} that an overview shows. */
    record RecoverJson(String schema, String verdict, Totals totals, FaultPlan plan) {
        record Totals(int faults) {}

        record FaultPlan(List<Fault> faults) {}

        record Fault(String name) {}

        RecoverJson {
            requireSchema(schema, RecoverResult.SCHEMA);
        }

        Content content() {
            return new Content.OfRecovery(
                    Word.of(RecoverResult.Verdict.class, verdict),
                    plan.faults().stream().map(Fault::name).toList(),
                    totals.faults());
        }
    }

    /** The fields of {@code sweep.json} that an overview shows. */
    record SweepJson(String schema, boolean complete, AxisPlan plan, List<PointRun> runs) {
        record AxisPlan(String measure, List<Axis> axes) {}

        record Axis(String name, List<String> values) {}

        record PointRun(Optional<String> failure) {}

        SweepJson {
            requireSchema(schema, Sweep.SCHEMA);
        }

        Content content() {
            long failed = runs.stream().flatMap(each -> each.failure().stream()).count();
            return new Content.OfSweep(
                    plan.measure(),
                    plan.axes().stream()
                            .map(axis -> axis.name() + " " + String.join(", ", axis.values()))
                            .toList(),
                    complete,
                    (int) failed);
        }
    }
}
