package timerbench.harness.measure.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import timerbench.harness.measure.profile.Recording.Event;
import timerbench.harness.measure.profile.SideProfile.Amounts;

class RecordingProfileTest {
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final Slices SLICES = new Slices(List.of(
            new Slices.Reading(BEGIN, 100),
            new Slices.Reading(BEGIN.plusSeconds(1), 300),
            new Slices.Reading(BEGIN.plusSeconds(2), 700)));
    private static final OwnCode OWN = new OwnCode(Optional.of("org.example."));
    private static final Frame WORK = new Frame("org.example.Service", "work");
    private static final Frame HANDLE = new Frame("org.example.Service", "handle");
    private static final Frame TAKE = new Frame("java.util.concurrent.ThreadPoolExecutor", "getTask");
    private static final Frame LIBRARY = new Frame("io.netty.Loop", "run");

    private static Event event(Resource resource, long millis, double amount, Frame... stack) {
        return new Event(
                resource, 1, BEGIN.plusMillis(millis), Duration.ofNanos((long) (amount * 1e3)), List.of(stack), amount);
    }

    private static RecordingProfile added(Event... events) throws IOException {
        RecordingProfile profile = new RecordingProfile(SLICES);
        profile.add(new Recording(OWN, List.of(events)::forEach));
        return profile;
    }

    private static List<Amounts> profile(Event... events) throws IOException {
        return added(events).amounts();
    }

    @Test
    void requestsAreThoseOfEachSlice() {
        assertThat(SLICES.requests()).containsExactly(200L, 400L);
    }

    @Test
    void eventsCountInTheSliceOfTheirEndAndNotBeforeOrAfterTheHold() throws IOException {
        List<Amounts> amounts = profile(
                event(Resource.CPU, -1, 7, WORK),
                event(Resource.CPU, 0, 1, WORK),
                event(Resource.CPU, 999, 2, WORK),
                event(Resource.CPU, 1_000, 4, WORK),
                event(Resource.CPU, 2_000, 7, WORK));

        assertThat(amounts)
                .containsExactly(
                        new Amounts(Resource.CPU, "Service.work", List.of(), "samples", List.of(3.0, 4.0), 1 + 4 + 16));
    }

    @Test
    void theCallersThatTookMostAreNamed() throws IOException {
        List<Amounts> amounts = profile(
                event(Resource.ALLOCATION, 1, 10, WORK, LIBRARY),
                event(Resource.ALLOCATION, 2, 30, WORK, HANDLE, LIBRARY));

        assertThat(amounts).singleElement().satisfies(amount -> {
            assertThat(amount.where()).containsExactly("Service.handle", "Loop.run");
            assertThat(amount.unit()).isEqualTo("B");
        });
    }

    @Test
    void aThreadThatWaitsForWorkDoesNotWait() throws IOException {
        assertThat(profile(event(Resource.WAIT, 500, 100_000, TAKE, WORK))).isEmpty();
        assertThat(profile(event(Resource.WAIT, 500, 100_000, LIBRARY))).isEmpty();
    }

    @Test
    void aMethodInWhichAThreadWaitsForMostOfTheHoldIsIdle() throws IOException {
        RecordingProfile most = added(event(Resource.WAIT, 1_900, 1_100_000, WORK));
        RecordingProfile less = added(event(Resource.WAIT, 1_900, 900_000, WORK));

        assertThat(most.idle()).containsExactly("Service.work");
        assertThat(less.idle()).isEmpty();
        assertThat(less.amounts()).isEqualTo(List.of(amount(900_000)));
        assertThat(most.amounts()).isEqualTo(List.of(amount(1_100_000)));
    }

    private static Amounts amount(double micros) {
        return new Amounts(Resource.WAIT, "Service.work", List.of(), "µs", List.of(0.0, micros), micros * micros);
    }

    @Test
    void ofAWaitThatBeganBeforeTheHoldOnlyThePartWithinMakesItIdle() throws IOException {
        assertThat(added(event(Resource.WAIT, 300, 5_000_000, WORK)).idle()).isEmpty();
    }

    @Test
    void pausesHaveNoMethod() throws IOException {
        assertThat(profile(event(Resource.GC, 500, 3)))
                .singleElement()
                .satisfies(pause -> assertThat(pause.name()).isEqualTo("pauses of the garbage collector"));
    }
}
