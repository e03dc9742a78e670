package timerbench.harness.judge.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunEnvironment;
import timerbench.harness.run.SampleRuns;
import timerbench.harness.stats.ChangePoints;

/** Recorded runs, to show. */
final class Histories {
    static final ChangePoints.Rules RULES = new ChangePoints.Rules(50, 0.0005, 0.02);

    private Histories() {}

    /**
     * Forty runs a day apart, which from the 25th on do a fifth less, with one far off; a few of another database;
     * one that was cut short; and two of another machine.
     */
    static List<HistoryRow> rows() {
        Random random = new Random(1);
        List<HistoryRow> rows = new ArrayList<>();
        for (int day = 0; day < 40; day++) {
            double level = day < 24 ? 500 : 400;
            double rate = day == 10 ? 300 : Math.rint(level * (1 + 0.01 * random.nextGaussian()));
            SampleRuns.Kind kind = SampleRuns.kind().at(SampleRuns.START.plus(Duration.ofDays(day)), rate);
            rows.add(HistoryRow.of(SampleRuns.run(new SampleRuns.Kind(
                    kind.id(), kind.from(), rate, 12, "%040x".formatted(0xabc000 + day), kind.database()))));
            if (day % 8 == 0) {
                rows.add(HistoryRow.of(SampleRuns.run(kind.on("Cassandra"))));
            }
        }
        rows.add(HistoryRow.of(SampleRuns.run(SampleRuns.kind().on("cut"), SampleRuns.cutShort())));
        SampleRuns.Kind kind = SampleRuns.kind().on("PostgreSQL");
        rows.add(HistoryRow.of(elsewhere(SampleRuns.run(kind))));
        rows.add(HistoryRow.of(elsewhere(SampleRuns.run(kind.at(SampleRuns.START.plusSeconds(60), 700)))));
        return rows;
    }

    /** A run on another machine. */
    static HistoryRow elsewhere(int day, double rate) {
        return HistoryRow.of(
                elsewhere(SampleRuns.run(SampleRuns.kind().at(SampleRuns.START.plus(Duration.ofDays(day)), rate))));
    }

    /** The same run on another machine. */
    private static Run elsewhere(Run run) {
        RunEnvironment.Machine machine = new RunEnvironment.Machine("Linux 6.1", "amd64", 16, "another", 64_000);
        return new Run(
                run.runId(),
                run.simulation(),
                run.profile(),
                run.target(),
                new RunEnvironment(Optional.empty(), machine, "17", "3.15.1"),
                run.trials());
    }
}
