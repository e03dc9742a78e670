package timerbench.harness.load.injector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import timerbench.harness.load.injector.Coordinated.Stop;
import timerbench.harness.run.JsonText;

class CoordinatedTest {
    private static final Instant NOON = Instant.parse("2030-01-31T12:00:00.123456789Z");

    @TempDir
    private Path folder;

    private Coordinated coordinated(String begin) throws IOException {
        return Coordinated.of(new OwnInjector(1, 3, folder.resolve("own").toString(), begin, Duration.ofMinutes(5)));
    }

    private void put(String file, String text) throws IOException {
        Files.writeString(folder.resolve("own").resolve(file), text);
    }

    private static String nanos(Instant at) {
        return at.getEpochSecond() + String.format(Locale.ROOT, "%09d", at.getNano());
    }

    @Test
    void anInjectorSaysWhoItIsAndThatItIsReady() throws IOException {
        Coordinated coordinated = coordinated("");
        InjectorIdentity identity = Parts.identity(1, 3);
        coordinated.introduce(identity);
        Path file = coordinated.folder().resolve(InjectorFolder.IDENTITY);
        assertThat(JsonText.read(file, InjectorIdentity.class, "injector", InjectorPart.SCHEMA))
                .isEqualTo(identity);
        assertThat(coordinated.folder().resolve(InjectorFolder.READY)).doesNotExist();
        coordinated.ready();
        assertThat(coordinated.folder().resolve(InjectorFolder.READY)).exists();
    }

    @Test
    void theAgreedInstantIsThatOfTheCoordinatorToTheNanosecond() throws IOException {
        Coordinated coordinated = coordinated("");
        assertThat(coordinated.agreed()).isEmpty();
        assertThat(coordinated.left(NOON)).isZero();
        put(InjectorFolder.BEGIN, nanos(NOON));
        assertThat(coordinated.agreed()).contains(NOON);
        assertThat(coordinated.left(NOON.minusSeconds(2))).isEqualTo(Duration.ofSeconds(2));
        assertThat(coordinated.left(NOON.plusSeconds(2))).isZero();
    }

    @Test
    void theAgreedInstantMayBeASetting() throws IOException {
        assertThat(coordinated(NOON.toString()).agreed()).contains(NOON);
    }

    @Test
    void gatlingBeginsALittleBeforeTheAgreedInstant() throws IOException {
        Coordinated coordinated = coordinated("");
        assertThat(coordinated.isNear()).isFalse();
        put(InjectorFolder.BEGIN, nanos(Instant.now().plusSeconds(3_600)));
        assertThat(coordinated.isNear()).isFalse();
        assertThat(coordinated(Instant.now().plusSeconds(1).toString()).isNear())
                .isTrue();
    }

    @Test
    void anInjectorThatWaitsIsToldToStopOnceAndDoesNotWaitAnyMore() throws IOException {
        Coordinated coordinated = coordinated("");
        Queue<Stop> told = new ConcurrentLinkedQueue<>();
        coordinated.onStop(told::add);
        int[] polls = {0};
        coordinated.await(() -> {
            if (polls[0]++ == 1) {
                assertThatCode(() -> put(InjectorFolder.STOP, new Stop(true, "interrupted").text()))
                        .doesNotThrowAnyException();
            }
        });
        assertThat(polls[0]).isEqualTo(2);
        Await.until("told to stop", () -> !told.isEmpty());
        assertThat(told).containsExactly(new Stop(true, "interrupted"));
    }

    @Test
    void aReasonToStopIsTheSameForBothSides() {
        Stop fail = new Stop(false, "injector 1 of 3 ended with exit code 137");
        assertThat(Stop.of(fail.text().lines().toList())).isEqualTo(fail);
        assertThat(Stop.of(List.of())).isEqualTo(new Stop(false, "told to stop"));
    }

    @Test
    void anInjectorStaysUntilItsPartIsFetchedOrTheTimeIsOver() throws IOException {
        Coordinated coordinated = coordinated("");
        coordinated.awaitFetched(Duration.ZERO);
        put(InjectorFolder.FETCHED, "");
        coordinated.awaitFetched(Duration.ofDays(1));
    }
}
