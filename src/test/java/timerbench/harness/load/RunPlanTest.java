package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.load.plan.ClosedPlan;
import timerbench.harness.load.plan.LoadPhases;
import timerbench.harness.load.plan.OpenPlan;
import timerbench.harness.load.plan.SpikePlan;
import timerbench.settings.Settings;

class RunPlanTest {
    private static final Duration TEN = Duration.ofSeconds(10);

    private static RunPlan creates(long before, Optional<Duration> callbacksFor) {
        return new RunPlan(
                OpenPlan.of("create", new LoadPhases(TEN, TEN, TEN, 10, 100)),
                before,
                Map.of("delete", 7L),
                callbacksFor,
                List.of("kill service for 5 s at 20 s"));
    }

    @Test
    void theRequestsOfAnOpenLoadAreTheIntegralOfItsRate() {
        RunPlan plan = creates(5, Optional.empty());
        // Ramp: (10 + 100) / 2 × 10 s. Hold: 100 × 10 s. Warm-up: (10 + 20) / 2 × 10 s.
        assertThat(plan.requests()).isEqualTo(Map.of("create", 1_550L, "delete", 7L));
        assertThat(plan.load().warmUpRequests()).isEqualTo(Map.of("create", 150L));
        assertThat(plan.timers()).isEqualTo(5 + 1_550 + 150);
    }

    @Test
    void thoseOfASpikeAreToo() {
        Duration one = Duration.ofSeconds(1);
        SpikePlan spike = new SpikePlan("create", one, one, one, one, 10, 4);
        assertThat(spike.requests()).isEqualTo(Map.of("create", 60L));
        assertThat(spike.warmUpRequests()).as("5.5").isEqualTo(Map.of("create", 5L));
    }

    @Test
    void thoseOfAClosedLoadAreNotKnown() {
        RunPlan plan = new RunPlan(new ClosedPlan(3, TEN, TEN), 0, Map.of("create", 3L), Optional.empty(), List.of());
        assertThat(plan.isOpenEnded()).isTrue();
        assertThat(plan.requests()).isEmpty();
        assertThat(DryRun.plan(plan)).contains("  requests  as many as 3 users do", "  timers    one with each create");
    }

    @Test
    void plannedFaultsAreShown() {
        assertThat(DryRun.plan(creates(1, Optional.empty())))
                .contains("  fault     kill service for 5 s at 20 s after the warm-up");
    }

    @Test
    void callbacksMakeARunLongerAndTakeRoom() {
        RunPlan without = creates(1_000_000, Optional.empty());
        RunPlan with = creates(1_000_000, Optional.of(Duration.ofMillis(20_001)));
        assertThat(without.longest()).isEqualTo(Duration.ofSeconds(30));
        assertThat(with.longest()).isEqualTo(Duration.ofSeconds(51));
        assertThat(without.ledgerBytes()).isZero();
        assertThat(with.ledgerBytes()).isEqualTo(1_001_700 * 139);
        assertThat(with.diskBytes()).isGreaterThan(without.diskBytes());
    }

    @Test
    void aLedgerThatDoesNotFitIntoTheHeapIsRefused(@TempDir Path folder) {
        RunPlan plan = creates(1_000_000, Optional.of(TEN));
        StartCheck check = new StartCheck(plan, 1, new ResultsFolder(folder), Settings.load());
        assertThatCode(() -> check.requireHeap(1L << 30)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check.requireHeap(1L << 27))
                .isInstanceOf(IOException.class)
                .hasMessage("the ledger of 1,001,700 timers takes 139 MB, and the heap of this JVM is at most 134 MB;"
                        + " raise it (TIMER_BENCH_JVM_ARGS=-Xmx4g), or create fewer timers");
    }

    @Test
    void allThatTheMachineLacksIsReportedAtOnce(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Settings settings =
                Settings.load().with(Settings.byKey(Map.of("history.url", "jdbc:sqlite:" + file + "/history.db")));
        StartCheck check = new StartCheck(
                creates(Integer.MAX_VALUE * 100L, Optional.of(TEN)), 1, new ResultsFolder(folder), settings);
        assertThatThrownBy(check::warnings)
                .isInstanceOf(IOException.class)
                .satisfies(e -> assertThat(e.getMessage().split("\ntimer-bench: "))
                        .hasSize(3)
                        .anyMatch(line -> line.contains("the disk has"))
                        .contains("history jdbc:sqlite:" + file + "/history.db cannot be opened: " + file
                                + " is no writable folder")
                        .anyMatch(line -> line.startsWith("the ledger of 214,748,366,400 timers takes")));
    }

    @Test
    void aHistoryThatIsOffIsNotTouched(@TempDir Path folder) throws IOException {
        Settings settings = Settings.load()
                .with(Settings.byKey(
                        Map.of("history.record", "false", "history.url", "jdbc:postgresql://127.0.0.1:1/nowhere")));
        StartCheck check = new StartCheck(creates(0, Optional.empty()), 1, new ResultsFolder(folder), settings);
        assertThat(check.warnings()).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aServerOfTheHistoryThatDoesNotAnswerIsNamed(@TempDir Path folder) {
        Settings settings =
                Settings.load().with(Settings.byKey(Map.of("history.url", "jdbc:postgresql://127.0.0.1:1/nowhere")));
        StartCheck check = new StartCheck(creates(0, Optional.empty()), 1, new ResultsFolder(folder), settings);
        assertThatThrownBy(check::warnings)
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("history jdbc:postgresql://127.0.0.1:1/nowhere cannot be opened: ");
    }
}
