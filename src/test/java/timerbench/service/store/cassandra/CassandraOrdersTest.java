package timerbench.service.store.cassandra;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import timerbench.MovedClock;
import timerbench.service.SharedCassandra;
import timerbench.service.store.Due;
import timerbench.service.store.Settlement;
import timerbench.service.store.Store;
import timerbench.service.store.TimerQuery;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerChange;
import timerbench.service.timer.TimerKey;

/** Entries of the two orders against the timers' rows, which are the truth. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CassandraOrdersTest {
    private static final String GROUP = "g";
    private static final Shards ONE = new Shards(1);

    private final MovedClock clock = new MovedClock();
    private final CassandraSettings settings = SharedCassandra.newStore();
    private Store store;
    private Cql cql;
    private TimerTables tables;
    private Instant due;
    private Instant end;

    @BeforeAll
    void open() {
        store = CassandraStore.open(settings, ONE, clock);
        cql = Cql.open(settings);
        cql.define(List.of("USE " + settings.keyspace()));
        tables = new TimerTables(cql, ONE, clock);
    }

    @AfterAll
    void close() {
        cql.close();
        store.close();
    }

    @BeforeEach
    void setInstants() {
        due = clock.in(Duration.ofHours(1));
        end = clock.in(Duration.ofDays(1));
    }

    @AfterEach
    void empty() {
        cql.define(Stream.of("timer", "timer_due", "timer_in_order")
                .map("TRUNCATE "::concat)
                .toList());
    }

    private static TimerKey key(String id) {
        return new TimerKey(GROUP, id);
    }

    private static Timer timer(String id, Instant executeAt) {
        return new Timer(
                key(id),
                executeAt,
                "http://127.0.0.1:9/",
                Optional.empty(),
                RetryPolicy.DEFAULT,
                Timer.DEFAULT_CALLBACK_TIMEOUT,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    private static TimerChange move(String id, Instant executeAt) {
        return new TimerChange(
                key(id),
                Optional.of(executeAt),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH);
    }

    private List<Due> before(Instant end, int limit) {
        return store.due().before(end, List.of(0), limit);
    }

    private List<Timer> list() {
        return store.timers()
                .list(new TimerQuery(GROUP, Optional.empty(), Optional.empty(), 10))
                .timers();
    }

    private Stored stored(String id) {
        return tables.get("test", List.of(key(id))).get(key(id));
    }

    private void write(Mutations mutations) {
        cql.writeAll("test", mutations.statements());
    }

    private long entries(String table) {
        return cql.read(
                        "test",
                        SimpleStatement.newInstance("SELECT count(timer_id) FROM " + table + " WHERE shard = 0"))
                .get(0)
                .getLong(0);
    }

    @Test
    void whatATimerPutInThePlaceOfAnotherLeftBehindIsDropped() {
        store.timers().put(List.of(timer("a", due)));
        store.timers().put(List.of(timer("a", due.plusSeconds(9))));
        assertThat(entries("timer_due")).isEqualTo(2);
        assertThat(entries("timer_in_order")).isEqualTo(2);

        assertThat(before(end, 10)).containsExactly(new Due(key("a"), due.plusSeconds(9)));
        assertThat(list()).containsExactly(timer("a", due.plusSeconds(9)));
        assertThat(entries("timer_due")).isEqualTo(1);
        assertThat(entries("timer_in_order")).isEqualTo(1);
    }

    @Test
    void staleEntriesTakeNoTimersPlace() {
        List<Timer> first = IntStream.range(0, 5)
                .mapToObj(i -> timer("t" + i, due.plusSeconds(i)))
                .toList();
        store.timers().put(first);
        store.timers()
                .put(first.stream()
                        .map(timer ->
                                timer(timer.key().timerId(), timer.executeAt().plusSeconds(100)))
                        .toList());
        assertThat(before(end, 2))
                .containsExactly(new Due(key("t0"), due.plusSeconds(100)), new Due(key("t1"), due.plusSeconds(101)));
        assertThat(store.timers()
                        .list(new TimerQuery(GROUP, Optional.empty(), Optional.empty(), 2))
                        .timers())
                .containsExactly(timer("t0", due.plusSeconds(100)), timer("t1", due.plusSeconds(101)));
    }

    @Test
    void anEntryWhoseRowMayStillComeIsLeftAlone() {
        Mutations late = new Mutations();
        Stored coming = tables.fresh(timer("a", due), Stamps.at(clock.instant()));
        tables.put(late, coming);
        entry(coming);
        assertThat(before(end, 10)).isEmpty();
        assertThat(entries("timer_due")).isEqualTo(1);
        write(late);
        assertThat(before(end, 10)).containsExactly(new Due(key("a"), due));
    }

    @Test
    void anEntryWhoseRowIsOverdueIsDroppedAndItsRowRefused() {
        Mutations tooLate = new Mutations();
        Stored missing = tables.fresh(timer("a", due), Stamps.at(clock.instant()));
        tables.put(tooLate, missing);
        entry(missing);
        clock.move(TimerTables.LONGEST_WRITE.plusSeconds(1));
        assertThat(before(end, 10)).isEmpty();
        assertThat(entries("timer_due")).isZero();
        write(tooLate);
        assertThat(store.timers().get(List.of(key("a")))).containsExactly(Optional.empty());
    }

    private void entry(Stored of) {
        cql.read(
                "test",
                SimpleStatement.newInstance(
                        "INSERT INTO timer_due (shard, late, due_at, group_id, timer_id) VALUES (0, ?, ?, ?, ?)"
                                + " USING TIMESTAMP ?",
                        of.late(),
                        Rows.micros(of.dueAt()),
                        GROUP,
                        of.timer().key().timerId(),
                        of.revision()));
    }

    /** As if the change had been made after a settlement read the row and before it wrote. */
    @Test
    void aRemovalWrittenAfterAnUpdateRemovesNothing() {
        store.timers().put(List.of(timer("a", due)));
        Stored made = stored("a");
        store.timers().update(List.of(move("a", due.plusSeconds(9))));
        removeAt(made);
        assertThat(before(end, 10)).containsExactly(new Due(key("a"), due.plusSeconds(9)));
        assertThat(list()).hasSize(1);
    }

    @Test
    void aRemovalWrittenAfterAnUpdateToTheSameInstantRemovesNothing() {
        store.timers().put(List.of(timer("a", due)));
        Stored made = stored("a");
        store.timers().update(List.of(move("a", due)));
        removeAt(made);
        assertThat(before(end, 10)).containsExactly(new Due(key("a"), due));
        assertThat(list()).hasSize(1);
    }

    private void removeAt(Stored made) {
        Mutations removal = new Mutations();
        tables.remove(removal, made, made.revision());
        write(removal);
    }

    @Test
    void aFurtherAttemptWrittenAfterAPutOrADeleteChangesNothing() {
        store.timers().put(List.of(timer("a", due), timer("b", due)));
        Mutations moves = new Mutations();
        Settlement.Next next = new Settlement.Next(due, due.plusSeconds(2), 1, Optional.of(due), due);
        for (String id : List.of("a", "b")) {
            Stored made = stored(id);
            tables.replace(moves, made, made.movedOn(next, false));
        }
        writtenAfterAPutOfAAndADeleteOfB(moves);
    }

    private void writtenAfterAPutOfAAndADeleteOfB(Mutations moves) {
        store.timers().put(List.of(timer("a", due)));
        store.timers().delete(List.of(key("b")));
        write(moves);
        assertThat(before(end, 10)).containsExactly(new Due(key("a"), due));
        assertThat(store.timers().get(List.of(key("b")))).containsExactly(Optional.empty());
        assertThat(list()).containsExactly(timer("a", due));
    }

    @Test
    void anUpdateByAnotherProcessWrittenAfterAPutOrADeleteChangesNothing() {
        store.timers().put(List.of(timer("a", due), timer("b", due)));
        clock.move(Duration.ofSeconds(1));
        Mutations moves = new Mutations();
        Stamps another = new Stamps(clock);
        for (String id : List.of("a", "b")) {
            Stored read = stored(id);
            long stamp = another.ofUpdate(read.revision());
            tables.replace(moves, read, tables.fresh(timer(id, due.plusSeconds(9)), stamp));
        }
        writtenAfterAPutOfAAndADeleteOfB(moves);
    }

    @Test
    void aTimerLongDueWhenItIsPutIsFoundWhereReadingHasGoneOn() {
        store.timers().put(List.of(timer("a", due)));
        clock.move(Duration.ofHours(2));
        Instant longAgo = clock.instant().minus(Duration.ofMinutes(90));
        assertThat(before(clock.instant(), 10)).hasSize(1);
        store.timers().delete(List.of(key("a")));
        assertThat(before(clock.instant(), 10)).isEmpty();

        store.timers()
                .put(List.of(timer("b", longAgo), timer("c", longAgo.minusSeconds(1)), timer("d", clock.instant())));
        assertThat(before(clock.instant().plusSeconds(1), 2))
                .containsExactly(new Due(key("c"), longAgo.minusSeconds(1)), new Due(key("b"), longAgo));
        assertThat(before(clock.instant().plusSeconds(1), 10)).hasSize(3);
        store.timers().delete(List.of(key("b"), key("c"), key("d")));
        assertThat(entries("timer_due")).isZero();
    }

    @Test
    void whereReadingBeginsIsKeptForTheNextStore() {
        store.timers().put(List.of(timer("a", due), timer("b", end)));
        clock.move(Duration.ofHours(2));
        store.timers().delete(List.of(key("a")));
        before(clock.instant(), 10);
        assertThat(cql.read(
                                "test",
                                SimpleStatement.newInstance(
                                        "SELECT DISTINCT shard, read_from FROM timer_due WHERE shard = 0"))
                        .get(0)
                        .getLong(1))
                .isGreaterThan(Rows.micros(due));
        try (Store next = CassandraStore.open(settings, ONE, clock)) {
            assertThat(next.due().before(end.plusSeconds(1), List.of(0), 10)).containsExactly(new Due(key("b"), end));
        }
    }
}
