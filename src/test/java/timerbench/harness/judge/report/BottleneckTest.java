package timerbench.harness.judge.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.report.Bottleneck.Limit;
import timerbench.harness.run.Database;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.Run;
import timerbench.harness.run.RunTarget;
import timerbench.harness.run.SampleRuns;
import timerbench.harness.run.Timeline;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Trials;
import timerbench.harness.run.Unit;

class BottleneckTest {
    private static final int SECONDS = 10;

    private static Timeline.Series flat(String name, MetricScope subject, double value) {
        return new Timeline.Series(name, subject, Unit.ONE, Collections.nCopies(SECONDS, Optional.of(value)));
    }

    /** A trial on a machine that is so busy, of which each takes so many processors. */
    private static Trial trial(double busy, double generator, double service, double database) {
        return trial(busy, Map.of("generator", generator, "service", service, "database", database));
    }

    /** The same where it is known of these processes only. */
    private static Trial trial(double busy, Map<String, Double> cores) {
        List<Timeline.Series> series = new ArrayList<>(List.of(
                flat("cpuBusy", MetricScope.trial(), busy),
                flat("networkSent", MetricScope.trial(), 90e6),
                flat("networkReceived", MetricScope.trial(), 10e6)));
        cores.forEach((process, used) -> series.add(flat(Metric.CPU_CORES, MetricScope.process(process), used)));
        return Trials.held(Duration.ofSeconds(SECONDS)).with(new Timeline(Trials.START, Duration.ofSeconds(1), series));
    }

    private static Bottleneck of(Trial trial) {
        return of(trial, RunTarget.embedded("groups", 1, new Database("PostgreSQL", Optional.empty(), Map.of())));
    }

    private static Bottleneck of(Trial trial, RunTarget target) {
        Run run = SampleRuns.run(SampleRuns.kind(), trial);
        return Bottleneck.of(
                new Run(run.runId(), run.simulation(), run.profile(), target, run.environment(), run.trials()), trial);
    }

    @Test
    void aSaturatedGeneratorGoesBeforeAllElse() {
        assertThat(of(trial(0.99, 0.2, 1.5, 0.2).saturated(true)).limit()).isEqualTo(Limit.GENERATOR);
    }

    @Test
    void onABusyMachineItIsWhoeverTakesMost() {
        assertThat(of(trial(0.95, 0.4, 0.9, 0.5)).limit()).isEqualTo(Limit.SERVICE_CPU);
        assertThat(of(trial(0.95, 0.4, 0.5, 0.9)).limit()).isEqualTo(Limit.DATABASE_CPU);
        Bottleneck generator = of(trial(0.95, 0.9, 0.5, 0.4));
        assertThat(generator.limit()).isEqualTo(Limit.GENERATOR);
        assertThat(generator.text())
                .isEqualTo(
                        "The processors of the machine were the limit: 95.0 % busy in the hold. The generator took most"
                                + " of them.");
        assertThat(generator.facts())
                .containsEntry("the machine's processors, in use", "95.0 % of 2")
                .containsEntry("processors in use by the service", "0.50")
                .containsEntry("requests that were shed", "not measured");
    }

    @Test
    void onAMachineThatOthersKeepBusyItIsNobodyOfThese() {
        Bottleneck others = of(trial(0.95, 0.3, 0.5, 0.3));
        assertThat(others.limit()).isEqualTo(Limit.NOT_DETERMINED);
        assertThat(others.text()).contains("Others than generator, service and database took most");
        assertThat(others.facts()).containsEntry("processors in use by others", "0.80");
    }

    @Test
    void whoIsNotKnownMayHaveTakenMost() {
        Bottleneck elsewhere = of(trial(0.99, Map.of("generator", 0.33)));
        assertThat(elsewhere.limit()).isEqualTo(Limit.NOT_DETERMINED);
        assertThat(elsewhere.text())
                .isEqualTo(
                        "The processors of the machine were the limit: 99.0 % busy in the hold. Who took most of them"
                                + " is not determined: the processors in use by the service and the database are not"
                                + " known.");
        assertThat(elsewhere.facts()).containsEntry("processors in use by others", "not measured");
        assertThat(of(trial(0.99, Map.of("generator", 0.5, "service", 0.7))).limit())
                .as("0.78 are nobody's that is known")
                .isEqualTo(Limit.NOT_DETERMINED);
        assertThat(of(trial(0.99, Map.of())).text()).contains("the generator and the service and the database");
    }

    @Test
    void whoTookMoreThanAllThatIsNotKnownTookMost() {
        assertThat(of(trial(0.99, Map.of("generator", 0.33, "service", 1.4))).limit())
                .isEqualTo(Limit.SERVICE_CPU);
        assertThat(of(trial(0.99, Map.of("generator", 1.5))).limit()).isEqualTo(Limit.GENERATOR);
    }

    @Test
    void aContainerMayBeAtItsLimitOnAnIdleMachine() {
        RunTarget limited = RunTarget.embedded("groups", 1, new Database("PostgreSQL", Optional.empty(), Map.of()))
                .with(Map.of("service cpus", "0.5", "database cpus", "1"));
        assertThat(of(trial(0.5, 0.1, 0.46, 0.2), limited).limit()).isEqualTo(Limit.SERVICE_CPU);
        assertThat(of(trial(0.5, 0.1, 0.2, 0.95), limited).limit()).isEqualTo(Limit.DATABASE_CPU);
        assertThat(of(trial(0.5, 0.1, 0.2, 0.2), limited).limit()).isEqualTo(Limit.NOT_DETERMINED);
    }

    @Test
    void whatIsShedWasQueued() {
        Trial shed = trial(0.95, 0.4, 0.9, 0.5).with(List.of(Metric.responseTime("shed", SampleRuns.samples(3, 100))));
        assertThat(of(shed).limit()).isEqualTo(Limit.QUEUEING);
        Trial none = trial(0.5, 0.4, 0.3, 0.3).with(List.of(Metric.responseTime("create", SampleRuns.samples(3, 100))));
        assertThat(of(none).limit()).isEqualTo(Limit.NOT_DETERMINED);
        assertThat(of(none).facts()).containsEntry("requests that were shed", "0");
    }

    @Test
    void aDatabaseThatWorksOnMoreThanItsProcessorsDoWaits() {
        DatabaseLoad load = new DatabaseLoad(
                "pg_stat_statements", "ms", List.of(new DatabaseLoad.Statement("COMMIT", 10, 3_000.0 * SECONDS)));
        assertThat(of(trial(0.5, 0.1, 0.2, 0.4).with(load)).limit()).isEqualTo(Limit.DATABASE_WAITS);
        assertThat(of(trial(0.5, 0.1, 0.2, 1.8).with(load)).limit()).isEqualTo(Limit.NOT_DETERMINED);
    }

    @Test
    void aFullNetworkIsTheLimitOfATargetElsewhere() {
        Trial trial = trial(0.5, 0.1, 0.2, 0.2).with(List.of(Metric.networkSpeed(100e6)));
        assertThat(of(trial).limit()).isEqualTo(Limit.NETWORK);
        assertThat(of(trial(0.5, 0.1, 0.2, 0.2).with(List.of(Metric.networkSpeed(1e9))))
                        .limit())
                .isEqualTo(Limit.NOT_DETERMINED);
    }

    @Test
    void anOpenLoadThatGotWhatItAskedForHadNoLimit() {
        List<Metric> got = List.of(Metric.throughput("create", 99), Metric.throughputAsked("create", 100));
        assertThat(of(trial(0.5, 0.1, 0.2, 0.2).with(got)).limit()).isEqualTo(Limit.NONE);
        assertThat(of(trial(0.95, 0.4, 0.9, 0.5).with(got)).text()).contains("95.0 % busy nevertheless");
        assertThat(of(trial(0.95, 0.4, 0.9, 0.5).with(got)).limit()).as("busy").isEqualTo(Limit.NONE);
        List<Metric> less = List.of(Metric.throughput("create", 90), Metric.throughputAsked("create", 100));
        assertThat(of(trial(0.5, 0.1, 0.2, 0.2).with(less)).limit()).isEqualTo(Limit.NOT_DETERMINED);
    }

    @Test
    void nothingMeasuredDeterminesNothing() {
        Bottleneck unknown = of(Trials.held(Duration.ofSeconds(SECONDS)));
        assertThat(unknown.limit()).isEqualTo(Limit.NOT_DETERMINED);
        assertThat(unknown.facts().values()).containsOnly("not measured");
    }
}
