package timerbench.harness.measure.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import timerbench.harness.measure.profile.SideProfile.Amounts;
import timerbench.harness.run.DatabaseLoad;
import timerbench.harness.run.DatabaseLoad.Statement;

class StatementReadingsTest {
    private static final String READ = "SELECT ?";
    private static final String WRITE = "INSERT";

    private static DatabaseLoad load(String unit, Statement... statements) {
        return new DatabaseLoad("pg_stat_statements", unit, List.of(statements));
    }

    @Test
    void eachSliceHasTheIncreaseSinceTheReadingBefore() {
        StatementReadings readings = new StatementReadings();
        readings.add(load("ms", new Statement("SELECT $1", 10, 5)));
        readings.add(load("ms", new Statement("SELECT $1", 30, 6), new Statement(WRITE, 4, 1)));
        readings.add(load("ms", new Statement("SELECT $1", 31, 6.5), new Statement(WRITE, 4, 1)));

        assertThat(readings.amounts())
                .containsExactly(
                        new Amounts(Resource.STATEMENT_CALLS, READ, List.of(), "calls", List.of(20.0, 1.0), 0),
                        new Amounts(Resource.STATEMENT_CALLS, WRITE, List.of(), "calls", List.of(4.0, 0.0), 0),
                        new Amounts(Resource.STATEMENT_TIME, READ, List.of(), "µs", List.of(1_000.0, 500.0), 0),
                        new Amounts(Resource.STATEMENT_TIME, WRITE, List.of(), "µs", List.of(1_000.0, 0.0), 0));
    }

    @Test
    void whatADatabaseCountsInsteadOfTimeKeepsItsUnit() {
        StatementReadings readings = new StatementReadings();
        readings.add(load("capacity units"));
        readings.add(load("capacity units", new Statement("PutItem timers", 2, 3)));

        assertThat(readings.amounts())
                .filteredOn(amount -> amount.resource() == Resource.STATEMENT_TIME)
                .singleElement()
                .satisfies(amount -> {
                    assertThat(amount.unit()).isEqualTo("capacity units");
                    assertThat(amount.sum()).isEqualTo(3);
                });
    }

    @Test
    void aStatementIsTheSameWhateverTheNumberOfItsRows() {
        String one = StatementReadings.text("INSERT INTO timer VALUES ($1, now(), $2)");
        String two = StatementReadings.text("INSERT INTO timer (a) VALUES ($1),($2), ($3)");

        assertThat(one).isEqualTo("INSERT INTO timer VALUES (?, now(), ?)");
        assertThat(two).isEqualTo("INSERT INTO timer (a) VALUES (?), …");
        assertThat(StatementReadings.text("INSERT INTO timer (a) VALUES ($1),($2)"))
                .isEqualTo(two);
    }

    @Test
    void withoutReadingsThereIsNothing() {
        assertThat(new StatementReadings().amounts()).isEmpty();
        assertThat(new StatementReadings().source()).isEmpty();
    }
}
