package timerbench.service.store.cassandra;

import com.datastax.oss.driver.api.core.AllNodesFailedException;
import com.datastax.oss.driver.api.core.ConsistencyLevel;
import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.CqlSessionBuilder;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.auth.AuthenticationException;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.datastax.oss.driver.api.core.cql.Statement;
import com.datastax.oss.driver.api.core.servererrors.CASWriteUnknownException;
import com.datastax.oss.driver.api.core.servererrors.QueryValidationException;
import com.datastax.oss.driver.api.core.servererrors.WriteTimeoutException;
import com.datastax.oss.driver.api.core.servererrors.WriteType;
import com.datastax.oss.driver.internal.core.connection.ConstantReconnectionPolicy;
import com.datastax.oss.driver.internal.core.session.throttling.ConcurrencyLimitingRequestThrottler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import timerbench.service.store.StoreConnection;
import timerbench.service.store.StoreException;
import timerbench.service.store.StoreUnavailableException;

/** The connections. Statements of one call run in parallel. The driver's exceptions are translated into the store's. */
final class Cql implements StoreConnection {
    static final ConsistencyLevel CONSISTENCY = ConsistencyLevel.LOCAL_QUORUM;

    /** The most requests in flight; a connection carries 1,024. */
    private static final int IN_FLIGHT = 512;

    private static final int WAITING = 100_000;

    /** The database itself gives up after some seconds of contention. */
    private static final int MOST_TRIES = 10;

    private static final Duration RECONNECTION = Duration.ofMillis(500);

    private final CqlSession session;
    private final CassandraSettings settings;

    private Cql(CqlSession session, CassandraSettings settings) {
        this.session = session;
        this.settings = settings;
    }

    static Cql open(CassandraSettings settings) {
        CqlSessionBuilder builder = CqlSession.builder()
                .withConfigLoader(config(settings))
                .withLocalDatacenter(settings.datacenter())
                .addContactPoints(settings.addresses());
        settings.password().ifPresent(password -> builder.withAuthCredentials(settings.user(), password));
        try {
            return new Cql(builder.build(), settings);
        } catch (RuntimeException e) {
            String message = settings + " cannot be reached: " + e.getMessage();
            throw isUnreachable(e) ? new StoreUnavailableException(message, e) : new StoreException(message, e);
        }
    }

    /** Returns whether nodes could not be reached or did not answer, and none refused the login. */
    static boolean isUnreachable(RuntimeException failure) {
        return failure instanceof DriverException
                && !(failure instanceof AllNodesFailedException all
                        && all.getAllErrors().values().stream()
                                .flatMap(List::stream)
                                .anyMatch(AuthenticationException.class::isInstance));
    }

    private static DriverConfigLoader config(CassandraSettings settings) {
        return DriverConfigLoader.programmaticBuilder()
                // In V5 the driver does not read the end of a transaction's timeout message and loses the connection
                // (datastax/native-protocol, issue 65).
                .withString(DefaultDriverOption.PROTOCOL_VERSION, "V4")
                .withString(DefaultDriverOption.REQUEST_CONSISTENCY, CONSISTENCY.name())
                .withString(DefaultDriverOption.REQUEST_SERIAL_CONSISTENCY, ConsistencyLevel.LOCAL_SERIAL.name())
                .withBoolean(DefaultDriverOption.REQUEST_DEFAULT_IDEMPOTENCE, true)
                .withDuration(DefaultDriverOption.REQUEST_TIMEOUT, settings.timeout())
                .withDuration(DefaultDriverOption.CONNECTION_CONNECT_TIMEOUT, settings.timeout())
                .withDuration(DefaultDriverOption.CONNECTION_INIT_QUERY_TIMEOUT, settings.timeout())
                .withDuration(DefaultDriverOption.CONTROL_CONNECTION_TIMEOUT, settings.timeout())
                // The default waits up to a minute after the database is back.
                .withClass(DefaultDriverOption.RECONNECTION_POLICY_CLASS, ConstantReconnectionPolicy.class)
                .withDuration(DefaultDriverOption.RECONNECTION_BASE_DELAY, RECONNECTION)
                .withClass(DefaultDriverOption.REQUEST_THROTTLER_CLASS, ConcurrencyLimitingRequestThrottler.class)
                .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_CONCURRENT_REQUESTS, IN_FLIGHT)
                .withInt(DefaultDriverOption.REQUEST_THROTTLER_MAX_QUEUE_SIZE, WAITING)
                // The warnings are about tombstones, and the server logs them itself.
                .withBoolean(DefaultDriverOption.REQUEST_LOG_WARNINGS, false)
                // The keyspace is set once, before any statement is prepared.
                .withBoolean(DefaultDriverOption.REQUEST_WARN_IF_SET_KEYSPACE, false)
                .withString(DefaultDriverOption.SESSION_NAME, "timers")
                .build();
    }

    PreparedStatement prepare(String statement) {
        try {
            return session.prepare(statement);
        } catch (RuntimeException e) {
            throw failure("prepare", e, !isRefusal(e));
        }
    }

    /** Runs data definitions, each after the previous one has reached all nodes. */
    void define(List<String> statements) {
        for (String statement : statements) {
            try {
                session.execute(statement);
            } catch (RuntimeException e) {
                throw failure("open", e, !isRefusal(e));
            }
        }
    }

    @Override
    public void check() {
        read("check", SimpleStatement.newInstance("SELECT shards FROM timer_store WHERE only_row = 0"));
    }

    List<Row> read(String operation, Statement<?> statement) {
        return readAll(operation, List.of(statement)).get(0);
    }

    /** Runs the statements in parallel and returns the rows of each. */
    List<List<Row>> readAll(String operation, List<? extends Statement<?>> statements) {
        return await(
                operation,
                statements.stream()
                        .map(each -> session.executeAsync(each)
                                .thenCompose(page -> rows(page, new ArrayList<>()))
                                .toCompletableFuture())
                        .toList());
    }

    private static CompletionStage<List<Row>> rows(AsyncResultSet page, List<Row> before) {
        page.currentPage().forEach(before::add);
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> rows(next, before))
                : CompletableFuture.completedFuture(before);
    }

    /** Runs the statements in parallel and returns when all are written. */
    void writeAll(String operation, List<? extends Statement<?>> statements) {
        await(
                operation,
                statements.stream()
                        .map(each -> session.executeAsync(each).toCompletableFuture())
                        .toList());
    }

    /**
     * Returns whether the statement was written because its condition held. If others write to the same partition at
     * the same time, the database may not know. Then the statement is tried again, and a false result may be caused
     * by the first try.
     */
    boolean writeIf(String operation, Statement<?> statement) {
        for (int tries = 1; ; tries++) {
            try {
                return session.execute(statement.setIdempotent(false)).wasApplied();
            } catch (RuntimeException e) {
                if (!isContention(e) || tries == MOST_TRIES) {
                    throw failure(operation, e, !isRefusal(e));
                }
            }
        }
    }

    private static boolean isContention(RuntimeException failure) {
        return failure instanceof CASWriteUnknownException
                || (failure instanceof WriteTimeoutException timeout && timeout.getWriteType() == WriteType.CAS);
    }

    private <T> List<T> await(String operation, List<CompletableFuture<T>> calls) {
        List<T> answers = new ArrayList<>();
        List<Throwable> failures = new ArrayList<>();
        for (CompletableFuture<T> call : calls) {
            try {
                answers.add(call.join());
            } catch (CompletionException e) {
                failures.add(e.getCause());
            }
        }
        if (!failures.isEmpty()) {
            Throwable worst = failures.stream()
                    .filter(failure -> !isRefusal(failure))
                    .findFirst()
                    .orElse(failures.get(0));
            throw failure(operation, worst, !isRefusal(worst) || !answers.isEmpty());
        }
        return answers;
    }

    /** Returns whether the database rejected the statement as a whole. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof QueryValidationException
                || (failure instanceof AllNodesFailedException all
                        && !all.getAllErrors().isEmpty()
                        && all.getAllErrors().values().stream()
                                .flatMap(List::stream)
                                .allMatch(QueryValidationException.class::isInstance));
    }

    private StoreException failure(String operation, Throwable e, boolean unavailable) {
        String message = settings + ": " + operation + " failed: " + e.getMessage();
        return unavailable ? new StoreUnavailableException(message, e) : new StoreException(message, e);
    }

    @Override
    public void close() {
        session.close();
    }
}
