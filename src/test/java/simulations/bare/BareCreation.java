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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What {@code TimerCreationSimulation} sends, by Gatling alone: the same injection, the same bytes, no harness. It is what
 * the suite's own cost is held against ({@code ./timer-bench cost}), and no simulation that people run.
 */
public final class BareCreation extends Simulation {
    private static final String PAYLOAD =
            "{\"kind\":\"reminder\",\"customer\":\"Ada Example\",\"city\":\"North Example\",\"order\":123456,"
                    + "\"amount\":1234.56,\"note\":\"Seamless impactful process improvement\"}";
    private static final String[] GROUPS = {"orders", "reminders", "subscriptions", "invoices"};

    private final String own = UUID.randomUUID().toString();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong counted = new AtomicLong();
    private volatile long cpuAtStart;

    public BareCreation() {
        double rate = Double.parseDouble(System.getProperty("bare.rate"));
        Duration warmUp = Duration.ofSeconds(Long.getLong("bare.warmUp"));
        Duration ramp = Duration.ofSeconds(Long.getLong("bare.ramp"));
        Duration hold = Duration.ofSeconds(Long.getLong("bare.hold"));
        var create = http("create")
                .post(session -> "/groups/" + GROUPS[(int) (next.get() % GROUPS.length)] + "/timers")
                .header("Content-Type", "application/json")
                .body(StringBody(session -> "{\"callbackUrl\":\"http://127.0.0.1:9/timer\",\"executeAt\":\""
                        + "2099-01-01T00:00:00.123Z\",\"payload\":" + PAYLOAD + ",\"timerId\":\"" + own + "-"
                        + next.getAndIncrement() + "\"}"))
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
                                    counted.incrementAndGet();
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

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    @Override
    public void after() {
        double perHundredThousand = (cpuNanos() - cpuAtStart) / 1e9 / counted.get() * 100_000;
        try {
            Files.writeString(Path.of(System.getProperty("bare.result")), Double.toString(perHundredThousand));
        } catch (IOException e) {
            throw new UncheckedIOException("the result of the bare simulation", e);
        }
    }
}
