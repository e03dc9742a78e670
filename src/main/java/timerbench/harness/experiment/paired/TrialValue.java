package timerbench.harness.experiment.paired;

import java.util.Locale;
import timerbench.harness.run.Better;
import timerbench.harness.run.Unit;

/** What is measured of each trial of a pair. The names of the constants, in camel case, are those in all files. */
public enum TrialValue {
    /** Requests answered during the hold, per second. */
    THROUGHPUT(Unit.PER_SECOND, Better.HIGHER),
    RESPONSE_TIME_MEAN(Unit.MICROSECONDS, Better.LOWER),
    RESPONSE_TIME_P50(Unit.MICROSECONDS, Better.LOWER),
    RESPONSE_TIME_P95(Unit.MICROSECONDS, Better.LOWER),
    RESPONSE_TIME_P99(Unit.MICROSECONDS, Better.LOWER),
    /** The mean by the target's own clock, from a request's head to its last byte. */
    SERVER_TIME_MEAN(Unit.MICROSECONDS, Better.LOWER),
    LATENESS_MEAN(Unit.MICROSECONDS, Better.LOWER),
    LATENESS_P50(Unit.MICROSECONDS, Better.LOWER),
    LATENESS_P95(Unit.MICROSECONDS, Better.LOWER),
    /** CPU seconds that the service takes for a thousand requests. */
    CPU_SECONDS_PER_THOUSAND(Unit.SECONDS, Better.LOWER),
    /** The same of the database. */
    DATABASE_CPU_SECONDS_PER_THOUSAND(Unit.SECONDS, Better.LOWER);

    private final String word;
    private final Unit unit;
    private final Better better;

    TrialValue(Unit unit, Better better) {
        this.unit = unit;
        this.better = better;
        this.word = camelCase(name());
    }

    private static String camelCase(String constant) {
        StringBuilder text = new StringBuilder();
        for (String part : constant.toLowerCase(Locale.ROOT).split("_", -1)) {
            text.append(text.isEmpty() ? part : part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1));
        }
        return text.toString();
    }

    /** Returns its name in files. */
    public String word() {
        return word;
    }

    public Unit unit() {
        return unit;
    }

    public Better better() {
        return better;
    }
}
