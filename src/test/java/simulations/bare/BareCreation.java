package simulations.bare;

import static io.gatling.javaapi.core.CoreDsl.*;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import simulations.support.Payloads;

/**
 * The load of {@code TimerCreationSimulation} by Gatling alone: the same injection, the same bytes, no harness. The
 * cost of the suite is measured against it ({@code ./timer-bench cost}); it is no simulation for people to run.
 */
public final class BareCreation extends Simulation {
    /** By the weights of {@code feeders/groups.csv}, one after the other. */
    private static final String[] GROUPS = {
        "orders",
        "reminders",
        "orders",
        "subscriptions",
        "orders",
        "reminders",
        "invoices",
        "orders",
        "reminders",
        "orders"
    };

    private final List<String> payloads = Payloads.pool(500, 1);
    private final String own = UUID.randomUUID().toString();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong counted = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile long cpuAtStart;

    public BareCreation() {
        double rate = Double.parseDouble(System.getProperty("bare.rate"));
        Duration warmUp = Duration.ofSeconds(Long.getLong("bare.warmUp"));
        Duration ramp = Duration.ofSeconds(Long.getLong("bare.ramp"));
        Duration hold = Duration.ofSeconds(Long.getLong("bare.hold"));
        var create = http("create")
                .post(session -> "/groups/" + GROUPS[(int) (next.get() % GROUPS.length)] + "/timers")
                .header("Content-Type", "application/json")
                .body(StringBody(session -> body(next.getAndIncrement())))
                .check(status().is(201));
        setUp(
                        scenario("warm-up")
                                .exec(create.silent())
                                .injectOpen(
                                        rampUsersPerSec(rate / 10).to(rate / 5).during(warmUp)),
                        scenario("cpu")
                                .exec(session -> {
                                    cpuAtStart = cpuNanos();
                                    return session;
                                })
                                .injectOpen(nothingFor(warmUp), atOnceUsers(1)),
                        scenario("create")
                                .exec(create)
                                .exec(session -> {
                                    (session.isFailed() ? failed : counted).incrementAndGet();
                                    return session;
                                })
                                .injectOpen(
                                        nothingFor(warmUp),
                                        rampUsersPerSec(rate / 10).to(rate).during(ramp),
                                        constantUsersPerSec(rate).during(hold)))
                .protocols(http.baseUrl(System.getProperty("bare.target"))
                        .shareConnections()
                        .acceptHeader("application/json"));
    }

    private String body(long number) {
        String executeAt = Instant.now()
                .plus(Duration.ofHours(24))
                .truncatedTo(ChronoUnit.MILLIS)
                .toString();
        return "{\"callbackUrl\":\"http://127.0.0.1:9/timer\",\"executeAt\":\"" + executeAt + "\",\"payload\":"
                + payloads.get((int) (number % payloads.size())) + ",\"timerId\":\"" + own + "-" + number + "\"}";
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    @Override
    public void after() {
        if (failed.get() > 0) {
            throw new IllegalStateException(failed + " of " + (failed.get() + counted.get()) + " bare creates failed");
        }
        double perHundredThousand = (cpuNanos() - cpuAtStart) / 1e9 / counted.get() * 100_000;
        try {
            Files.writeString(Path.of(System.getProperty("bare.result")), Double.toString(perHundredThousand));
        } catch (IOException e) {
            throw new UncheckedIOException("the result of the bare simulation", e);
        }
    }
}
