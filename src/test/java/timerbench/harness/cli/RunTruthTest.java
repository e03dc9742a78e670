package timerbench.harness.cli;

import static io.gatling.javaapi.core.CoreDsl.rampUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
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
import timerbench.harness.run.RunFile;
import timerbench.harness.run.Trial;
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

    private int run(String simulation, String... settings) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(TimerBench.class.getName(), "run", simulation, "--profile", "smoke", "--target", server.url()));
        Arrays.stream(settings).forEach(setting -> command.addAll(List.of("-D", setting)));
        return java(command);
    }

    private int java(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-cp",
                classPath()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("ended").isTrue();
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    /** The command runs elsewhere, so as to leave its results there. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private int runCreation() throws IOException, InterruptedException {
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

    private String output() throws IOException {
        return Files.readString(folder.resolve("output"));
    }

    private Trial trial() throws IOException {
        return RunFile.read(folder.resolve("results/latest/run.json")).trials().get(0);
    }

    private long failed(String operation) throws IOException {
        Trial trial = trial();
        double share =
                trial.value(Metric.ERROR_RATE, MetricScope.operation(operation)).orElseThrow();
        return Math.round(share
                * trial.distribution(Metric.RESPONSE_TIME, MetricScope.operation(operation))
                        .orElseThrow()
                        .count());
    }

    /** On a machine that is busy with other things a run rightly says that it may not be judged. */
    private int judged(int exit) throws IOException {
        return trial().generatorSaturated().orElse(false) ? 3 : exit;
    }

    @Test
    void failuresOfTheWarmUpAreReportedAndCountNowhereElse() throws IOException, InterruptedException {
        serve((operation, number) -> number <= 2 ? Reply.FAIL : Reply.GOOD);
        int exit = runCreation();
        assertThat(exit).as(output()).isEqualTo(judged(0));
        assertThat(trial().warmUp()).isEqualTo(new WarmUp(10, 2));
        assertThat(failed("create")).isZero();
        assertThat(output()).contains("warm-up  10 requests, 2 failed");
    }

    @Test
    void aConnectionThatIsCutIsAnErrorAndNoRequestIsRepeated() throws IOException, InterruptedException {
        serve(Script.every(8, Operation.CREATE, Reply.CUT));
        int exit = runCreation();
        assertThat(exit).as(output()).isEqualTo(judged(1));
        assertThat(server.createdTwice()).isZero();
        assertThat(failed("create") + trial().warmUp().failed()).isEqualTo(server.replied(Reply.CUT));
        assertThat(trial().warmUp().failed()).isPositive();
    }

    @Test
    void whatIsNotShedButFailsIsAnErrorOfTheSpike() throws IOException, InterruptedException {
        serve((operation, number) -> number % 4 > 1 ? Reply.GOOD : number % 4 == 0 ? Reply.FAIL : Reply.SHED);
        int exit = run(
                "spike",
                "spike.rate=10",
                "spike.factor=4",
                "spike.warmUp=1s",
                "spike.before=1s",
                "spike.spike=1s",
                "spike.after=1s");
        assertThat(exit).as(output()).isEqualTo(judged(1));
        long shed = trial().distribution(Metric.RESPONSE_TIME, MetricScope.operation("shed"))
                .orElseThrow()
                .count();
        assertThat(failed("create") + shed + trial().warmUp().failed())
                .isEqualTo(server.replied(Reply.FAIL) + server.replied(Reply.SHED));
        assertThat(failed("create")).isBetween(10L, server.replied(Reply.FAIL));
        assertThat(shed).isBetween(10L, server.replied(Reply.SHED));
        assertThat(failed("shed")).isZero();
        assertThat(output()).contains("threshold crossed: create: errors, %");
    }

    @Test
    void aFillThatFailsEndsTheRunAndSaysHow() throws IOException, InterruptedException {
        serve(Script.every(100, Operation.CREATE, Reply.FAIL));
        assertThat(run("read", "read.timers=1000")).as(output()).isEqualTo(3);
        assertThat(output()).contains("a timer could not be created before the load: status.find.in(201), found 500");
        assertThat(server.received(Operation.READ)).isZero();
    }

    @Test
    void whatComesAlongsideTheLoadIsJudgedToo() throws IOException, InterruptedException {
        serve((operation, number) ->
                operation == Operation.UPDATE || operation == Operation.DELETE ? Reply.FAIL : Reply.GOOD);
        int exit = run(
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
        assertThat(exit).as(output()).isEqualTo(judged(1));
        assertThat(failed("update") + failed("delete")).isEqualTo(server.replied(Reply.FAIL));
        assertThat(output())
                .contains("threshold crossed: update: errors, %: 100, at most 1")
                .contains("threshold crossed: delete: errors, %: 100, at most 1");
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
    void aLoadThatStandsStillEndsTheRun() throws IOException, InterruptedException {
        int exit = java(List.of(
                "-Dtimerbench.target=" + server.url(),
                "-Dtimerbench.profile=smoke",
                "-Dtimerbench.load.stallTimeout=5s",
                "-Dgatling.http.requestTimeout=2000",
                "io.gatling.app.Gatling",
                "--simulation",
                CrashingLoad.class.getName(),
                "--results-folder",
                "results"));
        assertThat(exit).as(output()).isEqualTo(3);
        assertThat(output()).contains("nothing was sent or answered for ");
    }
}
