package timerbench.service.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import timerbench.service.engine.ScriptedDatabase.Delays;
import timerbench.service.store.DatabaseTime;

class DatabaseClockTest {
    private static final Duration MAX_OFFSET = Duration.ofSeconds(1);
    private static final Duration MICRO = Duration.ofNanos(1_000);
    private static final Duration MILLI = Duration.ofMillis(1);

    private final ScriptedDatabase database = new ScriptedDatabase();
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    private DatabaseClock clock() {
        return clock(database.system());
    }

    private DatabaseClock clock(InstantSource system) {
        return new DatabaseClock(database, system, database::nanos, MAX_OFFSET, metrics);
    }

    private double gauge(String name) {
        return metrics.get(name).gauge().value();
    }

    private static Duration ms(long millis) {
        return Duration.ofMillis(millis);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 5_000, -5_000, 86_400_000})
    void itShowsTheDatabasesTimeWhateverTheSystemsClockShows(long aheadMillis) {
        database.delays(Delays.of(MICRO, MICRO));
        DatabaseClock clock = clock(InstantSource.offset(database.system(), ms(aheadMillis)));
        assertThat(Duration.between(clock.instant(), database.truth())).isBetween(Duration.ZERO, MICRO.multipliedBy(4));
        assertThat(gauge("timerbench.service.clock.offset")).isCloseTo(-aheadMillis / 1e3, within(1e-5));
        assertThat(gauge("timerbench.service.clock.uncertainty")).isBetween(1e-7, 3e-6);
    }

    @Test
    void settingTheSystemsClockMovesNothing() {
        MovedSystem system = new MovedSystem();
        DatabaseClock clock = clock(system);
        Instant before = clock.instant();
        system.ahead = Duration.ofHours(1);
        assertThat(clock.instant()).isEqualTo(before);
        assertThat(gauge("timerbench.service.clock.offset")).isCloseTo(-3_600, within(0.01));
    }

    private final class MovedSystem implements InstantSource {
        private Duration ahead = Duration.ZERO;

        @Override
        public Instant instant() {
            return database.truth().plus(ahead);
        }
    }

    /** The promise: never ahead; behind by no more than the shortest round trip, the resolution and the drift. */
    @Test
    void itIsNeverAheadOfTheDatabaseAndBehindByNoMoreThanARoundTrip() {
        Random random = new Random(1);
        for (int trial = 0; trial < 300; trial++) {
            ScriptedDatabase each = new ScriptedDatabase();
            Duration resolution = random.nextBoolean() ? MICRO : MILLI;
            each.resolution(resolution).driftPerMillion(random.nextInt(390) - 195);
            each.delays(() -> Duration.ofNanos(1_000 + random.nextInt(3_000_000)));
            DatabaseClock clock =
                    new DatabaseClock(each, each.system(), each::nanos, MAX_OFFSET, new SimpleMeterRegistry());
            for (int beat = 0; beat < 30; beat++) {
                clock.measure();
                each.pass(Duration.ofNanos(random.nextInt(2_000_000_000)));
                Duration behind = Duration.between(clock.instant(), each.truth());
                Duration most = each.shortestOfLast(3).plus(resolution).plus(Duration.ofNanos(2_100_000_000 / 2_500));
                assertThat(behind).as("trial " + trial + ", beat " + beat).isBetween(Duration.ZERO, most);
            }
        }
    }

    @Test
    void manyReadingsInMillisecondsNarrowItBelowAMillisecond() {
        database.resolution(MILLI).delays(Delays.of(Duration.ofNanos(50_000), Duration.ofNanos(50_000)));
        DatabaseClock clock = clock();
        for (int beat = 0; beat < 20; beat++) {
            database.pass(Duration.ofNanos(1_000_370_000L));
            clock.measure();
        }
        assertThat(gauge("timerbench.service.clock.uncertainty")).isBetween(1e-6, 4e-4);
        assertThat(Duration.between(clock.instant(), database.truth())).isBetween(Duration.ZERO, MILLI);
    }

    @Test
    void aRoundTripThatTakesLongDoesNotUndoAShortOne() {
        database.delays(Delays.of(MICRO, MICRO));
        DatabaseClock clock = clock();
        database.delays(Delays.of(ms(900), ms(100)));
        clock.measure();
        database.delays(Delays.of(ms(100), ms(900)));
        clock.measure();
        assertThat(Duration.between(clock.instant(), database.truth())).isBetween(Duration.ZERO, ms(3));
        assertThat(metrics.counter("timerbench.service.clock.contradictions").count())
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {5_000, -5_000})
    void aDatabaseWhoseClockIsSetIsFollowedAndCounted(long millis) {
        DatabaseClock clock = clock();
        database.set(ms(millis));
        clock.measure();
        assertThat(Duration.between(clock.instant(), database.truth())).isBetween(Duration.ZERO, ms(1));
        assertThat(metrics.counter("timerbench.service.clock.contradictions").count())
                .isEqualTo(1);
    }

    @Test
    void nodesWhoseClocksDifferAreFollowedByTheOneThatIsBehind() {
        database.delays(Delays.of(MICRO, MICRO));
        database.everySecondReadingAhead(ms(20));
        DatabaseClock clock = clock();
        assertThat(Duration.between(clock.instant(), database.truth())).isBetween(Duration.ZERO, ms(1));
        assertThat(gauge("timerbench.service.clock.uncertainty")).isCloseTo(0.01, within(1e-4));
    }

    @ParameterizedTest
    @ValueSource(longs = {1_500, -1_500})
    void aSystemsClockThatIsFurtherOffThanItMayBeIsNotReady(long aheadMillis) {
        DatabaseClock clock = clock(InstantSource.offset(database.system(), ms(aheadMillis)));
        assertThatThrownBy(clock::check)
                .isInstanceOf(NotReadyException.class)
                .hasMessage("this machine's clock is 1.500 s " + (aheadMillis > 0 ? "ahead of" : "behind")
                        + " the database's; service.maxClockOffset allows 1.000 s: set the clock that is wrong");
    }

    @Test
    void aClockThatMayBeWithinTheBoundIsReady() {
        database.delays(Delays.of(ms(300), ms(300)));
        DatabaseClock clock = clock(InstantSource.offset(database.system(), ms(1_200)));
        assertThatCode(clock::check).doesNotThrowAnyException();
    }

    @Test
    void aSystemsClockThatIsSetWhileItRunsIsSeenAtOnce() {
        MovedSystem system = new MovedSystem();
        DatabaseClock clock = clock(system);
        assertThatCode(clock::check).doesNotThrowAnyException();
        system.ahead = ms(5_000);
        assertThatThrownBy(clock::check).isInstanceOf(NotReadyException.class);
        system.ahead = Duration.ZERO;
        assertThatCode(clock::check).doesNotThrowAnyException();
    }

    @Test
    void withoutAClockOfTheDatabaseItIsTheSystemsAndNothingIsMeasured() {
        database.withoutClock();
        InstantSource system = InstantSource.fixed(Instant.parse("2026-03-01T12:00:00Z"));
        DatabaseClock clock = clock(system);
        assertThat(clock.instant()).isEqualTo(system.instant());
        assertThatCode(clock::check).doesNotThrowAnyException();
        assertThat(metrics.find("timerbench.service.clock.offset").gauge()).isNull();
        assertThat(metrics.find("timerbench.service.clock.uncertainty").gauge()).isNull();
    }

    @Test
    void aResolutionThatIsNoneIsRefused() {
        assertThatThrownBy(() -> new DatabaseTime(Instant.EPOCH, Duration.ZERO))
                .hasMessage("resolution of a database's clock must be positive, was PT0S");
        assertThat(Optional.of(new DatabaseTime(Instant.EPOCH, MICRO))).isPresent();
    }
}
