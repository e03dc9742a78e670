package timerbench.harness.targets.database.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.targets.database.Profiler;
import timerbench.service.LocalMongoDb;
import timerbench.service.store.Store;
import timerbench.service.store.mongodb.MongoDbSettings;
import timerbench.service.store.mongodb.MongoDbStore;
import timerbench.service.timer.RetryPolicy;
import timerbench.service.timer.Shards;
import timerbench.service.timer.Timer;
import timerbench.service.timer.TimerKey;

/** What only MongoDB itself answers: its profiler, its sizes, what it is. */
class RealMongoDbTest {
    private static final Instant DUE = Instant.parse("2030-01-01T00:00:00Z");
    private static final List<TimerKey> KEYS =
            IntStream.range(0, 400).mapToObj(i -> new TimerKey("g", "t" + i)).toList();

    @AutoClose
    private final ExternalMongoDb external =
            ExternalMongoDb.open(LocalMongoDb.shared().uri(), "", Optional.empty());

    private Store openStore() {
        Map<String, String> service = external.serviceSettings();
        return MongoDbStore.open(
                new MongoDbSettings(
                        service.get("timerbench.service.mongodb.uri"),
                        Optional.empty(),
                        service.get("timerbench.service.mongodb.database"),
                        1,
                        Duration.ofSeconds(30)),
                new Shards(4));
    }

    private static Timer timer(TimerKey key) {
        return new Timer(
                key,
                DUE,
                "http://127.0.0.1:9/",
                Optional.of("{}"),
                RetryPolicy.DEFAULT,
                Timer.DEFAULT_CALLBACK_TIMEOUT,
                DUE,
                DUE);
    }

    @Test
    void itIsNoEmulator() {
        assertThat(external.isEmulator()).isFalse();
    }

    @Test
    void aRunHasADatabaseOfItsOwnThatIsGoneAfterwards() {
        ExternalMongoDb other = ExternalMongoDb.open(LocalMongoDb.shared().uri(), "", Optional.empty());
        String database = other.address().database();
        assertThat(databases()).contains(database, external.address().database());
        other.close();
        assertThat(databases())
                .doesNotContain(database)
                .contains(external.address().database());
    }

    private List<String> databases() {
        Document list = new Document("listDatabases", 1).append("nameOnly", true);
        MongoDbAddress admin = new MongoDbAddress(LocalMongoDb.shared().uri(), "", Optional.empty(), "admin");
        return admin.call(own -> own.runCommand(list).getList("databases", Document.class)).stream()
                .map(each -> each.getString("name"))
                .toList();
    }

    @Test
    void theFilesOfTheServiceAreMeasured() {
        try (Store store = openStore()) {
            store.timers().put(KEYS.stream().map(RealMongoDbTest::timer).toList());
            assertThat(external.diskBytes().orElseThrow()).isPositive();
        }
    }

    @Test
    void theBareDriverWritesAndLeavesNothing() {
        assertThat(external.bareCreatesPerSecond(Duration.ofMillis(100), Duration.ofMillis(300)))
                .isPositive();
        assertThat(external.address()
                        .<List<String>>call(own -> own.listCollectionNames().into(new ArrayList<>())))
                .containsExactly("made_by_timer_bench");
    }

    @Test
    void theProfilerSaysWhatTheStoreDid() {
        try (Store store = openStore();
                Profiler profiler = external.profiler(List::of)) {
            profiler.start();
            KEYS.forEach(key -> store.timers().put(List.of(timer(key))));
            KEYS.forEach(key -> store.timers().get(List.of(key)));
            KEYS.forEach(key -> store.timers().delete(List.of(key)));
            DatabaseLoad load = profiler.top(20);
            assertThat(load.source()).isEqualTo("system.profile, from a sample of 2 %");
            assertThat(load.unit()).isEqualTo("ms");
            // One in 50 is drawn: none of 1,200, once in 3e10 times. No getmore: what is asked by key comes in one
            // answer.
            assertThat(load.statements()).isNotEmpty().allMatch(each -> each.calls() >= 50);
            assertThat(load.statements())
                    .extracting(DatabaseLoad.Statement::text)
                    .allMatch(text -> text.matches("(update|query|findAndModify) timer \\[_id\\] .+"));
        }
    }

    @Test
    void theProfilerIsSetBackToWhatItWas() {
        Document asked = new Document("profile", -1);
        Document before = external.address().call(own -> own.runCommand(asked));
        Profiler profiler = external.profiler(List::of);
        profiler.start();
        assertThat(external.address()
                        .<Document>call(own -> own.runCommand(asked))
                        .get("was", Number.class)
                        .intValue())
                .isEqualTo(1);
        profiler.close();
        Document after = external.address().call(own -> own.runCommand(asked));
        for (String setting : List.of("was", "slowms", "sampleRate")) {
            assertThat(after.get(setting)).as(setting).isEqualTo(before.get(setting));
        }
    }
}
