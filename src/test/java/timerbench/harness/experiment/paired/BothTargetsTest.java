package timerbench.harness.experiment.paired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import oshi.SystemInfo;
import timerbench.harness.experiment.paired.PairedTrials.BothTargets;
import timerbench.harness.judge.gate.GateReport.Side;
import timerbench.harness.run.MetricScope;
import timerbench.harness.targets.Target;
import timerbench.harness.targets.TargetException;
import timerbench.settings.Settings;

class BothTargetsTest {
    private static final Map<String, String> MEMORY = Map.of("timerbench.database", "memory");
    private static final String DELAY = "timerbench.service.slowdown.delay";
    private static final Duration END = Duration.ofSeconds(5);

    private static GateSide service(Map<String, String> overrides) {
        return GateSide.of("a service", Settings.load(), overrides);
    }

    private static GateSide side(Supplier<Target> starting) {
        return new GateSide(new Side("a target", Map.of()), starting, () -> {});
    }

    private static ProcessHandle process(Target target) {
        return target.processes().get(MetricScope.SERVICE).get(0);
    }

    /** Java's own handles leave out a command line as long as this. */
    private static List<String> commandLine(Target target) {
        return new SystemInfo()
                .getOperatingSystem()
                .getProcess(Math.toIntExact(process(target).pid()))
                .getArguments();
    }

    @Test
    void eachHasItsOwnSettingsAlthoughBothStartAtOnce() {
        Map<String, String> slower = Map.of("timerbench.database", "memory", DELAY, "20us");
        BothTargets both = BothTargets.start(service(MEMORY), service(slower));
        try (both) {
            assertThat(commandLine(both.first())).noneMatch(argument -> argument.contains(DELAY));
            assertThat(commandLine(both.second())).contains("-D" + DELAY + "=20us");
        }

        assertThat(List.of(process(both.first()), process(both.second())))
                .allSatisfy(process -> assertThat(process.onExit()).succeedsWithin(END));
        assertThat(System.getProperty(DELAY)).isNull();
    }

    @Test
    void ifOneDoesNotStartTheOtherIsNotLeft() {
        CompletableFuture<Target> started = new CompletableFuture<>();
        GateSide starts = side(() -> {
            Target target = service(MEMORY).start();
            started.complete(target);
            return target;
        });
        GateSide fails = side(() -> {
            // Not before the other one runs.
            started.join();
            throw new TargetException("it does not start");
        });

        assertThatThrownBy(() -> BothTargets.start(starts, fails))
                .isInstanceOf(TargetException.class)
                .hasMessage("it does not start");
        assertThat(process(started.join()).onExit()).succeedsWithin(END);
    }
}
