package timerbench.harness.targets.database.mongodb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.DatabaseLoad.Statement;

/**
 * Documents of the fields that MongoDB's manual names ("Database Profiler Output"). {@link RealMongoDbTest} reads a
 * server's.
 */
class ProfiledOperationsTest {
    private static DatabaseLoad load(boolean complete, String... profiled) {
        return load(1, complete, profiled);
    }

    private static DatabaseLoad load(double share, boolean complete, String... profiled) {
        ProfiledOperations operations = new ProfiledOperations(share);
        List.of(profiled).forEach(each -> operations.add(Document.parse(each)));
        return operations.load(10, complete);
    }

    @Test
    void operationsOfTheSameShapeAreOneStatementTheLargestFirst() {
        DatabaseLoad load = load(true, """
                {"op":"update","ns":"d.timer","command":{"q":{"_id":{"s":1}},"u":{}},"millis":3,"planSummary":"IDHACK"}""", """
                {"op":"query","ns":"d.timer","command":{"find":"timer","filter":{"_id.s":1,"dueAt":{"$lt":5}}},"millis":9,
                 "planSummary":"IXSCAN { _id.s: 1, dueAt: 1 }"}""", """
                {"op":"update","ns":"d.timer","command":{"q":{"_id":{"s":2}},"u":{}},"millis":4,"planSummary":"IDHACK"}""", """
                {"op":"command","ns":"d.timer","command":{"findAndModify":"timer","query":{"_id":{"s":2}}},"millis":1}""", """
                {"op":"query","ns":"d.system.profile","command":{"find":"system.profile"},"millis":99}""");
        assertThat(load.source()).isEqualTo("system.profile");
        assertThat(load.unit()).isEqualTo("ms");
        assertThat(load.statements())
                .containsExactly(
                        new Statement("query timer [_id.s, dueAt] IXSCAN { _id.s: 1, dueAt: 1 }", 1, 9),
                        new Statement("update timer [_id] IDHACK", 2, 7),
                        new Statement("findAndModify timer [_id]", 1, 1));
    }

    @Test
    void aSampleStandsForAllThatItWasDrawnFrom() {
        DatabaseLoad load = load(0.02, true, """
                {"op":"insert","ns":"d.timer","command":{"insert":"timer"},"millis":3}""");
        assertThat(load.source()).isEqualTo("system.profile, from a sample of 2 %");
        assertThat(load.statements()).containsExactly(new Statement("insert timer", 50, 150));
    }

    @Test
    void aRingThatWasFilledTellsWhatPartIsLeft() {
        DatabaseLoad load = load(false, """
                {"op":"insert","ns":"d.timer","command":{"insert":"timer"},"millis":1,"ts":{"$date":"2030-01-01T00:00:00Z"}}""", """
                {"op":"insert","ns":"d.timer","command":{"insert":"timer"},"millis":1,"ts":{"$date":"2030-01-01T00:00:12Z"}}""");
        assertThat(load.source()).isEqualTo("system.profile, the last 12 s only");
    }
}
