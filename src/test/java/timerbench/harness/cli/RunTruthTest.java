package timerbench.harness.cli;

import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.load.Benchmark;
import timerbench.harness.load.Load;
import timerbench.harness.load.LoadSimulation;
import timerbench.harness.load.Thresholds;
import timerbench.harness.load.plan.ClosedPlan;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.WarmUp;
import timerbench.harness.targets.TruthServer;
import timerbench.harness.targets.TruthServer.Reply;
import timerbench.harness.targets.TruthServer.Script;
import timerbench.harness.targets.dialect.Operation;

/** Whole runs against a service whose truth is known: figures and exit code must be it. */
class RunTruthTest {
    @TempDir
    private Path folder;

    private TruthServer server = new TruthServer((operation, number) -> Reply.GOOD);

    @AfterEach
    void close() {
        server.close();
    }

    private void serve(Script script) {
        server.close();
        server = new TruthServer(script);
    }

    private ChildRun run(String simulation, String... settings) {
        List<String> options = new ArrayList<>(List.of("--target", server.url()));
        options.addAll(ChildRun.settings(List.of(settings)));
        return ChildRun.of(simulation, folder, Map.of(), options);
    }

    private ChildRun runCreation() {
        return run(
                "creation",
                "creation.warmUp=1s",
                "creation.startRate=10",
                "creation.targetRate=20",
                "creation.ramp=1s",
                "creation.hold=2s",
                "creation.thresholds.p95=1m",
                "creation.thresholds.p99=1m",
                "creation.thresholds.throughput=0");
    }

    @Test
    void failuresOfTheWarmUpAreReportedAndCountNowhereElse() throws IOException {
        serve((operation, number) -> number <= 2 ? Reply.FAIL : Reply.GOOD);
        ChildRun run = runCreation();
        run.requireExit(0);
        assertThat(run.trial().warmUp()).isEqualTo(new WarmUp(10, 2));
        assertThat(run.failed("create")).isZero();
        assertThat(run.output()).containsPattern("warm-up +10 requests, 2 failed");
    }

    @Test
    void aConnectionThatIsCutIsAnErrorAndNoRequestIsRepeated() throws IOException {
        serve(Script.every(8, Operation.CREATE, Reply.CUT));
        ChildRun run = runCreation();
        run.requireExit(1);
        assertThat(server.createdTwice()).isZero();
        assertThat(run.failed("create") + run.trial().warmUp().failed()).isEqualTo(server.replied(Reply.CUT));
        assertThat(run.trial().warmUp().failed()).isPositive();
    }

    @Test
    void whatIsNotShedButFailsIsAnErrorOfTheSpike() throws IOException {
        serve((operation, number) -> number % 4 > 1 ? Reply.GOOD : number % 4 == 0 ? Reply.FAIL : Reply.SHED);
        ChildRun run = run(
                "spike",
                "spike.rate=10",
                "spike.factor=4",
                "spike.warmUp=1s",
                "spike.before=1s",
                "spike.spike=1s",
                "spike.after=1s");
        run.requireExit(1);
        long shed = run.trial()
                .distribution(Metric.RESPONSE_TIME, MetricScope.operation("shed"))
                .orElseThrow()
                .count();
        assertThat(run.failed("create") + shed + run.trial().warmUp().failed())
                .isEqualTo(server.replied(Reply.FAIL) + server.replied(Reply.SHED));
        assertThat(run.failed("create")).isBetween(10L, server.replied(Reply.FAIL));
        assertThat(shed).isBetween(10L, server.replied(Reply.SHED));
        assertThat(run.failed("shed")).isZero();
        assertThat(run.output()).contains("crossed         error rate of create");
    }

    @Test
    void aFillThatFailsEndsTheRunAndSaysHow() throws IOException {
        serve(Script.every(100, Operation.CREATE, Reply.FAIL));
        ChildRun run = run("read", "read.timers=1000");
        run.requireExit(3);
        assertThat(run.output())
                .contains("a timer could not be created before the load: status.find.in(201), found 500");
        assertThat(server.received(Operation.READ)).isZero();
    }

    @Test
    void whatComesAlongsideTheLoadIsJudgedToo() throws IOException {
        serve((operation, number) ->
                operation == Operation.UPDATE || operation == Operation.DELETE ? Reply.FAIL : Reply.GOOD);
        ChildRun run = run(
                "callback",
                "callbacks.warmUp=1s",
                "callbacks.startRate=5",
                "callbacks.targetRate=10",
                "callbacks.ramp=1s",
                "callbacks.hold=2s",
                "callbacks.dueTo=1s",
                "callbacks.drain=1s",
                "callbacks.listenOn=0s",
                "callbacks.updated=0.5",
                "callbacks.deleted=0.5");
        run.requireExit(1);
        assertThat(run.failed("update") + run.failed("delete")).isEqualTo(server.replied(Reply.FAIL));
        assertThat(run.output())
                .contains("crossed         error rate of update: 100 %, wanted at most 1 %")
                .contains("crossed         error rate of delete: 100 %, wanted at most 1 %");
    }

    /** The settings of creation. */
    record Settings(
            Duration warmUp,
            double startRate,
            double targetRate,
            Duration ramp,
            Duration hold,
            Thresholds.OfRate thresholds) {}

    /** Has a phase that no check of ours has seen, by which Gatling's injector crashes. */
    public static final class CrashingLoad extends LoadSimulation {
        public CrashingLoad() {
            Load load = Benchmark.open(this, "creation", Settings.class)
                    .load(new ClosedPlan(1, Duration.ofSeconds(1), Duration.ofSeconds(1)));
            setUp(scenario("crash")
                            .exec(session -> session)
                            .injectOpen(rampUsersPerSec(1).to(2).during(Duration.ofMillis(10))))
                    .protocols(load.protocol());
        }
    }

    @Test
    void aLoadThatStandsStillEndsTheRun() throws IOException {
        ChildRun run = ChildRun.java(
                folder,
                Map.of(),
                List.of(
                        "-Dtimerbench.target=" + server.url(),
                        "-Dtimerbench.profile=smoke",
                        "-Dtimerbench.load.stallTimeout=5s",
                        "-Dgatling.http.requestTimeout=2000",
                        "io.gatling.app.Gatling",
                        "--simulation",
                        CrashingLoad.class.getName(),
                        "--results-folder",
                        "results"));
        run.requireExit(3);
        assertThat(run.output()).contains("nothing was sent or answered for ");
    }
}
