package simulations;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import timerbench.harness.run.Percentile;

/** Runs in profile smoke can be compared: the hold has enough requests of each kind for its p95. */
class SmokeSizeTest {
    private static final Config SMOKE =
            ConfigFactory.parseResources("reference.conf").resolve().getConfig("timerbench.profiles.smoke");

    /** Kinds are drawn, and a request may fall beyond the end of the hold. */
    private static final double MARGIN = 1.15;

    private static final int KINDS_OF_WRONG_REQUESTS = 10;

    static Stream<Arguments> requests() {
        return Stream.of(
                        Stream.of(of("creation", "create", number("creation.targetRate"))),
                        Stream.of("create", "read", "update", "delete", "advance")
                                .flatMap(kind -> Stream.of("concurrent", "soak")
                                        .map(block -> of(block, kind, number(block + ".rates." + kind)))),
                        Stream.of(
                                of("read", "read", number("read.targetRate") * (1 - number("read.missing"))),
                                of("read", "read missing", number("read.targetRate") * number("read.missing"))),
                        Stream.of("small", "large", "due", "deep")
                                .map(kind -> of("query", "list " + kind, number("query.rates." + kind))),
                        Stream.of("updated", "deleted")
                                .map(kind -> of(
                                        "callbacks",
                                        kind,
                                        number("callbacks.targetRate") * number("callbacks." + kind))),
                        Stream.of(of("errors", "each wrong kind", wrongRate() / KINDS_OF_WRONG_REQUESTS / 2)))
                .flatMap(each -> each);
    }

    /** In the second half of the hold. */
    private static double wrongRate() {
        return number("errors.targetRate") * number("errors.wrong") / (1 - number("errors.wrong"));
    }

    private static Arguments of(String block, String kind, double rate) {
        double seconds = SMOKE.getDuration(block + ".hold").toMillis() / 1e3;
        return Arguments.argumentSet(block + ": " + kind, rate * seconds);
    }

    private static double number(String path) {
        return SMOKE.getDouble(path);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void eachKindOfRequestHasEnoughForItsP95(double expected) {
        assertThat(expected).isGreaterThanOrEqualTo(Percentile.P95.samplesNeeded() * MARGIN);
    }
}
