package timerbench.harness.experiment.paired;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import timerbench.harness.judge.gate.Pair.PairedTrial;
import timerbench.harness.measure.callback.FakeTimerService;
import timerbench.harness.measure.callback.FakeTimerService.Script;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.measure.monitor.Ticker;
import timerbench.settings.Settings;

class TrialRunnerTest {
    private static final PairedSettings SETTINGS = new PairedSettings(
            6,
            2,
            Duration.ofMillis(150),
            // A p95 needs a hundred requests, on a slow machine too.
            Duration.ofMillis(900),
            Duration.ofMillis(50),
            1,
            Duration.ofMillis(50),
            // Over as soon as nothing is outstanding.
            Duration.ofSeconds(3),
            Duration.ofMillis(200),
            "",
            "");

    private final TrialRunner runner = new TrialRunner(SETTINGS, new ReceiverSettings("127.0.0.1", 0, ""));

    private PairedTrial trial(Function<String, Script> scripts) {
        Ticker firing = new Ticker("firing");
        try (FakeTimerService service = new FakeTimerService(scripts)) {
            firing.every(Duration.ofMillis(1), () -> service.fire(Instant.now()));
            GateSide fake = new ServiceSide("fake", Settings.load(), Map.of("timerbench.target", service.url()));
            List<PairedTrial> both = runner.run(fake, fake, new SplittableRandom(1));
            assertThat(both).hasSize(2);
            return both.get(1);
        } finally {
            firing.stop();
        }
    }

    @Test
    void aTrialMeasuresRequestsAndCallbacks() {
        PairedTrial trial = trial(id -> Script.late(Duration.ofMillis(5)));

        assertThat(trial.failure()).isEmpty();
        assertThat(trial.violations()).isEmpty();
        assertThat(trial.values().get("throughput")).isPositive();
        assertThat(trial.values().get("responseTimeMean")).isPositive();
        assertThat(trial.values().get("responseTimeP95"))
                .isGreaterThanOrEqualTo(trial.values().get("responseTimeP50"));
        assertThat(trial.values().get("latenessP50")).isGreaterThanOrEqualTo(5_000);
    }

    @Test
    void whatIsNotKnownIsLeftOut() {
        PairedTrial trial = trial(id -> Script.late(Duration.ZERO));

        // It runs elsewhere, as far as anybody knows, and has no metrics.
        assertThat(trial.values())
                .doesNotContainKeys("cpuSecondsPerThousand", "databaseCpuSecondsPerThousand", "serverTimeMean");
    }

    @Test
    void brokenPromisesAreViolations() {
        assertThat(trial(id -> Script.late()).violations())
                .singleElement()
                .asString()
                .endsWith("callbacks lost");
        assertThat(trial(id -> Script.late(Duration.ofMillis(-10))).violations())
                .singleElement()
                .asString()
                .endsWith("callbacks early");
        assertThat(trial(id -> Script.late(Duration.ZERO, Duration.ofMillis(5))).violations())
                .singleElement()
                .asString()
                .endsWith("callbacks duplicate");
    }

    @Test
    void aTargetThatDoesNotStartIsATrialThatCameToNothing() {
        GateSide nobody = new ServiceSide(
                "nobody", Settings.load(), Map.of("timerbench.target", "http://127.0.0.1:9", "timerbench.startTimeout", "100ms"));

        assertThat(runner.run(nobody, nobody, new SplittableRandom(1)))
                .hasSize(2)
                .allSatisfy(trial -> {
                    assertThat(trial.failure())
                            .hasValueSatisfying(reason -> assertThat(reason).contains("http://127.0.0.1:9"));
                    assertThat(trial.values()).isEmpty();
                });
    }
}
