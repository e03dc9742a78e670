package timerbench.harness.experiment.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.judge.gate.Explanation;
import timerbench.harness.judge.gate.Explanation.Kind;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.measure.callback.ReceiverSettings;
import timerbench.harness.targets.TargetException;
import timerbench.settings.Settings;

class ExplainedPairTest {
    /** Enough for some requests in a cold JVM on a slow machine. */
    private static final PairedSettings SETTINGS = new PairedSettings(
            1,
            0,
            8,
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(50),
            1,
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofSeconds(3),
            Duration.ofMillis(200),
            "",
            "",
            new ExplainSettings(Duration.ofSeconds(2), Duration.ofMillis(500)));

    private static final ReceiverSettings RECEIVING =
            new ReceiverSettings("127.0.0.1", 0, "", ReceiverSettings.Probe.USUAL);

    @TempDir
    Path folder;

    private Explanation explain(GateSide baseline, GateSide candidate) {
        return new ExplainedPair(SETTINGS, RECEIVING, 1).explain(baseline, candidate, folder);
    }

    @Test
    void bothSidesAreProfiledAndTheirRecordingsStay() {
        GateSide service = GateSide.of("a service", Settings.load(), Map.of("timerbench.database", "memory"));

        Explanation explanation = explain(service, service);

        assertThat(explanation.notes())
                .containsExactly("the service's database is not known, so there are no figures of statements");
        assertThat(explanation.source()).startsWith("JFR");
        assertThat(explanation.changes()).anyMatch(change -> change.kind() == Kind.ALLOCATION);
        assertThat(explanation.changes()).anyMatch(change -> change.name().equals("service: CPU time"));
        assertThat(explanation.stacks()).isPresent();
        assertThat(folder.resolve("baseline.jfr")).isNotEmptyFile();
        assertThat(folder.resolve("candidate.jfr")).isNotEmptyFile();
    }

    @Test
    void aPairThatFailsExplainsNothingAndSaysWhy() {
        GateSide broken = new GateSide(
                new Side("broken", Map.of()),
                () -> {
                    throw new TargetException("it does not start");
                },
                () -> {});

        Explanation explanation = explain(broken, broken);

        assertThat(explanation.changes()).isEmpty();
        assertThat(explanation.notes()).containsExactly("the pair under profilers failed: it does not start");
    }

    @Test
    void whateverAProfilerDoesTheVerdictIsKept() {
        GateSide broken = new GateSide(
                new Side("broken", Map.of()),
                () -> {
                    throw new IllegalStateException("not foreseen");
                },
                () -> {});

        assertThat(explain(broken, broken).notes())
                .containsExactly("the pair under profilers failed: java.lang.IllegalStateException: not foreseen");
    }

    @Test
    void recordingsThatHaveNoFolderExplainNothing() throws IOException {
        GateSide service = GateSide.of("a service", Settings.load(), Map.of("timerbench.database", "memory"));
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        Explanation explanation = new ExplainedPair(SETTINGS, RECEIVING, 1).explain(service, service, file);

        assertThat(explanation.notes())
                .singleElement()
                .asString()
                .startsWith("the pair under profilers failed: ")
                .contains("file");
    }

    @Test
    void aHoldOfFewSlicesSaysNothingAboutNoise() {
        assertThatThrownBy(() -> new ExplainSettings(Duration.ofSeconds(1), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least 5 slices");
    }
}
