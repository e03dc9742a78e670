package timerbench.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.measure.callback.Drain;
import timerbench.harness.targets.dialect.Dialect;

class ServiceFitTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final List<String> notes = new ArrayList<>();

    @TempDir
    private Path folder;

    private ServiceFit fit(String service) throws IOException {
        Path file = Files.writeString(folder.resolve("own.conf"), """
                create { method = POST, path = "/timers/{timerId}", body.at = "{executeAt}", done.status = 201 }
                service { %s }
                """.formatted(service));
        return new ServiceFit(Dialect.load(file.toString()), notes::add);
    }

    private static CallbackThresholds limits(Duration lateness) {
        return new CallbackThresholds(
                new CallbackThresholds.Lateness(lateness, lateness, lateness, lateness), 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void aServiceThatIsLikeOursChangesNothing() throws IOException {
        ServiceFit fit = fit("");
        DueRange due = new DueRange(SECOND, SECOND);
        assertThat(fit.due(due)).isEqualTo(due);
        assertThat(fit.lateAfter(SECOND)).isEqualTo(SECOND);
        assertThat(fit.limits(limits(SECOND))).isEqualTo(limits(SECOND));
        assertThat(fit.waits(SECOND, SECOND)).isEqualTo(new Drain.Waits(SECOND.plusMillis(1), SECOND));
        assertThat(notes).isEmpty();
    }

    @Test
    void timersAreDueLaterWhereNothingSoonIsTaken() throws IOException {
        ServiceFit fit = fit("leastLead = 5s");
        DueRange due = fit.due(new DueRange(SECOND, Duration.ofSeconds(3)));
        assertThat(due).isEqualTo(new DueRange(Duration.ofSeconds(6), Duration.ofSeconds(8)));
        assertThat(fit.due(new DueRange(SECOND, SECOND)).to()).isEqualTo(Duration.ofSeconds(6));
        assertThat(notes)
                .containsExactly(
                        "timers are due 6 s to 8 s ahead, and not 1 s to 3 s:"
                                + " the service accepts no timer due sooner than 5 s",
                        "timers are due 6 s ahead, and not 1 s: the service accepts no timer due sooner than 5 s");
    }

    @Test
    void aServiceThatPollsMayBeLateByItsInterval() throws IOException {
        ServiceFit fit = fit("pollInterval = 10s, retryInterval = 20s");
        assertThat(fit.lateAfter(SECOND)).isEqualTo(Duration.ofSeconds(11));
        assertThat(fit.limits(limits(SECOND))).isEqualTo(limits(Duration.ofSeconds(11)));
        assertThat(fit.waits(SECOND, SECOND).listenOn()).isEqualTo(Duration.ofSeconds(31));
        assertThat(notes)
                .containsExactly("limits of lateness are raised by 10 s, the interval at which the service looks for"
                        + " due timers");
    }

    @Test
    void aCoarseUnitIsToldAndWaitedFor() throws IOException {
        Drain.Waits waits = fit("resolution = 1m").waits(SECOND, SECOND);
        assertThat(waits.outstanding()).isEqualTo(Duration.ofSeconds(61));
        assertThat(notes).containsExactly("timers are due at whole multiples of 60 s: no other is possible");
    }
}
