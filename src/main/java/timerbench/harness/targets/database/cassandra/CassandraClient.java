package timerbench.harness.targets.database.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import timerbench.harness.targets.process.DatabaseException;

/** The harness's own connection to Cassandra. */
final class CassandraClient implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final CqlSession session;
    private final CassandraAddress address;

    private CassandraClient(CqlSession session, CassandraAddress address) {
        this.session = session;
        this.address = address;
    }

    static CassandraClient open(CassandraAddress address) {
        CqlSessionBuilder builder = CqlSession.builder()
                .withConfigLoader(DriverConfigLoader.programmaticBuilder()
                        .withString(DefaultDriverOption.REQUEST_CONSISTENCY, "LOCAL_QUORUM")
                        .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, TIMEOUT)
                        .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, TIMEOUT)
                        .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, TIMEOUT)
                        .build())
                .withLocalDatacenter(address.datacenter())
                .addContactPoints(address.contactPoints());
        address.password().ifPresent(password -> builder.withAuthCredentials(address.user(), password));
        try {
            return new CassandraClient(builder.build(), address);
        } catch (RuntimeException e) {
            throw new DatabaseException(address + " does not answer: " + e.getMessage(), e);
        }
    }

    List<Row> query(String statement, Object... values) {
        return call(open ->
                open.execute(SimpleStatement.newInstance(statement, values)).all());
    }

    <R> R call(Function<CqlSession, R> call) {
        try {
            return call.apply(session);
        } catch (RuntimeException e) {
            throw new DatabaseException(address + " failed: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
