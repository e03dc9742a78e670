package timerbench.harness.load.plan;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import scala.collection.Iterator;
import scala.concurrent.duration.FiniteDuration;
import timerbench.harness.run.Metric;
import timerbench.harness.run.Period;

/** The share of a plan: its times and description are those of the whole, its rates and requests are the share's. */
record SharedPlan(LoadPlan whole, Share share) implements LoadPlan {
    @Override
    public Duration warmUp() {
        return whole.warmUp();
    }

    @Override
    public Duration total() {
        return whole.total();
    }

    @Override
    public Duration usual() {
        return whole.usual();
    }

    @Override
    public Period hold(Instant start, Instant end) {
        return whole.hold(start, end);
    }

    /** Returns the rates of the whole: the figures of all injectors together are compared with them. */
    @Override
    public List<Metric> asked() {
        return whole.asked();
    }

    @Override
    public OptionalDouble rateAt(Duration sinceStart) {
        OptionalDouble rate = whole.rateAt(sinceStart);
        return rate.isPresent() ? OptionalDouble.of(rate.getAsDouble() / share.count()) : rate;
    }

    @Override
    public Map<String, List<OpenInjectionStep>> starts() {
        return whole.starts();
    }

    @Override
    public Iterator<FiniteDuration> startsOf(String request) {
        return share.starts(whole.starts().get(request));
    }

    @Override
    public Map<String, Long> requests() {
        return shared(whole.requests());
    }

    @Override
    public Map<String, Long> warmUpRequests() {
        return shared(whole.warmUpRequests());
    }

    private Map<String, Long> shared(Map<String, Long> requests) {
        Map<String, Long> shared = new TreeMap<>();
        requests.forEach((name, count) -> shared.put(name, share.of(count)));
        return shared;
    }

    @Override
    public String unknownRequests() {
        return whole.unknownRequests();
    }

    @Override
    public OptionalLong lagNanos(Session session) {
        return whole.lagNanos(session);
    }

    @Override
    public String phaseAt(Duration sinceStart) {
        return whole.phaseAt(sinceStart);
    }

    @Override
    public Map<Duration, String> phases(Duration within) {
        return whole.phases(within);
    }

    @Override
    public Set<String> phaseWords() {
        return whole.phaseWords();
    }

    @Override
    public long connections() {
        return (whole.connections() + share.count() - 1) / share.count();
    }

    @Override
    public String describe() {
        return whole.describe();
    }
}
