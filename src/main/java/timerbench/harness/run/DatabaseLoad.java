package timerbench.harness.run;

import java.util.List;

/**
 * The work of a database during a trial, as the database reports it.
 *
 * @param source of the figures, such as {@code pg_stat_statements}
 * @param unit of the totals, such as {@code ms} or {@code capacity units}
 * @param statements the largest total first
 */
public record DatabaseLoad(String source, String unit, List<Statement> statements) {
    public DatabaseLoad {
        Require.present(source, "database load: source");
        Require.present(unit, "database load: unit");
        statements = List.copyOf(statements);
    }

    /**
     * One kind of work.
     *
     * @param text the statement, or table and operation, without values
     * @param total in the load's unit, over all calls
     */
    public record Statement(String text, long calls, double total) {
        public Statement {
            Require.present(text, "database load: statement");
            Require.that(calls >= 0, "database load: %s: calls must not be negative, were %d", text, calls);
            Require.measured(total, "database load: " + text + ": total");
        }
    }
}
