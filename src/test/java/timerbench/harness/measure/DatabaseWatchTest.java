package timerbench.harness.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.Better;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.Metric;
import timerbench.harness.run.MetricScope;
import timerbench.harness.run.SampleRuns;
import timerbench.harness.run.Trial;
import timerbench.harness.run.Trials;
import timerbench.harness.run.Unit;
import timerbench.harness.targets.TargetHttp;
import timerbench.harness.targets.database.DatabaseServer;
import timerbench.harness.targets.database.ForwardingDatabase;
import timerbench.harness.targets.database.Profiler;
import timerbench.harness.targets.database.Provision;
import timerbench.harness.targets.database.Written;
import timerbench.harness.targets.process.DatabaseException;

class DatabaseWatchTest {
    private static final DatabaseLoad LOAD = new DatabaseLoad("its own account", "ms", List.of());

    private static TargetHttp metrics(String text) {
        return url -> new TargetHttp.Answer(url.endsWith("/metrics/pending") ? 200 : 404, Optional.empty(), text);
    }

    private static final String PENDING = "timerbench_service_timers_pending 4000.0\n";

    private static Trial complete(DatabaseWatch watch) {
        return watch.complete(Trials.held(Duration.ofSeconds(2)));
    }

    private static Optional<Double> disk(Trial trial) {
        return trial.value(Metric.DISK_PER_TIMER, MetricScope.process(MetricScope.DATABASE));
    }

    @Test
    void theReportOfTheDatabaseIsInTheTrial() {
        DatabaseWatch watch = watch(new Told(LOAD), OptionalLong.of(1_000_000), metrics(PENDING));
        watch.start();
        Trial trial = complete(watch);
        assertThat(trial.databaseLoad()).contains(LOAD);
        assertThat(disk(trial)).contains(250.0);
        assertThat(trial.value(Metric.LOG_WRITTEN, MetricScope.process(MetricScope.DATABASE)))
                .as("bytes a second, of two seconds")
                .contains(1_000.0);
        assertThat(trial.value(Metric.DATA_WRITTEN, MetricScope.process(MetricScope.DATABASE)))
                .contains(50.0);
        assertThat(trial.notes()).isEmpty();
    }

    @Test
    void spaceWithoutTimersGivesNoSpacePerTimer() {
        assertThat(disk(complete(watch(
                        new Told(LOAD), OptionalLong.of(1_000), metrics("timerbench_service_timers_pending 0\n")))))
                .isEmpty();
        assertThat(disk(complete(
                        watch(new Told(LOAD), OptionalLong.empty(), metrics("timerbench_service_timers_pending 4\n")))))
                .isEmpty();
        assertThat(disk(complete(watch(
                        new Told(LOAD), OptionalLong.of(1_000), metrics("timerbench_service_timers_pending NaN\n")))))
                .isEmpty();
    }

    @Test
    void spaceOfFewTimersGivesNoSpacePerTimer() {
        assertThat(disk(complete(watch(
                        new Told(LOAD),
                        OptionalLong.of(8_000_000),
                        metrics("timerbench_service_timers_pending 999\n")))))
                .isEmpty();
    }

    @Test
    void spaceThatMostlyBelongsToDeletedTimersGivesNoSpacePerTimer() {
        DatabaseWatch watch = watch(new Told(LOAD), OptionalLong.of(8_000_000), metrics(PENDING));
        Trial held = Trials.held(Duration.ofSeconds(2));
        Trial deleted = held.with(List.of(Metric.responseTime("delete", SampleRuns.samples(3, 4_001))));
        Trial executed = held.with(List.of(new Metric(
                Metric.LATENESS, MetricScope.trial(), Unit.MICROSECONDS, Better.LOWER, SampleRuns.samples(3, 4_001))));
        Trial few = held.with(List.of(Metric.responseTime("delete", SampleRuns.samples(3, 4_000))));
        assertThat(disk(watch.complete(deleted))).isEmpty();
        assertThat(disk(watch.complete(executed))).isEmpty();
        assertThat(disk(watch.complete(few))).contains(2_000.0);
    }

    @Test
    void aDatabaseThatRefusesIsANote() {
        DatabaseWatch watch = watch(
                new Told(LOAD) {
                    @Override
                    public void start() {
                        throw new DatabaseException("no such view");
                    }
                },
                OptionalLong.empty(),
                metrics(""));
        watch.start();
        Trial trial = complete(watch);
        assertThat(trial.databaseLoad()).isEmpty();
        assertThat(trial.notes()).containsExactly("what the database did is not measured: no such view");
    }

    @Test
    void aLoadThatEndsInItsWarmUpIsANote() {
        assertThat(complete(watch(new Told(LOAD), OptionalLong.empty(), metrics("")))
                        .notes())
                .containsExactly("what the database did is not measured: the load ended before the warm-up did");
    }

    @Test
    void aServiceThatIsGoneIsANote() {
        DatabaseWatch watch = watch(new Told(LOAD), OptionalLong.of(1), url -> {
            throw new IOException("connection refused");
        });
        watch.start();
        assertThat(complete(watch).notes())
                .containsExactly(
                        "the space on disk is not measured: target http://a stopped answering: connection refused");
    }

    @Test
    void whatADatabaseThatWasStartedAgainCountsIsNotMeasured() {
        ProcessHandle[] process = {ProcessHandle.current()};
        DatabaseServer server = new Server(new Told(LOAD), OptionalLong.of(1_000_000), new Writing());
        DatabaseServer restarted = new ForwardingDatabase(server) {
            @Override
            public Optional<ProcessHandle> process() {
                return Optional.of(process[0]);
            }
        };
        DatabaseWatch watch = new DatabaseWatch(restarted, true, List.of("http://a"), metrics(PENDING));
        watch.start();
        process[0] = ProcessHandle.current().parent().orElseThrow();

        Trial trial = complete(watch);

        assertThat(trial.databaseLoad()).isEmpty();
        assertThat(trial.value(Metric.LOG_WRITTEN, MetricScope.process(MetricScope.DATABASE)))
                .isEmpty();
        assertThat(disk(trial)).contains(250.0);
        assertThat(trial.notes())
                .containsExactly(
                        "what the database did is not measured: it was started again during the load, and counts"
                                + " anew since");
    }

    private static DatabaseWatch watch(Profiler profiler, OptionalLong bytes, TargetHttp http) {
        return new DatabaseWatch(new Server(profiler, bytes, new Writing()), true, List.of("http://a"), http);
    }

    /** A database that has written 2,000 more bytes to its log, and 100 more of data, at each query. */
    private static final class Writing {
        private long asked;

        Written written() {
            asked++;
            return new Written(2_000 * asked, OptionalLong.of(100 * asked));
        }
    }

    private static class Told implements Profiler {
        private final DatabaseLoad load;

        Told(DatabaseLoad load) {
            this.load = load;
        }

        @Override
        public void start() {}

        @Override
        public DatabaseLoad top(int most) {
            return load;
        }

        @Override
        public void close() {}
    }

    private record Server(Profiler told, OptionalLong bytes, Writing writing) implements DatabaseServer {
        @Override
        public Optional<Written> written() {
            return Optional.of(writing.written());
        }

        @Override
        public Provision provision() {
            return Provision.EMBEDDED;
        }

        @Override
        public boolean isEmulator() {
            return false;
        }

        @Override
        public Map<String, String> serviceSettings() {
            return Map.of();
        }

        @Override
        public Map<String, String> serviceEnvironment() {
            return Map.of();
        }

        @Override
        public Optional<ProcessHandle> process() {
            return Optional.empty();
        }

        @Override
        public OptionalLong diskBytes() {
            return bytes;
        }

        @Override
        public Map<String, String> limits() {
            return Map.of();
        }

        @Override
        public Profiler profiler(Supplier<List<String>> metrics) {
            return told;
        }

        @Override
        public double bareCreatesPerSecond(Duration warmUp, Duration measured) {
            throw new UnsupportedOperationException("nobody asks");
        }

        @Override
        public void close() {}
    }
}
